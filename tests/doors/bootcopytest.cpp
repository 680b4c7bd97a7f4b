// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Copies of boot images: which are kept, for how long, and what they are there for.
#include "tests/doors/bootimagestage.h"

namespace rdma {

class BootCopyTest : public QObject, BootImageStage {
    Q_OBJECT

private slots:
    void initTestCase() { enterOwnMounts(); }
    void init() { setUp(); }

    void oneCopyIsKept();
    void whatBootedIsKeptUntilTheNextBoot();
    void withLittleRoomWhatBootedComesBack();
    void copyIsNotReplacedByWhatFails();
    void whatAKilledBuilderLeftIsClearedAway();
    void noBuilderBeginsWithoutANoteOfTheCopy();
    void littleRoomKeepsNoCopy();
    void lostImageIsRestored();
    void damagedImageIsRestored();
};

void BootCopyTest::oneCopyIsKept()
{
    m_root->write(u"/boot/initrd.img-5.0"_s + keptSuffix, "older");
    m_root->write(u"/boot/mine"_s + keptSuffix, "somebody's");
    QVERIFY(rebuild());
    QVERIFY(rebuild());
    QCOMPARE(m_host->list(u"/boot"_s), (QStringList{image.sliced(6), kept.sliced(6), u"mine"_s + keptSuffix}));
    QCOMPARE(m_root->read(kept), "made\n"_ba);
}

void BootCopyTest::whatBootedIsKeptUntilTheNextBoot()
{
    startUp("one");
    m_root->write(kept, "of an earlier boot");
    QVERIFY(rebuild());
    QCOMPARE(m_root->read(kept), old);
    QCOMPARE(rebuiltFrom(rebuild().value().output).value().kept, kept);
    QCOMPARE(m_root->read(kept), old);
    const QString before = stamp();
    m_root->write(image + replacedSuffix, "left by a builder that was killed");
    builder(u"/usr/sbin/update-initramfs"_s, "echo half > $root/boot/initrd.img-$3; exit 1");
    QVERIFY(!rebuild());
    QCOMPARE(stamp(), before); // as it was right before, not as it booted
    QCOMPARE(m_root->read(kept), old);
    QCOMPARE(m_host->list(u"/boot"_s), (QStringList{image.sliced(6), kept.sliced(6)}));
    startUp("two");
    builder(u"/usr/sbin/update-initramfs"_s, "echo third > $root/boot/initrd.img-$3");
    QVERIFY(rebuild());
    QCOMPARE(m_root->read(kept), "made\n"_ba);
}

void BootCopyTest::withLittleRoomWhatBootedComesBack()
{
    startUp("one");
    mountBoot("size=1100k,mode=755");
    builder(u"/usr/sbin/update-initramfs"_s, "head -c 300000 /dev/zero > $root/boot/initrd.img-$3");
    QVERIFY(rebuild());
    builder(u"/usr/sbin/update-initramfs"_s, "rm $root/boot/initrd.img-$3; exit 1");
    QVERIFY(rebuild().error().detail.startsWith(u"olderBack: exit 1"_s));
    QCOMPARE(m_root->read(image), old);
    unmount(m_root->inside(u"/boot"_s));
}

/// Whoever started with the kept copy, since the new image did not start, takes the change back.
void BootCopyTest::copyIsNotReplacedByWhatFails()
{
    startUp("one");
    QVERIFY(rebuild());
    startUp("two");
    builder(u"/usr/sbin/update-initramfs"_s, "echo half > $root/boot/initrd.img-$3; exit 1");
    QVERIFY(!rebuild());
    QCOMPARE(m_root->read(kept), old);
    QCOMPARE(m_root->read(image), "made\n"_ba);
    QCOMPARE(m_host->list(u"/boot"_s), (QStringList{image.sliced(6), kept.sliced(6)}));
}

void BootCopyTest::whatAKilledBuilderLeftIsClearedAway()
{
    m_root->write(u"/boot/.rdma-manager.0123456789abcdef"_s, "half a copy", 0600);
    m_root->write(image + u".new"_s, "half an image", 0600);
    m_root->write(image + replacedSuffix, "whole", 0600);
    builder(u"/usr/sbin/update-initramfs"_s, "exit 1");
    QVERIFY(!rebuild());
    QCOMPARE(m_host->list(u"/boot"_s), (QStringList{image.sliced(6), kept.sliced(6)}));
    QCOMPARE(m_root->read(kept), "whole"_ba);
}

void BootCopyTest::noBuilderBeginsWithoutANoteOfTheCopy()
{
    startUp("one");
    m_root->makeDirectory(u"/run/rdma-manager/kept.json"_s);
    QVERIFY(!rebuild());
    QVERIFY(m_words.isEmpty());
}

void BootCopyTest::littleRoomKeepsNoCopy()
{
    mountBoot("size=800k,mode=755");
    const auto rebuilt = rebuild().and_then([](const ToolOutcome &outcome) { return rebuiltFrom(outcome.output); });
    QCOMPARE(rebuilt.value().kept, QString());
    QCOMPARE(m_host->list(u"/boot"_s), QStringList{image.sliced(6)});
    unmount(m_root->inside(u"/boot"_s));
}

void BootCopyTest::lostImageIsRestored()
{
    const QString before = stamp();
    builder(u"/usr/sbin/update-initramfs"_s, "rm $root/boot/initrd.img-$3; kill -KILL $$");
    QCOMPARE(rebuild().error().code, ErrorCode::ToolFailed);
    QCOMPARE(stamp(), before);
    QCOMPARE(m_root->read(image), old);
    builder(u"/usr/sbin/update-initramfs"_s, "rm $root/boot/initrd.img-$3*; exit 1"); // the copy as well
    QVERIFY(rebuild().error().detail.startsWith(u"notRestored: "_s));
}

void BootCopyTest::damagedImageIsRestored()
{
    const QString before = stamp();
    builder(u"/usr/sbin/update-initramfs"_s, "echo half > $root/boot/initrd.img-$3; exit 1");
    QCOMPARE(rebuild().error().detail.left(6), u"exit 1"_s);
    QCOMPARE(stamp(), before);
    QCOMPARE(m_root->read(image), old);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::BootCopyTest)
#include "bootcopytest.moc"
