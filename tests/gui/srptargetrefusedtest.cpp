// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins that the kernel refused: read when somebody asks, and what is done about each.
#include "gui/pages/srptargetrefused.h"
#include "gui/pages/srptargetallow.h"
#include "tests/gui/exportsstage.h"

#include <QTreeWidget>

namespace rdma {

namespace {

const QString inspect = u"org.rdmamanager.inspect"_s; // the action that the helper names

} // namespace

class SrpTargetRefusedTest : public QObject {
    Q_OBJECT

private slots:
    void theLogIsReadOnlyWhenAsked();
    void aRefusedInitiatorIsAddedToTheDialog();
    void aRefusedInitiatorIsAllowedFromThePage();
    void whereTheLogTellsNoPortItIsAskedFor();
    void aDisabledPortIsEnabledInstead();
    void failuresOfReadingSayWhatToDo();
    void withoutAnAgentOurOwnDialogAsks();
};

void SrpTargetRefusedTest::theLogIsReadOnlyWhenAsked()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    QVERIFY(stage.person.sees(u"Nothing was read yet"_s));
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), 0);
    QVERIFY(!stage.buttonIn(dialog, u"Allow This Initiator"_s)->isEnabled());
    QTest::keyClick(stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s), Qt::Key_Space);
    QVERIFY(stage.person.waitToSee(u"2 refused logins in the log."_s)); // not the one at a port that is gone
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), 1);
    const auto *list = stage.named<QTreeWidget>(u"Refused logins"_s);
    QCOMPARE(list->topLevelItem(0)->text(0), earlyInitiator); // newest first
    const QTreeWidgetItem *second = list->topLevelItem(1);
    QCOMPARE(second->text(0), refusedInitiator);
    QCOMPARE(second->text(1), u"mlx4_0, port 1"_s);
    QVERIFY(!second->text(2).isEmpty());
    QCOMPARE(second->text(3), u"2"_s);
    QCOMPARE(second->text(4), u"no permission has this id"_s);
    QVERIFY(stage.buttonIn(dialog, u"Read Again"_s)->isEnabled());
    stage.machine.kernelLog = {};
    stage.buttonIn(dialog, u"Read Again"_s)->click();
    QVERIFY(stage.person.waitToSee(u"No login was refused"_s));
    QCOMPARE(list->topLevelItemCount(), 0);
}

void SrpTargetRefusedTest::aRefusedInitiatorIsAddedToTheDialog()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"img · LUN 1"_s);
    auto *allow = stage.open<AllowDialog>(u"Allow an Initiator"_s);
    stage.buttonIn(allow, u"Refused Logins"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<RefusedLoginsDialog>().isEmpty(); }));
    auto *dialog = stage.person.all<RefusedLoginsDialog>().constFirst();
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"2 refused logins in the log."_s));
    QVERIFY(!stage.buttonIn(dialog, u"Add Initiator"_s)->isEnabled()); // the first was refused for another reason
    auto *list = stage.named<QTreeWidget>(u"Refused logins"_s);
    QTest::keyClick(list, Qt::Key_Down);
    stage.buttonIn(dialog, u"Add Initiator"_s)->click();
    stage.buttonIn(allow, u"Add to Changes"_s)->click();
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[refusedInitiator].luns[1] = {1, false};
    QVERIFY(stage.wished() == both(expected));
}

void SrpTargetRefusedTest::aRefusedInitiatorIsAllowedFromThePage()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"spare"_s); // whatever is selected
    stage.key(Qt::Key_L, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<RefusedLoginsDialog>().isEmpty(); }));
    auto *dialog = stage.person.all<RefusedLoginsDialog>().constFirst();
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"2 refused logins in the log."_s));
    QTest::keyClick(stage.named<QTreeWidget>(u"Refused logins"_s), Qt::Key_Down);
    QVERIFY(stage.person.sees(u"Allow it if you know whose it is"_s));
    stage.buttonIn(dialog, u"Allow This Initiator"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<AllowDialog>().isEmpty(); }));
    auto *allow = stage.person.all<AllowDialog>().constFirst();
    QCOMPARE(stage.named<QTreeWidget>(u"Exported disks"_s)->topLevelItemCount(), 2);
    stage.buttonIn(allow, u"Add to Changes"_s)->click();
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[refusedInitiator].luns = {{0, {0, false}}, {1, {1, false}}};
    QVERIFY(stage.wished() == both(expected));
    dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s); // now it is as good as allowed
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"2 refused logins in the log."_s));
    QTest::keyClick(stage.named<QTreeWidget>(u"Refused logins"_s), Qt::Key_Down);
    QVERIFY(stage.person.sees(u"It may log in there by now"_s));
    QVERIFY(!stage.buttonIn(dialog, u"Allow This Initiator"_s)->isEnabled());
}

