// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a running job outlives: its caller, the bus, SIGTERM. Who may have another one meanwhile: nobody.
#include "helper/portmemory.h"
#include "tests/bus/stage.h"

#include <QDBusConnectionInterface>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QByteArray removeIb1Rule = R"({"interfaces":{"f4521403007bcba2:ffff":{"ruleName":null}}})";

/// A job that waits in its second step, the rename.
QString heldJob(Stage &stage, const Caller &caller)
{
    stage.kernel.renameGate.hold();
    const QString job = caller.previewAndApply(renameIb0).value();
    const auto inRename = [&] { return stage.jobs().front().steps.at(1).state == StepState::Running; };
    if (!QTest::qWaitFor(inRename, 10'000))
        qFatal("the job does not reach its rename");
    return job;
}

QString ib0Now(Stage &stage)
{
    const auto links = stage.demo.kernel().links().value();
    const auto isPort = [](const Link &link) { return link.name == "ib0"_L1 || link.name == "mlx4_ib0"_L1; };
    return std::ranges::find_if(links, isPort)->name;
}

/// Whole or not at all: name and rule agree with what the record says.
bool isConsistent(Stage &stage, const Job &job)
{
    const bool hasRule =
        stage.demo.files().read(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s).contains("mlx4_ib0\"");
    const bool done = job.state == JobState::Done;
    return (done || job.state == JobState::Undone) && hasRule == done &&
           ib0Now(stage) == (done ? "mlx4_ib0"_L1 : "ib0"_L1);
}

} // namespace

class JobLifeTest : public QObject {
    Q_OBJECT
private slots:
    void AU_10_jobIdsCannotBeGuessed();
    void LC_02_jobOutlivesItsCaller();
    void LC_03_secondWindowIsBusyAndThenStale();
    void LC_04_jobOutlivesTheBus();
    void LC_04_lostBusIsNoYes();
    void LC_10_terminationWaitsForAConsistentEnd();
    void whatCameWithABootIsForgottenByTheNextHelper();
    void RX_03_oneJobWhateverIsAsked();
    void RX_03_watchersAreFreedWhenTheyLeave();
};

void JobLifeTest::AU_10_jobIdsCannotBeGuessed()
{
    Stage stage;
    QStringList ids;
    for (int i = 0; i < 8; ++i) {
        const QString wish = u"{\"interfaces\":{\"f4521403007bcba1:ffff\":{\"ruleName\":\"port%1\"}}}"_s.arg(i);
        ids += stage.caller.previewAndApply(wish.toLatin1()).value();
        QTRY_VERIFY(!stage.service.isBusy());
    }
    for (int digit = 0; digit < 32; ++digit) {
        QSet<QChar> seen;
        for (const QString &id : ids)
            seen += id.at(digit);
        QVERIFY2(seen.size() > 1, qPrintable(ids.join(u' '))); // no part of an id is fixed
    }
    QVERIFY(std::ranges::all_of(ids, isJobId));
}

void JobLifeTest::LC_02_jobOutlivesItsCaller()
{
    Stage stage({.patience = 100ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    Caller window = stage.newCaller();
    const QString job = heldJob(stage, window);
    Stage::disconnect(window);
    QVERIFY(!ended.wait(1500)); // nobody watches, but a job runs
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(stage.jobs().front().id, job); // to be found by the next window
    QCOMPARE(stage.jobs().front().state, JobState::Done);
    QVERIFY(isConsistent(stage, stage.jobs().front()));
}

void JobLifeTest::LC_03_secondWindowIsBusyAndThenStale()
{
    Stage stage;
    const Caller other = stage.newCaller();
    const QString planOfOther = other.preview(ruleOnlyIb0).value().id;
    const QString planElsewhere = other.preview(removeIb1Rule).value().id;
    const QString job = heldJob(stage, stage.caller);
    const auto busy = other.preview(removeIb1Rule).and_then([&](const PlanView &plan) {
        return other.apply(plan.id, removeIb1Rule);
    });
    QCOMPARE(busy.error().code, ErrorCode::Busy);
    QCOMPARE(busy.error().subject, job);
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(other.apply(planOfOther, ruleOnlyIb0).error().code, ErrorCode::Stale);
    QCOMPARE(other.apply(planElsewhere, removeIb1Rule).error().code, ErrorCode::Stale); // the same file: no lost update
}

void JobLifeTest::LC_04_jobOutlivesTheBus()
{
    Stage stage;
    heldJob(stage, stage.caller);
    stage.bus.end();
    QTRY_VERIFY(!stage.serviceBus.isConnected());
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QCOMPARE(stage.jobs().front().state, JobState::Done);
    QVERIFY(isConsistent(stage, stage.jobs().front()));
}

void JobLifeTest::LC_04_lostBusIsNoYes()
{
    Stage stage;
    stage.polkit.decide = promptAndWait;
    std::ignore = stage.caller.sendApply(renameIb0);
    QTRY_COMPARE(stage.polkit.waiting().size(), 1);
    stage.bus.end();
    QTRY_VERIFY(!stage.serviceBus.isConnected());
    QTest::qWait(300);
    QVERIFY(stage.isUntouched());
}

void JobLifeTest::LC_10_terminationWaitsForAConsistentEnd()
{
    Stage stage;
    QSignalSpy ended(&stage.service, &Service::ended);
    heldJob(stage, stage.caller);
    stage.service.terminate();
    QTRY_VERIFY(!stage.caller.bus.interface()->isServiceRegistered(u"org.rdmamanager.Helper1"_s).value());
    QVERIFY2(!ended.wait(4'000), "ended in the middle of a step"); // longer than everything else is waited for
    stage.kernel.renameGate.release();
    QVERIFY(ended.wait(10'000));
    QVERIFY(isConsistent(stage, stage.jobs().front()));
}

void JobLifeTest::whatCameWithABootIsForgottenByTheNextHelper()
{
    Stage stage;
    stage.demo.plugInCards();
    stage.demo.offerPortTypes();
    stage.demo.files().write(portMemoryPath,
                             R"({"cards": {"0000:81:00.0": {"boot": "an earlier one", "restart": "reboot",
                                 "types": {"1": "infiniband"}, "when": 1764190000000},
                                           "0000:05:00.0": {"boot": "an earlier one", "restart": "reboot",
                                 "types": {"1": "ethernet"}, "when": 1764190000000}}})",
                             0600);
    const Machine machine = stage.demo.machine();
    QCOMPARE(readPortMemory(machine.host).size(), std::size_t{2});
    const PrivateBus bus;
    {
        Service next(machine, stage.demo.events(), bus.connect(u"next"_s));
        QVERIFY(next.start());
        QTRY_COMPARE(readPortMemory(machine.host).size(), std::size_t{1});
        QVERIFY(readPortMemory(machine.host).contains(u"0000:05:00.0"_s)); // it did not come
    }
    QDBusConnection::disconnectFromBus(u"next"_s);
}

void JobLifeTest::RX_03_oneJobWhateverIsAsked()
{
    Stage stage;
    heldJob(stage, stage.caller);
    for (int i = 0; i < 20; ++i) {
        const Caller other = stage.newCaller();
        QCOMPARE(other.previewAndApply(removeIb1Rule).error().code, ErrorCode::Busy);
    }
    QCOMPARE(stage.jobs().size(), 1U); // nothing was queued or stored
    stage.kernel.renameGate.release();
    QTRY_VERIFY(!stage.service.isBusy());
    QVERIFY(stage.caller.previewAndApply(removeIb1Rule));
    QTRY_VERIFY(!stage.service.isBusy());
}

void JobLifeTest::RX_03_watchersAreFreedWhenTheyLeave()
{
    Stage stage({.patience = 100ms});
    QSignalSpy ended(&stage.service, &Service::ended);
    Caller watcher = stage.newCaller();
    for (int i = 0; i < 300; ++i)
        QVERIFY(Caller::wait(watcher.send(u"Watch"_s, {})));
    QVERIFY(!ended.wait(600));
    Stage::disconnect(watcher);
    QVERIFY(ended.wait(5'000)); // one departure ends what three hundred calls began
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JobLifeTest)
#include "joblifetest.moc"
