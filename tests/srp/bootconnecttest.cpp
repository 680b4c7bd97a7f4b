// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What our unit logs in to after a boot, and what not.
#include "helper/bootconnect.h"
#include "helper/settledlogins.h"
#include "helper/units.h"
#include "tests/srp/initiatorhost.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class BootConnectTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void onlyWhatIsWishedForTheBoot();
    void aLateTargetIsTriedAgain();
    void whoIsGoneIsSaidAndTriedSoManyTimes();
    void theDistanceGrowsForEachTarget();
    void whileItWaitsOthersMayChangeTheMachine();
    void ofFailuresTheLastStaysInTheHistory();
    void oncePerBoot();
    void aKilledHelperGoesOnWhereItWas();
    void whatSomebodyLoggedInToAndOutOfMeanwhileStaysSo();
    void whatEndedBeforeTheFirstStartStaysSo();
    void whatStoodAtTheFirstStartIsSettled();
    void aLoginThatIsTakenBackSettlesNothing();
    void aBootLoginThatIsTakenBackSettlesNothing();
    void nothingIsReadOrNotedWhileSomebodysJobRuns();
    void whatCannotBeReadNowIsTriedAgain();
    void anUnreadableFileIsNoSuccess();
    void aFileThatBecomesUnreadableSettlesNothing();
    void aMaskUntilTheBootComesBackAsOne();
};

namespace {

const ConnectPatience short3{.first = 1ms, .attempts = 3, .between = 0ms};

/// Nobody there has these ids.
SrpTargetId gone(quint64 guid)
{
    return {cmTarget.port, {guid}, {guid}};
}

int logins(InitiatorHost &host)
{
    return int(std::ranges::count(host.demo.tools().runs(), Tool::AddSrpTarget, &ToolCall::tool));
}

} // namespace

void BootConnectTest::onlyWhatIsWishedForTheBoot()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.apply(targetWish(ibTarget, known(ibPath, false)));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QVERIFY(!host.state().config.targets.at(ibTarget).connected);
    QCOMPARE(host.store.jobs().size(), qsizetype{3});
    const auto isBoot = [](const Job &job) { return job.action == "boot"_L1 && job.state == JobState::Done; };
    QCOMPARE(std::ranges::count_if(host.store.jobs(), isBoot), 1);
}

void BootConnectTest::aLateTargetIsTriedAgain()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Io, cmTarget.text(), u"ECONNRESET"_s));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QCOMPARE(logins(host), 2);
}

void BootConnectTest::whoIsGoneIsSaidAndTriedSoManyTimes()
{
    InitiatorHost host;
    host.apply(targetWish(gone(0x77), known(cmPath, false, true)));
    const auto connected = connectAtBoot(host.machine, short3);
    QVERIFY(!connected);
    QCOMPARE(connected.error().subject, gone(0x77).text());
    QCOMPARE(logins(host), 3);
}

void BootConnectTest::theDistanceGrowsForEachTarget()
{
    InitiatorHost host;
    host.apply(targetWish(gone(0x77), known(cmPath, false, true)));
    host.apply(targetWish(gone(0x78), known(cmPath, false, true)));
    std::vector<std::chrono::milliseconds> waits;
    const ConnectPatience patience{.first = 20s,
                                   .attempts = 4,
                                   .between = 1s,
                                   .wait = [&](std::chrono::milliseconds time) { waits.push_back(time); }};
    QVERIFY(!connectAtBoot(host.machine, patience));
    QCOMPARE(logins(host), 8);
    // Each failure is followed by a second; the second target's turn is a second after the first's.
    const std::vector<std::chrono::milliseconds> expected{1s, 1s, 18s, 1s, 1s, 38s, 1s, 1s, 78s, 1s, 1s};
    QCOMPARE(waits, expected);
}

