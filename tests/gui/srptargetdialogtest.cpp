// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialogs of the page "Export Disks": what can be chosen, what is wrong, what is asked of the helper.
#include "tests/gui/exportsstage.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QRadioButton>
#include <QSpinBox>
#include <QTreeWidget>

namespace rdma {

class SrpTargetDialogTest : public QObject {
    Q_OBJECT

private slots:
    void exportsANewDiskOnTwoPorts();
    void disksInUseAreShownAndCannotBeChosen();
    void withoutAFreeDiskNothingCanBeAdded();
    void exportsAnImageAndARamdisk();
    void saysWhatIsWrongInTheDialog();
    void exportsAPresentDiskOnAnotherPort();
    void allowsAnInitiator();
};

void SrpTargetDialogTest::exportsANewDiskOnTwoPorts()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Export a Disk"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    auto *devices = stage.named<QTreeWidget>(u"Block devices"_s);
    QCOMPARE(devices->currentItem()->text(0), u"sdd"_s); // the first that nobody uses
    QVERIFY(stage.named<QCheckBox>(u"mlx4_0, port 1"_s)->isChecked());
    QVERIFY(!stage.named<QCheckBox>(u"mlx5_0, port 1"_s)->isEnabled());
    QCOMPARE(stage.named<QSpinBox>(u"LUN on mlx4_0, port 1"_s)->value(), 2);
    stage.named<QCheckBox>(u"mlx4_0, port 2"_s)->click();
    QVERIFY(stage.person.sees(u"reached over RDMA/CM only"_s));
    stage.named<QListWidget>(u"Initiators that may use it"_s)->item(0)->setCheckState(Qt::Checked);
    QTest::keyClicks(stage.named<QLineEdit>(u"Id of another initiator"_s), u"0x0000000000000000000000000000abcd"_s);
    stage.person.click(u"Advanced"_s);
    const QString serial = stage.named<QLineEdit>(u"Serial number"_s)->text();
    stage.person.click(u"Add to Changes"_s);
    const SrpTargetConfig wished = stage.wished();
    const BackstoreId id{BackstoreKind::Block, u"disk1"_s};
    const Backstore &made = wished.now.backstores.at(id);
    QCOMPARE(made.source, u"/dev/disk/by-id/wwn-0x5000c500zc1c"_s);
    QCOMPARE(made.size, 0U);
    QCOMPARE(made.serial, serial);
    QCOMPARE(made.serial.size(), 36);
    QVERIFY(!made.writeBack && !made.readOnly);
    QCOMPARE(wished.now.targets.at(firstWwn).luns.at(2), id);
    QCOMPARE(wished.now.targets.at(secondWwn).luns, (std::map<quint32, BackstoreId>{{0, id}}));
    QVERIFY(wished.now.targets.at(secondWwn).enabled);
    const auto &acls = wished.now.targets.at(secondWwn).acls;
    QCOMPARE(acls.size(), 2U);
    QCOMPARE(acls.at(u"0x0000000000000000000000000000abcd"_s).luns.at(0), (MappedLun{0, false}));
    QCOMPARE(wished.now.targets.at(firstWwn).acls.at(firstInitiator).luns.at(2), (MappedLun{2, false}));
    QVERIFY(wished.now == wished.atBoot);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    QCOMPARE(stage.view()->currentIndex().data().toString(), u"disk1 · LUN 2"_s);
    QCOMPARE(stage.cell(u"disk1"_s, ExportTree::State), u"will be added"_s);
    QCOMPARE(stage.cell(u"mlx4_0, port 2"_s, ExportTree::State), u"will export"_s);
    QVERIFY(stage.cell(u"disk1"_s, ExportTree::Reboot) == "now and after a reboot"_L1);
}

void SrpTargetDialogTest::disksInUseAreShownAndCannotBeChosen()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"Disks not exported"_s);
    stage.person.click(u"Export a Disk"_s);
    const auto *devices = stage.named<QTreeWidget>(u"Block devices"_s);
    QCOMPARE(devices->topLevelItemCount(), 7);
    QStringList uses;
    for (int row = 0; row < devices->topLevelItemCount(); ++row)
        if (devices->topLevelItem(row)->isDisabled())
            uses.append(devices->topLevelItem(row)->text(4));
    QCOMPARE(uses, QStringList({u"holds the running system"_s, u"exported already as block/vol1"_s, u"belongs to LVM"_s,
                                u"mounted on /srv"_s}));
    stage.named<QTreeWidget>(u"Block devices"_s)->setCurrentItem(devices->topLevelItem(0));
    QCOMPARE(devices->currentItem()->text(0), u"sdd"_s);
    stage.named<QTreeWidget>(u"Block devices"_s)->setCurrentItem(devices->topLevelItem(6)); // read-only, no stable name
    stage.person.click(u"Add to Changes"_s);
    const Backstore made = stage.wished().now.backstores.at({BackstoreKind::Block, u"disk1"_s});
    QCOMPARE(made.source, u"/dev/vdb"_s);
    QVERIFY(made.readOnly);
    QVERIFY(stage.find(u"disk1"_s).parent() == stage.find(u"Disks not exported"_s));
}

void SrpTargetDialogTest::withoutAFreeDiskNothingCanBeAdded()
{
    ExportsStage stage;
    for (BlockDevice &disk : stage.machine.exports.live.disks)
        disk.holdsRoot = true;
    QVERIFY(stage.open());
    stage.person.click(u"Export a Disk"_s);
    QVERIFY(stage.person.sees(u"Choose a block device that nobody uses."_s));
    QVERIFY(!stage.person.button(u"Add to Changes"_s)->isEnabled());
    stage.person.click(u"Image file"_s);
    QVERIFY(stage.person.button(u"Add to Changes"_s)->isEnabled());
}

