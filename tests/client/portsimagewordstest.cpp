// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boot image in words: one that nobody finds or can look into, and one that lacks what is set.
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

CardLive cardOn(PortRoad road)
{
    CardLive card;
    card.road = road;
    card.file = u"/etc/some.conf"_s;
    card.ports[1].verdict = TypeVerdict::DidNotTake;
    return card;
}

} // namespace

class PortsImageWordsTest : public QObject {
    Q_OBJECT

private slots:
    /// Arch's initramfs-linux.img, ostree's and unified images have names of their own.
    void anImageThatIsNotFoundIsForPeople()
    {
        BootImageLive image{ImageBuilder::Mkinitcpio, {}, u"mkinitcpio -P"_s, {}, {}};
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

    /// The driver reads its files from the boot image: neither power nor firmware has a part in it.
    void whatAFileDidNotBringIsAboutTheImage()
    {
        for (const PortRoad road : {PortRoad::Mlx4Conf, PortRoad::ModuleOption}) {
            CardLive card = cardOn(road);
            BootImageLive image{ImageBuilder::UpdateInitramfs, {}, u"some command"_s, {}, {}};
            QStringList seen;
            const auto expectSaid = [&](const QString &text, bool namesCommand) {
                const QString words = bare(typeVerdictWords(TypeVerdict::DidNotTake, PortType::Ethernet, card, image));
                QVERIFY2(
                    words.startsWith(u"This computer was restarted since, and the port has not become Ethernet. "_s),
                    qPrintable(words));
                QVERIFY2(words.contains(text) && !words.contains(u'%'), qPrintable(words));
                QVERIFY2(!words.contains(u"power"_s) && !words.contains(u"BlueField"_s), qPrintable(words));
                QCOMPARE(words.endsWith(u"restart again: some command"_s), namesCommand);
                QVERIFY(!seen.contains(words));
                seen.append(words);
            };
            expectSaid(u"If the image that boots holds the driver"_s, true);
            image.image = u"/boot/initrd.img-6.12"_s;
            expectSaid(u"ports inspect"_s, true);
            image.contents = ImageContents{};
            expectSaid(u"The boot image /boot/initrd.img-6.12 does not hold the driver"_s, false);
            image.contents->hasMlx4Core = true;
            expectSaid(u"If it was not built anew since"_s, true);
            image.lacks = card.file;
            expectSaid(u"The boot image /boot/initrd.img-6.12 holds the driver without the setting"_s, true);
            QVERIFY(missingCopyWords(image, card).isEmpty()); // said already
            card.ports[1].verdict = TypeVerdict::PendingReboot;
            QVERIFY(bare(missingCopyWords(image, card)).contains(u"and no copy of /etc/some.conf"_s));
            card.file = u"/etc/another.conf"_s;
            QVERIFY(missingCopyWords(image, card).isEmpty());
            image.command.clear();
            QVERIFY(bootImageWords(image).endsWith(u"with the tool of this distribution"_s));
        }
        CardLive unread = cardOn(PortRoad::None);
        unread.driver = u"mlx4_core"_s;
        const QString words = typeVerdictWords(TypeVerdict::DidNotTake, PortType::Ethernet, unread, {});
        QVERIFY2(words.contains(u"ports inspect"_s) && !words.contains(u"power"_s), qPrintable(words));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsImageWordsTest)
#include "portsimagewordstest.moc"