void BootConnectTest::whileItWaitsOthersMayChangeTheMachine()
{
    InitiatorHost host;
    host.apply(targetWish(gone(0x77), known(cmPath, false, true)));
    int waits = 0;
    const ConnectPatience patience{.first = 20s, .attempts = 3, .wait = [&](std::chrono::milliseconds) {
                                       ++waits;
                                       QVERIFY(host.store.lock(0ms));
                                   }};
    QVERIFY(!connectAtBoot(host.machine, patience));
    QVERIFY(waits > 2);
}

void BootConnectTest::ofFailuresTheLastStaysInTheHistory()
{
    InitiatorHost host;
    host.apply(targetWish(gone(0x77), known(cmPath, false, true)));
    host.apply(targetWish(gone(0x78), known(cmPath, false, true)));
    const auto wishes = host.store.jobs().size();
    QVERIFY(!connectAtBoot(host.machine, short3));
    QCOMPARE(logins(host), 6);
    QVERIFY(!connectAtBoot(host.machine, short3)); // of an earlier boot, too
    const auto jobs = host.store.jobs();
    QCOMPARE(jobs.size(), wishes + 2);
    std::set<QString> failed;
    for (const Job &job : jobs)
        if (job.action == "boot"_L1 && job.state == JobState::Undone && job.error)
            failed.insert(subjectOf(job.plan.steps.back()));
    QCOMPARE(failed, (std::set<QString>{gone(0x77).text(), gone(0x78).text()}));
}

void BootConnectTest::oncePerBoot()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    QVERIFY(connectAtBoot(host.machine));
    host.apply(targetWish(cmTarget, QJsonObject{{u"connected"_s, false}}));
    QVERIFY(connectAtBoot(host.machine));
    QVERIFY(!host.state().config.targets.at(cmTarget).connected);
    host.demo.files().remove(settledLoginsPath); // the next boot
    QVERIFY(connectAtBoot(host.machine));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
}

/// What it left: the record of what it had come to.
void BootConnectTest::aKilledHelperGoesOnWhereItWas()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.apply(targetWish(ibTarget, known(ibPath, false, true)));
    QVERIFY(settleLogin(host.machine.host, ibTarget));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QVERIFY(!host.state().config.targets.at(ibTarget).connected); // had its turn, and somebody logged out since
    QCOMPARE(settledLogins(host.machine.host), (std::set<SrpTargetId>{cmTarget, ibTarget}));
}

void BootConnectTest::whatSomebodyLoggedInToAndOutOfMeanwhileStaysSo()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Io, cmTarget.text(), u"ECONNRESET"_s));
    const ConnectPatience patience{.first = 20s, .attempts = 3, .between = 0ms, .wait = [&](std::chrono::milliseconds) {
                                       host.apply(targetWish(cmTarget, QJsonObject{{u"connected"_s, true}}));
                                       host.apply(targetWish(cmTarget, QJsonObject{{u"connected"_s, false}}));
                                   }};
    QVERIFY(connectAtBoot(host.machine, patience));
    QVERIFY(!host.state().config.targets.at(cmTarget).connected);
    QCOMPARE(logins(host), 2); // the one that failed, and the person's
}

void BootConnectTest::whatEndedBeforeTheFirstStartStaysSo()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, true, true)));
    host.apply(targetWish(cmTarget, QJsonObject{{u"connected"_s, false}}));
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(!host.state().config.targets.at(cmTarget).connected);
}

void BootConnectTest::whatStoodAtTheFirstStartIsSettled()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, true, true)));
    host.demo.files().remove(settledLoginsPath); // nobody's job logged in
    QVERIFY(connectAtBoot(host.machine, short3));
    QCOMPARE(settledLogins(host.machine.host), (std::set<SrpTargetId>{cmTarget}));
}

void BootConnectTest::aLoginThatIsTakenBackSettlesNothing()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    const QJsonObject both{{cmTarget.text(), QJsonObject{{u"connected"_s, true}}},
                           {gone(0x7777777777777777).text(), known(cmPath, true)}};
    QCOMPARE(host.apply({{u"targets"_s, both}}).state, JobState::Undone);
    QCOMPARE(logins(host), 2);
    QVERIFY(!host.state().config.targets.at(cmTarget).connected);
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
}