void SrpTargetDialogTest::exportsAnImageAndARamdisk()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Export a Disk"_s);
    stage.person.click(u"Image file"_s);
    auto *name = stage.named<QLineEdit>(u"Name"_s);
    name->setText(u"backup"_s);
    QVERIFY(stage.person.sees(u"/var/lib/rdma-manager/disks/backup.img"_s));
    stage.person.click(u"Advanced"_s);
    stage.named<QCheckBox>(u"Write-back: faster, but a power failure may lose data"_s)->setChecked(true);
    stage.named<QCheckBox>(u"Offer UNMAP (thin provisioning)"_s)->setChecked(true);
    stage.person.click(u"Add to Changes"_s);
    const Backstore image = stage.wished().now.backstores.at({BackstoreKind::File, u"backup"_s});
    QCOMPARE(image.source, u"/var/lib/rdma-manager/disks/backup.img"_s);
    QCOMPARE(image.size, quint64{10} << 30);
    QVERIFY(image.writeBack && image.thin);
    stage.choose(u"mlx4_0, port 1"_s);
    stage.key(Qt::Key_E, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    stage.person.click(u"Ramdisk, to try out"_s);
    QCOMPARE(stage.named<QSpinBox>(u"LUN on mlx4_0, port 1"_s)->value(), 3); // after the one that is pending
    stage.person.click(u"Add to Changes"_s);
    const Backstore ramdisk = stage.wished().now.backstores.at({BackstoreKind::Ramdisk, u"disk1"_s});
    QVERIFY(ramdisk.source.isEmpty() && !ramdisk.thin);
    QVERIFY(ramdisk.size % 4096 == 0);
    QVERIFY(stage.person.sees(u"2 changes not applied"_s));
}

void SrpTargetDialogTest::saysWhatIsWrongInTheDialog()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Export a Disk"_s);
    auto *name = stage.named<QLineEdit>(u"Name"_s);
    const auto refuses = [&](const QString &words) {
        return stage.person.sees(words) && !stage.person.button(u"Add to Changes"_s)->isEnabled();
    };
    name->setText(u".x"_s);
    QVERIFY(refuses(u"A name has at most 64"_s));
    name->setText(u"vol1"_s);
    QVERIFY(refuses(u"There is a disk with this name already"_s));
    name->setText(u"new"_s);
    auto *lun = stage.named<QSpinBox>(u"LUN on mlx4_0, port 1"_s);
    lun->setValue(1);
    QVERIFY(refuses(u"LUN 1 on mlx4_0, port 1 is another disk’s"_s));
    lun->setValue(7);
    QVERIFY(stage.person.button(u"Add to Changes"_s)->isEnabled());
    auto *id = stage.named<QLineEdit>(u"Id of another initiator"_s);
    QTest::keyClicks(id, u"0xABC"_s);
    QVERIFY(refuses(u"32 hexadecimal digits; 3 so far"_s));
    id->setText(u" ib.7EDD7700007511000011750000 77D708"_s);
    QVERIFY(refuses(u"32 hexadecimal digits"_s));
    id->setText(u" 7edd:7700:0075:1100:0011:7500:0077:D708 "_s); // as the kernel's log has it
    stage.person.click(u"Add Initiator"_s);
    const auto *known = stage.dialog()->findChild<QListWidget *>();
    QCOMPARE(known->findItems(u"0x7edd770000751100001175000077d708"_s, Qt::MatchExactly).size(), 1);
    QTest::keyClick(stage.dialog(), Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return !stage.dialog(); }));
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void SrpTargetDialogTest::exportsAPresentDiskOnAnotherPort()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"vol1 · LUN 0"_s);
    stage.person.click(u"Export on More Ports"_s);
    QVERIFY(!stage.named<QCheckBox>(u"mlx4_0, port 1"_s)->isEnabled());
    QVERIFY(stage.person.sees(u"Choose a port."_s));
    stage.named<QCheckBox>(u"mlx4_0, port 2"_s)->click();
    stage.person.click(u"Add to Changes"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.targets[secondWwn] = {.enabled = true, .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    QVERIFY(stage.wished() == both(expected));
}

void SrpTargetDialogTest::allowsAnInitiator()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"img · LUN 1"_s);
    stage.person.click(u"Allow an Initiator"_s);
    QVERIFY(stage.person.sees(u"Choose an initiator"_s));
    QCOMPARE(stage.named<QTreeWidget>(u"Exported disks"_s)->topLevelItemCount(), 1);
    auto *known = stage.named<QListWidget>(u"Initiators that may use it"_s);
    known->findItems(secondInitiator, Qt::MatchExactly).constFirst()->setCheckState(Qt::Checked);
    stage.named<QCheckBox>(u"Read-only"_s)->setChecked(true);
    stage.person.click(u"Add to Changes"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[secondInitiator].luns[1] = {1, true};
    QVERIFY(stage.wished() == both(expected));
    QVERIFY(stage.page()->pendingChanges().constFirst().text.startsWith("Allow 0x00000000000000000002c903000d4e5f to "
                                                                        "read img on mlx4_0, port 1"_L1));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetDialogTest)
#include "srptargetdialogtest.moc"
