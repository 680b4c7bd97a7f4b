// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One thing whose running and saved forms differ: saved as it runs, restored as it was saved, or forgotten.
#include "model/srptargetlaw.h"
#include "tests/gui/exportsstage.h"

namespace rdma {

namespace {

const BackstoreId vol1{BackstoreKind::Block, QStringLiteral("vol1")};
const BackstoreId spare{BackstoreKind::Ramdisk, QStringLiteral("spare")};
const QString save = QStringLiteral("Save as It Runs");
const QString restore = QStringLiteral("Restore as It Was Saved");
const QString forget = QStringLiteral("Forget What Was Saved");

QStringList offered(const ExportsStage &stage)
{
    QStringList shown;
    for (const QString &text : {save, restore, forget})
        if (stage.person.button(text))
            shown.append(text);
    return shown;
}

} // namespace

class SrpTargetSettleTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsSavedAlikeNeedsNothing();
    void savesOnePortAsItRuns();
    void restoresAPortWithAllItExports();
    void restoreTellsWhomItDisconnects();
    void whatIsOnlySavedComesBackOrIsForgotten();
    void anAbsentPortCanOnlyBeForgotten();
    void aSavedLunOfARunningPortIsForgotten();
    void settlesADiskThatNoPortExports();
    void whatTheHelperWouldRefuseIsNotOffered();
};

void SrpTargetSettleTest::whatIsSavedAlikeNeedsNothing()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    for (const QString &row :
         {u"mlx4_0, port 1"_s, u"vol1 · LUN 0"_s, QString(firstInitiator), u"spare"_s, u"tape"_s}) {
        stage.choose(row);
        QCOMPARE(offered(stage), QStringList());
    }
}

void SrpTargetSettleTest::savesOnePortAsItRuns()
{
    ExportsStage stage;
    stage.machine.exports.config.now.targets[secondWwn] = {.enabled = true};
    first(stage.machine.exports.config).acls[firstInitiator].luns[0].readOnly = true;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    QCOMPARE(stage.cell(u"mlx4_0, port 1"_s, ExportTree::Reboot), u"differently after a reboot"_s);
    QCOMPARE(stage.cell(firstInitiator, ExportTree::Reboot), u"differently after a reboot"_s);
    QCOMPARE(stage.cell(u"img · LUN 1"_s, ExportTree::Reboot), u"now and after a reboot"_s);
    stage.choose(firstInitiator);
    QCOMPARE(offered(stage), QStringList({save, restore}));
    QVERIFY(stage.person.sees(u"What is saved of it is not what runs."_s));
    stage.choose(u"mlx4_0, port 1"_s);
    QVERIFY(stage.person.sees(u"What is saved of it is not what runs."_s));
    stage.person.click(save);
    SrpTargetConfig expected = stage.machine.exports.config;
    expected.atBoot.targets[firstWwn] = expected.now.targets[firstWwn]; // and not the other port
    QVERIFY(stage.wished() == expected);
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Save all exports of mlx4_0, port 1 as they run"_s);
    QCOMPARE(offered(stage), QStringList());
}

void SrpTargetSettleTest::restoresAPortWithAllItExports()
{
    ExportsStage stage;
    SrpTargetConfig &config = stage.machine.exports.config;
    const SrpTree saved = config.atBoot;
    first(config).luns[5] = spare;
    first(config).acls.erase(secondInitiator);
    config.now.backstores[{BackstoreKind::File, u"img"_s}].thin = false;
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(restore);
    QVERIFY(stage.wished().now == saved && stage.wished().atBoot == saved);
    QVERIFY(stage.page()->pendingChanges().constFirst().text.startsWith(
        "Export on mlx4_0, port 1 what was saved, and nothing else"_L1));
}

void SrpTargetSettleTest::restoreTellsWhomItDisconnects()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets[firstWwn].acls.erase(firstInitiator);
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(restore);
    QVERIFY(stage.page()->pendingChanges().constFirst().text.endsWith(u"; logged in now: "_s + firstInitiator));
}

void SrpTargetSettleTest::whatIsOnlySavedComesBackOrIsForgotten()
{
    ExportsStage stage;
    SrpTargetConfig &config = stage.machine.exports.config;
    const SrpTree saved = config.atBoot;
    config.now.targets.clear();
    config.now.backstores.erase(vol1);
    stage.machine.exports.live.sessions.clear();
    QVERIFY(stage.open());
    stage.choose(u"vol1 · LUN 0"_s);
    QCOMPARE(offered(stage), QStringList({restore, forget}));
    stage.person.click(restore);
    QVERIFY(stage.wished().now == saved && stage.wished().atBoot == saved);
    stage.page()->discardChanges();
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(forget);
    QVERIFY(stage.wished() == both(config));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Forget what is saved of mlx4_0, port 1"_s);
}

void SrpTargetSettleTest::anAbsentPortCanOnlyBeForgotten()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets[absentWwn] = {.luns = {{0, vol1}}};
    QVERIFY(stage.open());
    stage.choose(u"fe80:0000:0000:0000:e41d:2d03:00e5:3000"_s);
    QCOMPARE(offered(stage), QStringList{forget});
    stage.person.click(forget);
    QVERIFY(stage.wished() == both(stage.machine.exports.config));
}

void SrpTargetSettleTest::aSavedLunOfARunningPortIsForgotten()
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets[firstWwn].luns[7] = spare;
    QVERIFY(stage.open());
    stage.choose(u"spare · LUN 7"_s);
    QCOMPARE(offered(stage), QStringList({restore, forget}));
    stage.person.click(forget);
    QVERIFY(stage.wished() == both(stage.machine.exports.config));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Forget what is saved of mlx4_0, port 1 and does not run"_s);
}

void SrpTargetSettleTest::settlesADiskThatNoPortExports()
{
    ExportsStage stage;
    SrpTargetConfig &config = stage.machine.exports.config;
    config.atBoot.backstores[spare].writeBack = true;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"or not as it is: the properties of spare."_s));
    stage.choose(u"spare"_s);
    QCOMPARE(stage.cell(u"spare"_s, ExportTree::Reboot), u"differently after a reboot"_s);
    QCOMPARE(offered(stage), QStringList({save, restore}));
    stage.person.click(save);
    QVERIFY(stage.wished() == both(config));
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Save the disk spare as it is now"_s);
    stage.page()->discardChanges();
    stage.person.click(restore);
    QVERIFY(stage.wished().now == config.atBoot && stage.wished().atBoot == config.atBoot);
}

/// vol1 was saved as another disk: the port cannot have it back, nor another saved port with the one that runs.
void SrpTargetSettleTest::whatTheHelperWouldRefuseIsNotOffered()
{
    ExportsStage stage;
    SrpTargetConfig &config = stage.machine.exports.config;
    config.atBoot.backstores[vol1].serial = u"of-another-disk"_s;
    config.atBoot.targets[absentWwn] = {.luns = {{0, vol1}}};
    QVERIFY(stage.open());
    stage.choose(u"mlx4_0, port 1"_s);
    QCOMPARE(offered(stage), QStringList());
    stage.choose(u"fe80:0000:0000:0000:e41d:2d03:00e5:3000"_s);
    stage.person.click(forget);
    stage.choose(u"mlx4_0, port 1"_s);
    QCOMPARE(offered(stage), QStringList{save});
    stage.person.click(save);
    QVERIFY(stage.wished() == both(config));
    QVERIFY(!targetOfOtherDisks(config.atBoot, stage.wished().now, stage.wished().atBoot));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetSettleTest)
#include "srptargetsettletest.moc"
