// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What became of a change of types: the read-back decides, a message of the kernel alone does not.
#include "model/typeverdict.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr auto ib = PortType::InfiniBand;
constexpr auto eth = PortType::Ethernet;

TypeVerdict verdict(const TypeChange &change)
{
    return typeVerdicts(change).at(1);
}

std::vector<LogLine> logOf(const QStringList &texts)
{
    std::vector<LogLine> lines;
    for (const QString &text : texts)
        lines.push_back({.text = text});
    return lines;
}

} // namespace

class TypeVerdictTest : public QObject {
    Q_OBJECT
private slots:
    void beforeTheBoot()
    {
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {{1, eth}}}), TypeVerdict::AsWanted);
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {{1, ib}}}), TypeVerdict::PendingReboot);
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {}}), TypeVerdict::PendingReboot);
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {{1, ib}}, .asksPowerCycle = true}),
                 TypeVerdict::PendingPowerCycle);
    }

    void SP_08_afterTheBootOnlyTheReadBackCounts()
    {
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {{1, eth}}, .isNewBoot = true}), TypeVerdict::AsWanted);
        for (const bool asksPowerCycle : {false, true})
            QCOMPARE(verdict({{{1, eth}}, {{1, ib}}, true, asksPowerCycle, {}}), TypeVerdict::DidNotTake);
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {}, .isNewBoot = true}), TypeVerdict::CannotTell);
        QCOMPARE(verdict({.wanted = {{1, eth}}, .now = {{1, PortType::Unknown}}, .isNewBoot = true}),
                 TypeVerdict::CannotTell);
    }

    void theMessageIsHarmlessOnlyWithTheType()
    {
        for (const bool isNewBoot : {false, true}) {
            QCOMPARE(verdict({{{1, eth}}, {{1, eth}}, isNewBoot, false, {1}}), TypeVerdict::HarmlessMessage);
            QCOMPARE(verdict({{{1, eth}}, {{1, ib}}, isNewBoot, false, {1}}), TypeVerdict::NotSupported);
        }
        QCOMPARE(verdict({{{1, eth}}, {}, true, false, {1}}), TypeVerdict::CannotTell);
        QCOMPARE(verdict({{{1, eth}}, {{1, eth}}, true, false, {2}}), TypeVerdict::AsWanted);
    }

    void autoIsWhatItFinds()
    {
        for (const PortType now : {ib, eth, PortType::Auto})
            QCOMPARE(verdict({{{1, PortType::Auto}}, {{1, now}}, true, false, {}}), TypeVerdict::AsWanted);
        QCOMPARE(verdict({{{1, PortType::Auto}}, {}, true, false, {}}), TypeVerdict::CannotTell);
    }

    void everyWantedPortHasItsOwn()
    {
        const auto verdicts = typeVerdicts({{{1, eth}, {2, eth}}, {{1, ib}, {2, eth}, {3, ib}}, true, false, {2}});
        QVERIFY(verdicts ==
                (std::map<int, TypeVerdict>{{1, TypeVerdict::DidNotTake}, {2, TypeVerdict::HarmlessMessage}}));
        QVERIFY(typeVerdicts({}).empty());
    }

    void refusalsOfOneCard()
    {
        const auto lines =
            logOf({u"mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA"_s,
                   u"mlx4_core 0000:06:00.0: Requested port type for port 2 is not supported on this HCA"_s,
                   u"mlx4_core 0000:05:00.0: Requested port type for port 3 is not supported on this HCA"_s,
                   u"mlx4_core 0000:05:00.0: Failed to set port 2, aborting"_s});
        QVERIFY(refusedPorts(lines, u"0000:05:00.0"_s, true) == std::set{1});
        QVERIFY(refusedPorts(lines, u"0000:06:00.0"_s, false) == std::set{2});
        QVERIFY(refusedPorts(lines, u"0000:07:00.0"_s, true).empty());
    }

    void linesOfOldKernels()
    {
        const auto lines =
            logOf({u"[  12.5] mlx4_core: Requested port type for port 2 is not supported on this HCA"_s});
        QVERIFY(refusedPorts(lines, u"0000:05:00.0"_s, true) == std::set{2});
        QVERIFY(refusedPorts(lines, u"0000:05:00.0"_s, false).empty());
    }

    void IV_15_slotsWithLongDomains()
    {
        const QString line =
            u"x mlx4_core 10000:e1:00.0: Requested port type for port 1 is not supported on this HCA"_s;
        QVERIFY(refusedPorts(logOf({line}), u"10000:e1:00.0"_s, false) == std::set{1});
        QVERIFY(refusedPorts(logOf({QString(line).replace(u"e1"_s, u"E1"_s)}), u"10000:e1:00.0"_s, false).empty());
    }

    void aProgramIsNotTheKernel()
    {
        auto lines = logOf({u"mlx4_core 0000:05:00.0: Requested port type for port 1 is not supported on this HCA"_s});
        lines[0].origin = u"evil.service"_s;
        QVERIFY(refusedPorts(lines, u"0000:05:00.0"_s, true).empty());
    }
};

QTEST_APPLESS_MAIN(TypeVerdictTest)
#include "typeverdicttest.moc"
