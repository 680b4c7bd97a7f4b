// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The law of a session's timeouts, and that every legal combination is reached from every other by legal stores.
#include "model/srptimeouts.h"
#include "model/json.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class SrpTimeoutsTest : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void theLaw_data();
    void theLaw();
    void everyWayIsLegal();
    void whatStaysIsNotStored();
    void jsonKeepsOff();
    void whatIsIllegalIsNotRead();
};

namespace {

using Seconds = std::optional<int>;
constexpr Seconds off;

std::vector<SrpTimeouts> legalOnes()
{
    constexpr Seconds values[] = {off, 0, 1, 14, 15, 16, 599, 600, 601, 100'000};
    std::vector<SrpTimeouts> legal;
    for (const Seconds reconnect : values)
        for (const Seconds fast : values)
            for (const Seconds loss : values)
                if (const SrpTimeouts all{reconnect, fast, loss}; !problemOf(all))
                    legal.push_back(all);
    return legal;
}

SrpTimeouts stored(SrpTimeouts timeouts, const TimeoutStore &store)
{
    auto &field = store.attribute == "reconnect_delay"_L1    ? timeouts.reconnectDelay
                  : store.attribute == "fast_io_fail_tmo"_L1 ? timeouts.fastIoFail
                                                             : timeouts.devLoss;
    field = store.value == "off" ? off : Seconds(store.value.toInt());
    return timeouts;
}

} // namespace

void SrpTimeoutsTest::theLaw_data()
{
    QTest::addColumn<SrpTimeouts>("timeouts");
    QTest::addColumn<std::optional<TimeoutProblem>>("problem");
    const auto row = [](const char *name, SrpTimeouts timeouts, std::optional<TimeoutProblem> problem = {}) {
        QTest::newRow(name) << timeouts << problem;
    };
    row("ib_srp's", {});
    row("all off", {off, off, off}, TimeoutProblem::AllOff);
    row("one is enough", {off, off, 600});
    row("no delay", {0, 15, 600}, TimeoutProblem::NoReconnectDelay);
    row("negative", {10, -1, 600}, TimeoutProblem::OutOfRange);
    row("fails too late", {10, 600, 600}, TimeoutProblem::FastIoFailTooLate);
    row("fails in time", {10, 599, 600});
    row("fails too long", {10, 601, off}, TimeoutProblem::FastIoFailTooLong);
    row("lost too long", {10, off, 601}, TimeoutProblem::DevLossTooLong);
    row("lost late, but failing", {10, 15, 601});
}

void SrpTimeoutsTest::theLaw()
{
    QFETCH(const SrpTimeouts, timeouts);
    QFETCH(const std::optional<TimeoutProblem>, problem);
    QCOMPARE(problemOf(timeouts), problem);
}

void SrpTimeoutsTest::everyWayIsLegal()
{
    const auto legal = legalOnes();
    QVERIFY(legal.size() > 200);
    for (const SrpTimeouts &before : legal)
        for (const SrpTimeouts &after : legal) {
            SrpTimeouts now = before;
            for (const TimeoutStore &store : storesBetween(before, after)) {
                now = stored(now, store);
                QVERIFY2(!problemOf(now), store.attribute.data());
            }
            QCOMPARE(now, after);
        }
}

void SrpTimeoutsTest::whatStaysIsNotStored()
{
    QVERIFY(storesBetween({}, {}).empty());
    QCOMPARE(storesBetween({}, {10, 5, 600}), (std::vector<TimeoutStore>{{"fast_io_fail_tmo"_L1, "5"}}));
    QCOMPARE(storesBetween({}, {off, 15, 600}), (std::vector<TimeoutStore>{{"reconnect_delay"_L1, "off"}}));
}

void SrpTimeoutsTest::jsonKeepsOff()
{
    for (const SrpTimeouts &timeouts : {SrpTimeouts{}, SrpTimeouts{off, 5, off}, SrpTimeouts{10, off, 600}})
        QCOMPARE(srpTimeoutsFromJson(toJson(timeouts)), timeouts);
}

void SrpTimeoutsTest::whatIsIllegalIsNotRead()
{
    const auto read = srpTimeoutsFromJson({{u"reconnectDelay"_s, 10}, {u"fastIoFail"_s, 60}, {u"devLoss"_s, 60}});
    QVERIFY(!read);
    QCOMPARE(read.error().detail, u"FastIoFailTooLate"_s);
    QVERIFY(!srpTimeoutsFromJson({{u"reconnectDelay"_s, 10}, {u"more"_s, 1}}));
    QVERIFY(!srpTimeoutsFromJson({{u"reconnectDelay"_s, -1}}));
}

QTEST_GUILESS_MAIN(SrpTimeoutsTest)
#include "srptimeoutstest.moc"
