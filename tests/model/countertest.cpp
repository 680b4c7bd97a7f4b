// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Differences of counters, with their ends, wraps and resets; what a growing one means.
#include "model/counterrates.h"
#include "model/counterverdict.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr quint64 max32 = 0xffffffff;
constexpr quint64 max64 = ~quint64{0};

PortCounters sample(qint64 microseconds, CounterValues port, CounterValues netdev = {})
{
    return {microseconds, std::move(port), {}, std::move(netdev)};
}

} // namespace

class CounterTest : public QObject {
    Q_OBJECT
private slots:
    void growth_data();
    void growth();
    void wordsAreFourBytes();
    void whatIsNotMeasuredHasNoRate();
    void verdicts_data();
    void verdicts();
};

void CounterTest::growth_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("before");
    QTest::addColumn<quint64>("after");
    QTest::addColumn<std::optional<quint64>>("growth");
    const auto row = [](const char *what, const QString &name, quint64 before, quint64 after,
                        std::optional<quint64> growth) { QTest::newRow(what) << name << before << after << growth; };
    const QString data = u"port_rcv_data"_s;
    const QString symbols = u"symbol_error"_s;
    row("nothing", data, 7, 7, 0);
    row("64 bits", data, max32 - 1, max32 + 9, 10);
    row("64 bits, large", data, max64 - 9, max64, 9);
    row("64 bits, reset", data, max64 - 9, 3, {});
    row("32 bits, wrapped", data, max32 - 1, 3, 5);
    row("32 bits, at the wrap", data, max32, 0, 1);
    row("32 bits, saturated", data, max32 - 8, max32, {});
    row("32 bits, still saturated", data, max32, max32, {});
    row("small, reset", data, 1000, 3, {});
    row("errors", symbols, 3, 10, 7);
    row("errors, saturated", symbols, 0xfff0, 0xffff, {});
    row("errors, reset", symbols, 0xfff0, 2, {});
    row("four bits, saturated", u"local_link_integrity_errors"_s, 3, 15, {});
    row("eight bits, saturated", u"link_downed"_s, 255, 255, {});
}

void CounterTest::growth()
{
    QFETCH(QString, name);
    QFETCH(quint64, before);
    QFETCH(quint64, after);
    QTEST(growthOf(name, before, after), "growth");
}

void CounterTest::wordsAreFourBytes()
{
    const auto before = sample(1'000'000, {{u"port_rcv_data"_s, 100}, {u"port_xmit_data"_s, 0}},
                               {{u"rx_bytes"_s, 50}, {u"tx_bytes"_s, 1}});
    const auto after = sample(3'000'000, {{u"port_rcv_data"_s, 200}, {u"port_xmit_data"_s, 2}},
                              {{u"rx_bytes"_s, 150}, {u"tx_bytes"_s, 1}});
    QCOMPARE(secondsBetween(before, after), 2.0);
    QVERIFY(rdmaRate(before, after) == (TrafficRate{200.0, 4.0}));
    QVERIFY(netdevRate(before, after) == (TrafficRate{50.0, 0.0}));
}

void CounterTest::whatIsNotMeasuredHasNoRate()
{
    const auto empty = sample(2'000'000, {});
    const auto full = sample(1'000'000, {{u"port_rcv_data"_s, 100}});
    QVERIFY(rdmaRate(full, empty) == TrafficRate{});
    QVERIFY(rdmaRate(empty, full) == TrafficRate{});
    QVERIFY(rdmaRate(full, full) == TrafficRate{}); // no time has passed
    QVERIFY(netdevRate(full, empty) == TrafficRate{});
}

void CounterTest::verdicts_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<quint64>("delta");
    QTest::addColumn<double>("seconds");
    QTest::addColumn<CounterVerdict>("verdict");
    const auto row = [](const char *what, const QString &name, quint64 delta, double seconds, CounterVerdict verdict) {
        QTest::newRow(what) << name << delta << seconds << verdict;
    };
    row("traffic", u"port_rcv_data"_s, 1000, 1, CounterVerdict::NotAnError);
    row("unknown", u"lifespan"_s, 1000, 1, CounterVerdict::NotAnError);
    row("clean", u"symbol_error"_s, 0, 1, CounterVerdict::Clean);
    row("one is no trend", u"symbol_error"_s, 1, 1, CounterVerdict::Negligible);
    row("at the limit", u"symbol_error"_s, 10, 60, CounterVerdict::Negligible);
    row("above it", u"symbol_error"_s, 11, 60, CounterVerdict::BadLine);
    row("in two hours", u"symbol_error"_s, 11, 7200, CounterVerdict::Negligible);
    row("too many in two hours", u"symbol_error"_s, 21, 7200, CounterVerdict::BadLine);
    row("link lost once", u"link_downed"_s, 1, 86400, CounterVerdict::LinkLost);
    row("elsewhere", u"port_rcv_remote_physical_errors"_s, 101, 60, CounterVerdict::DamagedElsewhere);
    row("discards", u"port_xmit_discards"_s, 101, 60, CounterVerdict::Undeliverable);
    row("partition", u"port_rcv_constraint_errors"_s, 101, 60, CounterVerdict::WrongPartition);
    row("overrun", u"excessive_buffer_overrun_errors"_s, 11, 60, CounterVerdict::Overrun);
    row("management", u"VL15_dropped"_s, 101, 60, CounterVerdict::ManagementDropped);
    row("roce loss", u"packet_seq_err"_s, 101, 60, CounterVerdict::PacketsLost);
    row("no buffers", u"out_of_buffer"_s, 101, 60, CounterVerdict::ReceiverNotReady);
    row("congestion", u"rp_cnp_handled"_s, 1001, 60, CounterVerdict::Congestion);
}

void CounterTest::verdicts()
{
    QFETCH(QString, name);
    QFETCH(quint64, delta);
    QFETCH(double, seconds);
    QTEST(counterVerdict(name, delta, seconds), "verdict");
}

QTEST_APPLESS_MAIN(CounterTest)
#include "countertest.moc"