/// add_target works, and storing the timeouts fails.
void BootConnectTest::aBootLoginThatIsTakenBackSettlesNothing()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.apply(with(cmTarget, u"timeouts"_s, QJsonObject{{u"devLoss"_s, 700}}));
    host.demo.kernel().failNext(FakeKernel::Call::StoreSession, ErrorCode::Io);
    QVERIFY(connectAtBoot(host.machine, short3));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
    QCOMPARE(logins(host), 2);
}

void BootConnectTest::nothingIsReadOrNotedWhileSomebodysJobRuns()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, true, true)));
    host.demo.files().remove(settledLoginsPath);
    const auto others = host.store.lock(0ms);
    QVERIFY(others);
    QVERIFY(!connectAtBoot(host.machine, {.first = 1ms, .attempts = 2, .between = 0ms, .lock = 0ms}));
    QVERIFY(!host.demo.files().exists(settledLoginsPath)); // it is there, and could be noted as settled
}

void BootConnectTest::whatCannotBeReadNowIsTriedAgain()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.demo.files().link(settledLoginsPath, u"/etc/hostname"_s);
    bool isMended = false;
    const auto mend = [&](std::chrono::milliseconds) {
        if (!std::exchange(isMended, true))
            host.demo.files().remove(settledLoginsPath);
    };
    QVERIFY(connectAtBoot(host.machine, {.first = 1ms, .attempts = 2, .between = 1ms, .wait = mend}));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
}

void BootConnectTest::anUnreadableFileIsNoSuccess()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    const QByteArray file = host.demo.files().read(knownTargetsPath);
    host.demo.files().write(knownTargetsPath, "{");
    const auto connected = connectAtBoot(host.machine, short3);
    QVERIFY(!connected);
    QCOMPARE(connected.error().code, ErrorCode::BadFile);
    host.demo.files().write(knownTargetsPath, file);
    QVERIFY(connectAtBoot(host.machine, short3)); // whoever mended it starts the unit again
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
}

void BootConnectTest::aFileThatBecomesUnreadableSettlesNothing()
{
    InitiatorHost host;
    host.apply(targetWish(cmTarget, known(cmPath, false, true)));
    host.demo.tools().script(Tool::AddSrpTarget, fail(ErrorCode::Io, cmTarget.text(), u"ECONNRESET"_s));
    const QByteArray file = host.demo.files().read(knownTargetsPath);
    int waits = 0;
    const auto edit = [&](std::chrono::milliseconds) {
        host.demo.files().write(knownTargetsPath, ++waits == 1 ? "{" : file);
    };
    QVERIFY(connectAtBoot(host.machine, {.first = 20s, .attempts = 3, .between = 0ms, .wait = edit}));
    QVERIFY(host.state().config.targets.at(cmTarget).connected);
}

void BootConnectTest::aMaskUntilTheBootComesBackAsOne()
{
    InitiatorHost host;
    host.demo.units().install(srpConnectUnit);
    QVERIFY(host.demo.units().act(Tool::MaskUnitUntilBoot, srpConnectUnit));
    const UnitState before = readUnit(host.machine.host, srpConnectUnit);
    const auto plan = host.plan(targetWish(cmTarget, known(cmPath, false, true)));
    const auto commands = viewOf(plan->steps.back(), host.machine.host).commands;
    QCOMPARE(commands,
             (QStringList{"systemctl unmask --runtime "_L1 + srpConnectUnit, "systemctl enable "_L1 + srpConnectUnit}));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(stepFromJson(toJson(plan->steps.back())) == plan->steps.back());
    QVERIFY(undo(plan->steps.back(), host.machine));
    QCOMPARE(readUnit(host.machine.host, srpConnectUnit), before);
}

QTEST_GUILESS_MAIN(BootConnectTest)
#include "bootconnecttest.moc"