void SrpTargetRefusedTest::whereTheLogTellsNoPortItIsAskedFor()
{
    ExportsStage stage;
    exportOnTwoPorts(stage.machine.exports);
    stage.machine.kernelLog.lines = {{1'790'000'000'000'000, 6,
                                      u"ib_srpt Rejected login because no ACL has been configured yet for initiator "
                                      "0x7edd770000751100001175000077d708."_s}};
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"1 refused login in the log."_s));
    QCOMPARE(stage.named<QTreeWidget>(u"Refused logins"_s)->topLevelItem(0)->text(1), u"not told"_s);
    stage.buttonIn(dialog, u"Allow This Initiator"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<AllowDialog>().isEmpty(); }));
    auto *exported = stage.named<QTreeWidget>(u"Exported disks"_s);
    QCOMPARE(exported->topLevelItemCount(), 3); // all there are, and none chosen for them
    QVERIFY(stage.person.sees(u"Choose a disk."_s));
    for (int row = 0; row < 3; ++row)
        if (exported->topLevelItem(row)->text(1).startsWith("mlx5_0"_L1))
            exported->topLevelItem(row)->setCheckState(0, Qt::Checked);
    stage.buttonIn(stage.person.all<AllowDialog>().constFirst(), u"Add to Changes"_s)->click();
    QCOMPARE(aclsOf(stage.wished(), thirdWwn), QStringList(u"0x7edd770000751100001175000077d708"_s));
    QCOMPARE(aclsOf(stage.wished(), firstWwn).size(), 2);
}

void SrpTargetRefusedTest::aDisabledPortIsEnabledInstead()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    first(stage.machine.exports.config).enabled = false;
    stage.machine.exports.config.atBoot.targets[firstWwn].enabled = false;
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"Enable the port; then the initiator can try again."_s));
    stage.buttonIn(dialog, u"Enable This Port"_s)->click();
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).enabled = true;
    QVERIFY(stage.wished() == both(expected));
    dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"The port is enabled by now"_s));
    QVERIFY(!stage.buttonIn(dialog, u"Allow This Initiator"_s)->isEnabled());
}

void SrpTargetRefusedTest::failuresOfReadingSayWhatToDo()
{
    ExportsStage stage;
    stage.machine.logRefusals = {{ErrorCode::Dismissed, inspect, {}},
                                 {ErrorCode::NotAuthorized, inspect, {}},
                                 {ErrorCode::NotFound, u"log"_s, u"no journal"_s},
                                 {ErrorCode::Timeout, u"log"_s, {}}};
    QVERIFY(stage.ExportsStage::open());
    const auto *dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    for (const QString &words : {u"was closed. Nothing was read."_s, u"You are not allowed to read this."_s,
                                 u"This computer keeps no journal"_s, u"No answer about log came in time"_s}) {
        stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
        QVERIFY(stage.person.waitToSee(words));
    }
}

void SrpTargetRefusedTest::withoutAnAgentOurOwnDialogAsks()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    stage.machine.logRefusals = {{ErrorCode::NoAgent, inspect, {}}};
    QVERIFY(stage.ExportsStage::open());
    const auto *dialog = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    stage.buttonIn(dialog, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    QVERIFY(stage.person.waitToSee(u"2 refused logins in the log."_s));
    QCOMPARE(stage.agentCalls, 1);
    stage.machine.logRefusals = {{ErrorCode::NoAgent, inspect, {}}};
    stage.agentAnswer = fail(ErrorCode::NoAgent);
    stage.buttonIn(dialog, u"Read Again"_s)->click();
    QVERIFY(stage.person.waitToSee(u"nothing in this session can ask for it"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetRefusedTest)
#include "srptargetrefusedtest.moc"
