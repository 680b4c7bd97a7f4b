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

/// This computer is that target, and its log names an id that other software logged in with.
void refuseHere(MockMachine &machine)
{
    const QString wwn = u"0xfe80000000000000505400fffe123456"_s;
    machine.exports.live.ports[ethernetPort()] = {.wwn = wwn,
                                                  .state = PortState::Active,
                                                  .linkLayer = LinkLayer::Ethernet,
                                                  .netdev = u"eth0"_s,
                                                  .pkey = {},
                                                  .addresses = {IpAddress::fromText(u"192.0.2.1").value()}};
    machine.exports.config.now.targets[wwn] = {.enabled = true, .luns = {}, .acls = {}};
    machine.kernelLog = refusal();
    const qint64 start = machine.kernelLog.lines.front().time;
    machine.kernelLog.lines.insert(
        machine.kernelLog.lines.begin(),
        {{start, 6,
          u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0007:5054:00ff:fe12:3456, t_port_id "
          "5054:00ff:fe12:3456:5054:00ff:fe12:3456 and it_iu_len 8260 on port 1 "
          "(guid=fe80:0000:0000:0000:5054:00ff:fe12:3456); pkey 0xffff"_s},
         {start, 6, u"ib_srpt Rejected login for initiator 192.0.2.1: ret = -13."_s},
         {start, 6, u"ib_srpt Rejecting login with reason 0x10006"_s}});
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
    void whoIsNamedIsAllowed();
    void theDaemonThatIsMissedIsStarted();
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
    QVERIFY(!stage.person.button(readButton)); // which could not tell more of a port
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

void SrpInitiatorWhyTest::whoIsNamedIsAllowed()
{
    SessionsStage stage;
    refuseHere(stage.machine);
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    AllowRequest asked;
    connect(dialog, &WhyDialog::cureChosen, this, [&](LoginCure, const AllowRequest &whom) { asked = whom; });
    ExportsStage::buttonIn(dialog, readButton)->click();
    const QString named = u"0x0000000000000007505400fffe123456"_s;
    const auto isNamed = [&](const CheckRow &row) {
        return row.cure == u"Allow This Initiator…"_s && row.evidence.contains(named);
    };
    QVERIFY(QTest::qWaitFor([&] { return std::ranges::any_of(rowsOf(dialog), isNamed); }));
    ExportsStage::buttonIn(dialog, u"Allow This Initiator"_s)->click();
    QCOMPARE(asked, (AllowRequest{named, u"0xfe80000000000000505400fffe123456"_s}));
}

void SrpInitiatorWhyTest::theDaemonThatIsMissedIsStarted()
{
    SessionsStage stage;
    stage.machine.sessions.live.sessions.erase(idleTarget());
    stage.machine.sessions.config.targets.at(idleTarget()).connected = false;
    stage.machine.sessions.config.rules.clear();
    stage.machine.sessions.live.stoppedDaemons = {firstInitiatorPort()};
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    auto *dialog = stage.open<WhyDialog>(u"Why?"_s);
    ExportsStage::buttonIn(dialog, u"Start srp_daemon"_s)->click();
    QVERIFY(stage.wished().startDaemon);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorWhyTest)
#include "srpinitiatorwhytest.moc"
