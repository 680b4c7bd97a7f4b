// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The edits of the page "Export Disks": the wish of each, what they say, how they are dropped, saved and applied.
#include "tests/gui/exportsstage.h"

#include <QCheckBox>
#include <QSpinBox>

namespace rdma {

class SrpTargetEditTest : public QObject {
    Q_OBJECT

private slots:
    void takesThePermissionBack();
    void makesReadOnlyAndBack();
    void takesTheExportBack();
    void initiatorsLetInForNothingStay();
    void whoSeesTheDiskTwiceHasNoDiskLeft();
    void deletesADiskByKeyboard();
    void disablesAPortAndNamesWhomItDisconnects();
    void removesATarget();
    void listensForRdmaCm();
    void keepsOnlyUntilTheRebootWhenAsked();
    void savesWhatIsNotSaved();
    void restoresAndForgetsWhatIsSaved();
    void whatHasNoPortCanOnlyBeForgotten();
    void backAndForthIsNoChange();
    void dropsOneEditAndDiscardsAll();
    void appliesThroughTheReview();
};

void SrpTargetEditTest::takesThePermissionBack()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    stage.choose(secondInitiator);
    stage.person.click(u"Take the Permission Back"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls.erase(secondInitiator); // nothing is left of it
    QVERIFY(stage.wished() == both(expected));
    stage.choose(firstInitiator);
    stage.key(Qt::Key_Delete);
    first(expected).acls[firstInitiator].luns.erase(0);
    QVERIFY(stage.wished() == both(expected));
    QVERIFY(stage.page()->pendingChanges().constLast().text.contains("logged in now: 0x0000"_L1));
    QCOMPARE(stage.cell(secondInitiator, ExportTree::State), u"will be removed"_s);
    stage.choose(secondInitiator);
    QVERIFY(!stage.person.button(u"Take the Permission Back"_s));
}

void SrpTargetEditTest::makesReadOnlyAndBack()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    stage.choose(secondInitiator);
    stage.person.click(u"Make Read-Only"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[secondInitiator].luns[0].readOnly = true;
    QVERIFY(stage.wished() == both(expected));
    QCOMPARE(stage.cell(secondInitiator, ExportTree::State), u"will be read-only"_s);
    QCOMPARE(stage.cell(secondInitiator, ExportTree::MadeOf), u"read-only"_s);
    stage.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpTargetEditTest::takesTheExportBack()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"vol1 · LUN 0"_s);
    stage.key(Qt::Key_Delete);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).luns.erase(0);
    first(expected).acls[firstInitiator].luns.erase(0);
    first(expected).acls.erase(secondInitiator); // it has no other disk there
    QVERIFY(stage.wished() == both(expected));
    QCOMPARE(
        stage.page()->pendingChanges().constFirst().text,
        u"Export vol1 no longer on mlx4_0, port 1; these have no other disk there and may not log in any more: "_s +
            secondInitiator + u"; logged in now: "_s + firstInitiator);
}

void SrpTargetEditTest::initiatorsLetInForNothingStay()
{
    ExportsStage stage;
    const QString others = u"0x0000000000000000000000000000beef"_s;
    first(stage.machine.exports.config).acls[others] = {};
    stage.machine.exports.config.atBoot = stage.machine.exports.config.now;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(others, ExportTree::MadeOf), u"sees no disk"_s);
    stage.choose(u"vol1 · LUN 0"_s);
    stage.key(Qt::Key_Delete);
    stage.choose(u"img · LUN 1"_s);
    stage.key(Qt::Key_Delete);
    const auto acls = stage.wished().now.targets.at(firstWwn).acls;
    QVERIFY(acls.size() == 1 && acls.contains(others));
    QVERIFY(stage.page()->pendingChanges().at(1).text.contains("may not log in any more: "_L1 + firstInitiator));
    QCOMPARE(stage.cell(others, ExportTree::MadeOf), u"sees no disk"_s);
}

