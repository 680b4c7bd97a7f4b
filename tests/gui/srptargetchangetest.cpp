// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing a disk that is set up: what the dialog lets one change, why not the rest, and what it asks of the helper.
#include "tests/gui/exportsstage.h"

#include <QCheckBox>

namespace rdma {

namespace {

const BackstoreId img{BackstoreKind::File, QStringLiteral("img")};
const BackstoreId spare{BackstoreKind::Ramdisk, QStringLiteral("spare")};
const QString writeBack = QStringLiteral("Write-back");
const QString unmap = QStringLiteral("Offer UNMAP (thin provisioning)");

} // namespace

class SrpTargetChangeTest : public QObject {
    Q_OBJECT

private slots:
    void changesAnImage();
    void changesARamdiskByKeyboard();
    void saysWhyNot_data();
    void saysWhyNot();
    void foreignDisksCannotBeChanged();
    void backAndForthIsNoChange();
    void aPendingDiskIsChangedToo();
    void aPortWhoseDiskIsSavedOtherwiseIsSavedWithIt();
    void aPortThatLacksItsDiskHangsNothing();
};

void SrpTargetChangeTest::changesAnImage()
{
    ExportsStage stage;
    stage.machine.exports.live.sessions.clear();
    QVERIFY(stage.open());
    stage.choose(u"img · LUN 1"_s);
    stage.person.click(u"Change Properties"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    QVERIFY(stage.named<QCheckBox>(writeBack)->isChecked() && stage.named<QCheckBox>(unmap)->isChecked());
    QVERIFY(stage.person.sees(u"Block size, serial number and read-only are chosen when a disk is set up."_s));
    QVERIFY(!stage.person.button(u"Add to Changes"_s)->isEnabled());
    stage.named<QCheckBox>(writeBack)->click();
    stage.named<QCheckBox>(unmap)->click();
    stage.person.click(u"Add to Changes"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.backstores[img].writeBack = expected.now.backstores[img].thin = false;
    QVERIFY(stage.wished() == both(expected));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Use no write-back for img; Offer no UNMAP for img (thin provisioning)"_s);
    QCOMPARE(stage.cell(u"img"_s, ExportTree::State), u"will be changed"_s);
    QCOMPARE(stage.cell(u"img"_s, ExportTree::Reboot), u"now and after a reboot"_s);
    QVERIFY(stage.person.waitToSee(u"write-back off, thin provisioning off"_s));
}

void SrpTargetChangeTest::changesARamdiskByKeyboard()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"spare"_s);
    stage.key(Qt::Key_P, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    QVERIFY(stage.person.sees(u"A ramdisk gives no memory back."_s));
    QVERIFY(!stage.named<QCheckBox>(unmap)->isEnabled());
    stage.named<QCheckBox>(writeBack)->click();
    QVERIFY(stage.person.sees(u"A power failure may lose what was acknowledged."_s));
    stage.person.click(u"Add to Changes"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.backstores[spare].writeBack = true;
    QVERIFY(stage.wished() == both(expected));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Use write-back for spare: a power failure may lose what it has acknowledged"_s);
}

void SrpTargetChangeTest::saysWhyNot_data()
{
    QTest::addColumn<QString>("disk");
    QTest::addColumn<bool>("buffered");
    QTest::addColumn<bool>("loggedIn");
    QTest::addColumn<QString>("why");
    QTest::addColumn<bool>("hasUnmap");
    QTest::newRow("block device") << u"vol1"_s << false << false << u"The block device has a cache of its own"_s
                                  << true;
    QTest::newRow("opened for it") << u"img"_s << true << false << u"The image was opened for write-back"_s << true;
    QTest::newRow("used") << u"img"_s << false << true << u"is logged in that uses it, since initiators ask only once"_s
                          << false;
}

void SrpTargetChangeTest::saysWhyNot()
{
    QFETCH(QString, disk);
    QFETCH(bool, buffered);
    QFETCH(bool, loggedIn);
    QFETCH(QString, why);
    QFETCH(bool, hasUnmap);
    ExportsStage stage;
    stage.machine.exports.live.backstores[img].buffered = buffered;
    if (!loggedIn)
        stage.machine.exports.live.sessions.clear();
    QVERIFY(stage.open());
    stage.choose(disk);
    stage.person.click(u"Change Properties"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    QVERIFY(stage.person.sees(why));
    QVERIFY(!stage.named<QCheckBox>(writeBack)->isEnabled());
    QCOMPARE(stage.named<QCheckBox>(unmap)->isEnabled(), hasUnmap);
}

void SrpTargetChangeTest::foreignDisksCannotBeChanged()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    for (const QString &disk : {u"tape"_s, u"iscsidisk"_s}) {
        stage.choose(disk);
        QVERIFY(!stage.person.button(u"Change Properties"_s));
    }
}

void SrpTargetChangeTest::backAndForthIsNoChange()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"spare"_s);
    for (int i = 0; i < 2; ++i) {
        stage.person.click(u"Change Properties"_s);
        QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
        stage.named<QCheckBox>(writeBack)->click();
        stage.person.click(u"Add to Changes"_s);
        QVERIFY(QTest::qWaitFor([&] { return stage.dialog() == nullptr; }));
        QCOMPARE(stage.page()->pendingChanges().size(), 1 - i);
    }
}

void SrpTargetChangeTest::aPendingDiskIsChangedToo()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.person.click(u"Export a Disk"_s);
    stage.person.click(u"Image file"_s);
    stage.person.click(u"Add to Changes"_s);
    stage.choose(u"disk1"_s);
    stage.person.click(u"Change Properties"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    stage.named<QCheckBox>(unmap)->click();
    stage.person.click(u"Add to Changes"_s);
    QVERIFY(stage.wished().now.backstores.at({BackstoreKind::File, u"disk1"_s}).thin);
    QVERIFY(stage.wished().now == stage.wished().atBoot);
}

/// The helper takes a saved port only with the disks that it ran or was saved with.
void SrpTargetChangeTest::aPortWhoseDiskIsSavedOtherwiseIsSavedWithIt()
{
    ExportsStage stage;
    stage.machine.exports.live.sessions.clear();
    stage.machine.exports.config.atBoot.targets[firstWwn].enabled = false;
    QVERIFY(stage.open());
    stage.choose(u"img · LUN 1"_s);
    stage.person.click(u"Change Properties"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    stage.named<QCheckBox>(unmap)->click();
    stage.person.click(u"Add to Changes"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.backstores[img].thin = false;
    QVERIFY(stage.wished() == both(expected));
}

/// LIO's tree was read while somebody deleted a disk.
void SrpTargetChangeTest::aPortThatLacksItsDiskHangsNothing()
{
    ExportsStage stage;
    first(stage.machine.exports.config).luns[4] = {BackstoreKind::Block, u"gone"_s};
    stage.machine.exports.config.atBoot.targets = stage.machine.exports.config.now.targets;
    QVERIFY(stage.open());
    stage.choose(u"spare"_s);
    stage.key(Qt::Key_Delete);
    QVERIFY(!stage.wished().now.backstores.contains(spare));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetChangeTest)
#include "srptargetchangetest.moc"
