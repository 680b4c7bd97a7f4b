// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boot image in words: one that nobody finds or can look into.
#include "gui/words/notewords.h"
#include "gui/words/portswords.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Without the marks around names.
QString bare(QString words)
{
    return words.remove(QChar(0x2066)).remove(QChar(0x2069));
}

} // namespace

class PortsImageWordsTest : public QObject {
    Q_OBJECT

private slots:
    /// Arch's initramfs-linux.img, ostree's and unified images have names of their own.
    void anImageThatIsNotFoundIsForPeople()
    {
        BootImageLive image{ImageBuilder::Mkinitcpio, {}, u"mkinitcpio -P"_s, {}};
        QVERIFY(bare(bootImageWords(image)).contains(u"If the image that boots holds the driver mlx4_core"_s));
        QVERIFY(bare(bootImageWords(image)).endsWith(u"by hand: mkinitcpio -P"_s));
        image.command.clear();
        QVERIFY(bootImageWords(image).endsWith(u"by hand: with the tool of this distribution"_s));
        const auto note = [](NoteCode code, const QString &command) {
            return bare(noteWords({code, u"mlx4_core"_s, command}));
        };
        QVERIFY(note(NoteCode::ImageNotFound, u"mkinitcpio -P"_s).endsWith(u": mkinitcpio -P"_s));
        for (const NoteCode code : {NoteCode::ImageNotFound, NoteCode::ImageUnknown, NoteCode::ImageByHand})
            QVERIFY(note(code, {}).endsWith(u": with the tool of this distribution"_s));
        QVERIFY(note(NoteCode::ImageUnknown, {}).contains(u"could not be looked into"_s)); // somebody tried
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsImageWordsTest)
#include "portsimagewordstest.moc"