void SrpTargetEditTest::whoSeesTheDiskTwiceHasNoDiskLeft()
{
    ExportsStage stage;
    SrpTarget &target = first(stage.machine.exports.config);
    target.luns[9] = {BackstoreKind::Block, u"vol1"_s};
    target.acls[secondInitiator].luns[1] = {9, false};
    stage.machine.exports.config.atBoot = stage.machine.exports.config.now;
    QVERIFY(stage.open());
    stage.choose(u"vol1 · LUN 9"_s);
    stage.key(Qt::Key_Delete, Qt::ShiftModifier);
    const auto acls = stage.wished().now.targets.at(firstWwn).acls;
    QVERIFY(acls.size() == 1 && acls.contains(firstInitiator));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Delete the disk vol1; its data stays; these have no other disk there and may not log in any more: "_s +
                 secondInitiator + u"; logged in now: "_s + firstInitiator);
}

void SrpTargetEditTest::deletesADiskByKeyboard()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"img · LUN 1"_s);
    stage.key(Qt::Key_Delete, Qt::ShiftModifier);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.backstores.erase({BackstoreKind::File, u"img"_s});
    first(expected).luns.erase(1);
    first(expected).acls[firstInitiator].luns.erase(1);
    QVERIFY(stage.wished() == both(expected));
    QVERIFY(
        stage.page()->pendingChanges().constFirst().text.startsWith("Delete the disk img; its image file stays"_L1));
    stage.choose(u"spare"_s);
    stage.key(Qt::Key_Delete);
    QCOMPARE(stage.page()->pendingChanges().constLast().text, u"Delete the ramdisk spare and what is in it"_s);
}

void SrpTargetEditTest::disablesAPortAndNamesWhomItDisconnects()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Disable Port"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).enabled = false;
    QVERIFY(stage.wished() == both(expected));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Let nobody log in on mlx4_0, port 1; logged in now: "_s + firstInitiator);
    stage.person.click(u"Enable Port"_s);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpTargetEditTest::removesATarget()
{
    ExportsStage stage;
    stage.machine.exports.config.now.targets[u"f452:1403:007b:cba1"_s] = {.enabled = true};
    QVERIFY(stage.open());
    stage.choose(u"f452:1403:007b:cba1"_s);
    stage.person.click(u"Remove All Its Exports"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.targets.erase(u"f452:1403:007b:cba1"_s);
    QVERIFY(stage.wished() == expected);
}

void SrpTargetEditTest::listensForRdmaCm()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"Ethernet ports need it."_s));
    auto *port = stage.named<QSpinBox>(u"Port for RDMA/CM logins"_s);
    QVERIFY(!port->isEnabled());
    stage.named<QCheckBox>(u"Listen for RDMA/CM logins on port"_s)->click();
    QCOMPARE(stage.wished().now.rdmaCmPort, 5555);
    port->setValue(6000);
    port->setValue(6001);
    QCOMPARE(stage.wished().now.rdmaCmPort, 6001);
    QCOMPARE(stage.wished().atBoot.rdmaCmPort, 6001);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    stage.named<QCheckBox>(u"Listen for RDMA/CM logins on port"_s)->click();
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpTargetEditTest::keepsOnlyUntilTheRebootWhenAsked()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.named<QCheckBox>(u"Keep after reboot"_s)->isChecked());
    stage.named<QCheckBox>(u"Keep after reboot"_s)->click();
    QVERIFY(stage.page()->pendingChanges().isEmpty());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Disable Port"_s);
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).enabled = false;
    QVERIFY(stage.wished() == expected);
    QCOMPARE(stage.cell(u"mlx4_0, port 1"_s, ExportTree::Reboot), u"differently after a reboot"_s);
    QVERIFY(stage.person.sees(u"1 export will not survive a reboot, or not as it is: permissions on"_s));
    stage.named<QCheckBox>(u"Keep after reboot"_s)->click();
    QVERIFY(stage.wished() == both(expected));
}

