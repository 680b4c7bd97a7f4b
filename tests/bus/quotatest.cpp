// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much of the helper one user may hold: whatever they do, others are still served.
#include "tests/bus/stage.h"

#include <QAbstractEventDispatcher>
#include <QTest>
#include <deque>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int flood = 100; // the bus itself lets a connection wait for 128 answers
constexpr uint mallory = 1001;
constexpr uint alice = 1002;

PolkitVerdict silentOrLater(const PolkitQuestion &question)
{
    return question.interactive ? PolkitVerdict::Later : PolkitVerdict::Challenge;
}

} // namespace

class QuotaTest : public QObject {
    Q_OBJECT
private slots:
    void AU_17_fourPromptsAUserOverAllConnections();
    void RX_01_floodOfReadsIsRefusedAndForgotten();
    void RX_01_answeredReadsLeaveNothing();
    void RX_01_longReadsAreFew();
    void RX_01_longReadsHaveADeadline();
    void RX_02_pendingPromptsLeaveRoomForReads();
    void RX_03_callsOfAUserAreCounted();
    void RX_03_bytesOfAUserAreCounted();
    void RX_03_allUsersTogetherAreCounted();
    void RX_03_firstCallsOfOneNameKeepOutNobodyElse();
    void RX_03_watchersOfAUserAreCounted();
    void RX_03_refusedWatchSaysSo();
    void callOfAConnectionThatLeftIsNotAdmitted();
};

void QuotaTest::AU_17_fourPromptsAUserOverAllConnections()
{
    Stage stage;
    stage.polkit.decide = silentOrLater;
    std::deque<Caller> callers;
    std::deque<QDBusPendingCall> prompts;
    for (int i = 0; i < 4; ++i) {
        callers.push_back(stage.newCaller());
        prompts.push_back(callers.back().sendApply(ruleOnlyIb0));
        QTRY_COMPARE(stage.polkit.waiting().size(), i + 1);
    }
    QCOMPARE(Caller::wait(stage.caller.sendApply(ruleOnlyIb0)).error().code, ErrorCode::TooMany);
    stage.disconnect(callers.front());
    QTRY_COMPARE(stage.polkit.cancelled.size(), 1);
    const auto freed = stage.caller.sendApply(ruleOnlyIb0);
    QTRY_VERIFY(stage.polkit.asked.last().interactive);
    QCOMPARE(stage.polkit.asked.last().sender, stage.caller.bus.baseService());
    stage.polkit.answer(stage.polkit.asked.last().cancellation, PolkitVerdict::Yes);
    QVERIFY(Caller::wait(freed));
}

void QuotaTest::RX_01_floodOfReadsIsRefusedAndForgotten()
{
    Stage stage;
    stage.kernel.linksGate.hold();
    std::deque<QDBusPendingCall> reads;
    for (int i = 0; i < flood; ++i)
        reads.push_back(stage.caller.send(u"Read"_s, {u"{}"_s}));
    QTRY_COMPARE(std::ranges::count_if(reads, &QDBusPendingCall::isFinished), flood - maxLoadOfUser.calls);
    stage.kernel.linksGate.release();
    int answered = 0;
    for (const QDBusPendingCall &read : reads) {
        const auto answer = Caller::wait(read);
        answered += answer ? 1 : 0;
        if (!answer)
            QCOMPARE(answer.error().code, ErrorCode::TooMany);
    }
    QCOMPARE(answered, maxLoadOfUser.calls);
    QVERIFY(stage.caller.read());
}

void QuotaTest::RX_01_answeredReadsLeaveNothing()
{
    ReadPool pool(std::chrono::hours(1));
    const auto timers = [&] { // one that is nobody's child (QTimer::singleShot) is the dispatcher's
        return pool.children().size() + QAbstractEventDispatcher::instance()->children().size();
    };
    const auto before = timers();
    int answered = 0;
    for (int i = 0; i < flood; ++i)
        pool.run<int>([] { return 7; }, [&](const Result<int> &seven) { answered += seven == 7 ? 1 : 0; });
    QTRY_COMPARE(answered, flood);
    QTRY_COMPARE(timers(), before);
}

