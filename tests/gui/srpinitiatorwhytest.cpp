// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why a disk is not there: the check list over the machine, the log and what this computer exports, and its cures.
#include "gui/pages/srpinitiatorwhy.h"
#include "gui/pages/srpinitiatorconnect.h"
#include "gui/widgets/checklist.h"
#include "tests/gui/sessionsstage.h"

namespace rdma {

namespace {

const QString readButton = u"Read the Kernel’s Log (Asks for a Password)"_s;

/// The target of the known session refuses this computer.
LogLive refusal()
{
    LogLive live;
    const qint64 start = 1'790'000'000'000'000;
    for (const QString &text : {u"scsi host9: ib_srp: SRP LOGIN REJECTED, reason 0x00010006"_s,
                                u"scsi host9: ib_srp: Connection 0/1 to 192.0.2.1 failed"_s})
        live.lines.push_back({start + static_cast<qint64>(live.lines.size()), 3, text});
    live.cursor = u"s=1"_s;
    return live;
}

QList<CheckRow> rowsOf(const WhyDialog *dialog)
{
    return dialog->findChildren<CheckList *>().constFirst()->rows();
}

QStringList broken(const WhyDialog *dialog)
{
    QStringList titles;
    for (const CheckRow &row : rowsOf(dialog))
        if (row.standing == CheckStanding::Broken)
            titles.append(row.title);
    return titles;
}

} // namespace

class SrpInitiatorWhyTest : public QObject {
    Q_OBJECT

private slots:
    void whatWorksIsProved();
    void theFirstBrokenLinkIsNamed();
    void theLogIsReadOnlyWhenSomebodyAsks();
    void aRefusedLogIsExplained();
    void followsTheMachine();
    void theCureIsAClickAway();
};

void SrpInitiatorWhyTest::whatWorksIsProved()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(mountedTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Check the Disks"_s);
    QCOMPARE(broken(dialog), QStringList());
    const auto lists = dialog->findChildren<CheckList *>();
    QCOMPARE(lists.size(), 3); // the chain, sdb, sdc
    QVERIFY(
        std::ranges::any_of(lists[1]->rows(), [](const CheckRow &row) { return row.evidence.contains("7:0:0:0"_L1); }));
}

void SrpInitiatorWhyTest::theFirstBrokenLinkIsNamed()
{
    SessionsStage stage;
    stage.machine.sessions.live.ports[ethernetPort()].state = PortState::Down;
    stage.machine.sessions.live.ports[ethernetPort()].physicalState = PhysicalState::Disabled;
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    QCOMPARE(broken(dialog).size(), 1);
    QVERIFY(stage.person.sees(u"The first link that is broken: "_s + broken(dialog).constFirst()));
}

void SrpInitiatorWhyTest::theLogIsReadOnlyWhenSomebodyAsks()
{
    SessionsStage stage;
    stage.machine.kernelLog = refusal();
    stage.machine.sessions.live.ports[ethernetPort()].guid = Guid{0x505400fffe123456};
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    QTest::qWait(200);
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), 0);
    const QList<CheckRow> before = rowsOf(dialog);
    ExportsStage::buttonIn(dialog, readButton)->click();
    QVERIFY(QTest::qWaitFor([&] { return rowsOf(dialog) != before; }));
    QVERIFY(std::ranges::any_of(rowsOf(dialog), [](const CheckRow &row) {
        return row.standing == CheckStanding::Broken && row.evidence.contains("0x0000000000000000505400fffe123456"_L1);
    }));
    QVERIFY(!stage.person.button(readButton));
}

void SrpInitiatorWhyTest::aRefusedLogIsExplained()
{
    SessionsStage stage;
    stage.machine.logRefusals = {{ErrorCode::Dismissed, u"org.rdmamanager.inspect"_s, {}}};
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    ExportsStage::buttonIn(dialog, readButton)->click();
    QVERIFY(stage.person.waitToSee(u"The password dialog was closed. Nothing was read."_s));
    QVERIFY(ExportsStage::buttonIn(dialog, readButton)->isEnabled());
}

void SrpInitiatorWhyTest::followsTheMachine()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Check the Disks"_s);
    QCOMPARE(broken(dialog), QStringList());
    stage.machine.sessions.live.sessions[idleTarget()].front().luns.clear();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return broken(dialog).size() == 1; }));
}

void SrpInitiatorWhyTest::theCureIsAClickAway()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    QVERIFY(std::ranges::any_of(rowsOf(dialog), [](const CheckRow &row) { return row.cure == "Connect"_L1; }));
    ExportsStage::buttonIn(dialog, u"Connect"_s)->click();
    QVERIFY(stage.wished().targets.at(knownTarget()).connected);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.all<WhyDialog>().isEmpty(); }));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorWhyTest)
#include "srpinitiatorwhytest.moc"