void SrpTargetEditTest::savesWhatIsNotSaved()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets.clear();
    stage.machine.exports.config.atBoot.backstores.erase({BackstoreKind::Block, u"vol1"_s});
    QVERIFY(stage.open());
    QVERIFY(
        stage.person.sees(u"2 exports will not survive a reboot, or not as they are: vol1 on mlx4_0, port 1; img"_s));
    QCOMPARE(stage.cell(u"vol1 · LUN 0"_s, ExportTree::Reboot), u"only until the next reboot"_s);
    stage.person.click(u"Save Them"_s);
    QVERIFY(stage.wished() == both(stage.machine.exports.config));
    QVERIFY(!stage.person.sees(u"will not survive"_s));
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void SrpTargetEditTest::restoresAndForgetsWhatIsSaved()
{
    ExportsStage stage;
    const SrpTree saved = stage.machine.exports.config.now;
    stage.machine.exports.config.now.targets.clear();
    stage.machine.exports.config.now.backstores.erase({BackstoreKind::Block, u"vol1"_s});
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"Saved, but not there: vol1 on mlx4_0, port 1; img on mlx4_0, port 1."_s));
    QCOMPARE(stage.cell(u"vol1 · LUN 0"_s, ExportTree::Reboot), u"only after the next reboot"_s);
    stage.person.click(u"Restore Now"_s);
    QVERIFY(stage.wished().now == saved && stage.wished().atBoot == saved);
    stage.page()->discardChanges();
    stage.person.click(u"Forget Them"_s);
    QVERIFY(stage.wished().now == stage.machine.exports.config.now);
    QVERIFY(stage.wished().atBoot == stage.machine.exports.config.now);
}

void SrpTargetEditTest::whatHasNoPortCanOnlyBeForgotten()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets[absentWwn] = {.luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"since its port is missing: vol1 on fe80:0000:0000:0000:e41d:2d03:00e5:3000."_s));
    QVERIFY(!stage.person.button(u"Restore Now"_s));
    stage.person.click(u"Forget Them"_s);
    QVERIFY(stage.wished() == both(stage.machine.exports.config));
}

void SrpTargetEditTest::backAndForthIsNoChange()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Export a Disk"_s);
    stage.person.click(u"Add to Changes"_s);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    stage.choose(u"disk1 · LUN 2"_s);
    stage.person.click(u"Delete the Disk"_s);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
    QVERIFY(!stage.find(u"disk1"_s).isValid());
    stage.page()->undoStack()->undo();
    QVERIFY(stage.find(u"disk1"_s).isValid());
}

void SrpTargetEditTest::dropsOneEditAndDiscardsAll()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Disable Port"_s);
    stage.choose(u"spare"_s);
    stage.person.click(u"Delete the Disk"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.person.click(u"Drop Change"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.person.press(Qt::Key_Escape);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.now.backstores.erase({BackstoreKind::Ramdisk, u"spare"_s});
    QVERIFY(stage.wished() == both(expected));
    stage.person.click(u"Discard"_s);
    QCOMPARE(stage.page()->pendingWish(), QJsonObject());
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void SrpTargetEditTest::appliesThroughTheReview()
{
    ExportsStage stage;
    stage.machine.plan.steps.push_back(
        {.kind = u"disconnect-initiators"_s, .subject = firstWwn, .after = firstInitiator});
    stage.machine.plan.warnings = {{NoteCode::SessionEnds, firstInitiator, firstWwn}};
    QVERIFY(stage.open());
    QCOMPARE(stage.machine.countOnExports(u"Preview"_s), 0);
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Disable Port"_s);
    QCOMPARE(stage.machine.countOnExports(u"Preview"_s), 0);
    const QJsonObject wish = stage.page()->pendingWish();
    const QJsonObject target{{u"targets"_s, QJsonObject{{firstWwn, QJsonObject{{u"enabled"_s, false}}}}}};
    QCOMPARE(wish, QJsonObject({{u"now"_s, target}, {u"atBoot"_s, target}}));
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"is logged in and loses disks"_s));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
    stage.named<QCheckBox>(u"Disconnect 1 initiator"_s)->click();
    stage.machine.onApplied = [&] {
        stage.machine.exports.config.now.targets[firstWwn].enabled = false;
        stage.machine.exports.config.atBoot.targets[firstWwn].enabled = false;
    };
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Let nobody log in on mlx4_0, port 1"_s));
    QCOMPARE(stage.machine.lastWish, wish);
    QVERIFY(QTest::qWaitFor([&] { return stage.cell(u"mlx4_0, port 1"_s, ExportTree::State) == "disabled"_L1; }));
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetEditTest)
#include "srptargetedittest.moc"