/// Two that take minutes leave six threads to everybody; a third is told so at once.
void QuotaTest::RX_01_longReadsAreFew()
{
    ReadPool pool(std::chrono::milliseconds(50));
    Gate gate;
    gate.hold();
    const auto pass = [&] {
        gate.pass();
        return 1;
    };
    QList<Result<int>> answers;
    const auto take = [&](const Result<int> &answer) { answers.append(answer); };
    for (int i = 0; i <= ReadPool::maxLong; ++i)
        pool.run<int>(pass, take, std::chrono::minutes(1));
    QCOMPARE(answers, QList<Result<int>>{fail(ErrorCode::TooMany)});
    pool.run<int>([] { return 7; }, take);
    QTRY_COMPARE(answers.size(), 2);
    QCOMPARE(answers.last(), 7);
    QTest::qWait(200); // the pool's own deadline is not theirs
    QCOMPARE(answers.size(), 2);
    gate.release();
    QTRY_COMPARE(answers.size(), 4);
    QVERIFY(answers[2] == 1 && answers[3] == 1);
    pool.run<int>([] { return 8; }, take, std::chrono::minutes(1));
    QTRY_COMPARE(answers.size(), 5);
    QCOMPARE(answers.last(), 8);
}

/// And where their own deadline is over, they are answered, and still count until they end.
void QuotaTest::RX_01_longReadsHaveADeadline()
{
    ReadPool pool;
    Gate gate;
    gate.hold();
    QList<Result<int>> answers;
    const auto work = [&] {
        gate.pass();
        return 1;
    };
    for (int i = 0; i < ReadPool::maxLong; ++i)
        pool.run<int>(work, [&](const Result<int> &answer) { answers.append(answer); }, std::chrono::milliseconds(20));
    QTRY_COMPARE(answers, QList<Result<int>>(2, fail(ErrorCode::Timeout)));
    pool.run<int>(work, [&](const Result<int> &answer) { answers.append(answer); }, std::chrono::minutes(1));
    QCOMPARE(answers.last(), fail(ErrorCode::TooMany));
    gate.release();
    QTRY_VERIFY(pool.isIdle());
}

void QuotaTest::RX_02_pendingPromptsLeaveRoomForReads()
{
    Stage stage;
    stage.polkit.decide = silentOrLater;
    std::deque<Caller> callers;
    for (int i = 0; i < 4; ++i) {
        callers.push_back(stage.newCaller());
        std::ignore = callers.back().sendApply(ruleOnlyIb0);
    }
    QTRY_COMPARE(stage.polkit.waiting().size(), 4);
    for (const Caller &caller : callers)
        QVERIFY(caller.read());
}

void QuotaTest::RX_03_callsOfAUserAreCounted()
{
    const PrivateBus bus;
    Callers callers(bus.connect(u"service"_s));
    std::vector<Callers::Ticket> held;
    for (int i = 0; i < maxLoadOfUser.calls; ++i)
        held.push_back(callers.placeFor(mallory, 10).value());
    QCOMPARE(callers.placeFor(mallory, 10).error().code, ErrorCode::TooMany);
    QCOMPARE(callers.placeFor(alice, 10).value().uid(), alice);
    held.pop_back();
    QVERIFY(callers.placeFor(mallory, 10));
    QDBusConnection::disconnectFromBus(u"service"_s);
}

void QuotaTest::RX_03_bytesOfAUserAreCounted()
{
    const PrivateBus bus;
    Callers callers(bus.connect(u"service"_s));
    const auto big = callers.placeFor(mallory, maxLoadOfUser.bytes);
    QVERIFY(big);
    QCOMPARE(callers.placeFor(mallory, 1).error().code, ErrorCode::TooMany);
    QVERIFY(callers.placeFor(alice, maxLoadOfUser.bytes));
    QDBusConnection::disconnectFromBus(u"service"_s);
}

void QuotaTest::RX_03_allUsersTogetherAreCounted()
{
    const PrivateBus bus;
    Callers callers(bus.connect(u"service"_s));
    std::vector<Callers::Ticket> held;
    for (uint uid = 1; std::ssize(held) < maxLoad.bytes / maxLoadOfUser.bytes; ++uid)
        held.push_back(callers.placeFor(uid, maxLoadOfUser.bytes).value());
    QCOMPARE(callers.placeFor(alice, 1).error().code, ErrorCode::TooMany);
    held.clear();
    QVERIFY(callers.placeFor(alice, 1));
    QDBusConnection::disconnectFromBus(u"service"_s);
}

/// Before the bus has told who they are of.
void QuotaTest::RX_03_firstCallsOfOneNameKeepOutNobodyElse()
{
    const PrivateBus bus;
    const QDBusConnection caller = bus.connect(u"caller"_s);
    const QDBusConnection other = bus.connect(u"other"_s);
    Callers callers(bus.connect(u"service"_s));
    std::vector<Result<Callers::Ticket>> answers;
    const auto call = [&](const QDBusConnection &from) {
        callers.admit(from.baseService(), 10, [&](const auto &ticket) { answers.push_back(ticket); });
    };
    for (int i = 0; i < maxLoad.calls; ++i)
        call(caller);
    QCOMPARE(std::ssize(answers), maxLoad.calls - maxLoadOfUser.calls); // refused at once
    QVERIFY(std::ranges::all_of(answers, [](const auto &one) { return one.error().code == ErrorCode::TooMany; }));
    answers.clear();
    call(other);
    QVERIFY(answers.empty()); // it waits for the bus, as the first ones do
    QTRY_COMPARE(std::ssize(answers), maxLoadOfUser.calls + 1);
    for (const auto *name : {"caller", "other", "service"})
        QDBusConnection::disconnectFromBus(QString::fromLatin1(name));
}

void QuotaTest::RX_03_watchersOfAUserAreCounted()
{
    Presence presence;
    const auto watch = [&](int connection, uint uid) {
        return presence.watch(u":1.%1"_s.arg(connection), uid, u"devices"_s);
    };
    for (int i = 0; i < Presence::maxWatchersOfUser; ++i)
        QVERIFY(watch(i, mallory));
    QCOMPARE(watch(1000, mallory).error().code, ErrorCode::TooMany);
    QVERIFY(watch(0, mallory)); // has its place
    QVERIFY(watch(2000, alice));
    presence.forget(u":1.0"_s);
    QVERIFY(watch(1000, mallory));
    presence.unwatch(u":1.1"_s, u"names"_s); // which it does not watch
    QCOMPARE(watch(1001, mallory).error().code, ErrorCode::TooMany);
    presence.unwatch(u":1.1"_s, u"devices"_s);
    QVERIFY(watch(1001, mallory));
}

void QuotaTest::RX_03_refusedWatchSaysSo()
{
    Stage stage;
    std::deque<Caller> callers;
    for (int i = 0; i < Presence::maxWatchersOfUser; ++i) {
        callers.push_back(stage.newCaller());
        QVERIFY(Caller::wait(callers.back().send(u"Watch"_s, {})));
    }
    QCOMPARE(Caller::wait(stage.caller.send(u"Watch"_s, {})).error().code, ErrorCode::TooMany);
    Stage::disconnect(callers.front());
    QTRY_VERIFY(Caller::wait(stage.caller.send(u"Watch"_s, {})).has_value());
}

void QuotaTest::callOfAConnectionThatLeftIsNotAdmitted()
{
    const PrivateBus bus;
    Callers callers(bus.connect(u"service"_s));
    ErrorCode code = ErrorCode::Internal;
    callers.admit(u":1.4711"_s, 0, [&](const auto &ticket) { code = ticket.error().code; });
    QTRY_COMPARE(code, ErrorCode::NotAuthorized);
    callers.admit(u"org.freedesktop.DBus"_s, 0, [&](const auto &ticket) { code = ticket.error().code; });
    QCOMPARE(code, ErrorCode::NotAuthorized);
    QDBusConnection::disconnectFromBus(u"service"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::QuotaTest)
#include "quotatest.moc"
