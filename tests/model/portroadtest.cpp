// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which road the types of a card take, for every fact that there can be; which types go together on it.
#include "model/portpairs.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

MellanoxChip chip(quint16 device)
{
    return mellanoxChip({.vendor = 0x15b3, .device = device}).value();
}

constexpr quint16 connectX2 = 0x673c;
constexpr quint16 connectX3 = 0x1003;
constexpr quint16 connectX4Lx = 0x1015;
constexpr quint16 connectX6 = 0x101b;
constexpr MstVersion oldTool{4, 21, 0};
constexpr MstVersion newTool{4, 31, 0};

RoadFacts facts(quint16 device, std::optional<MstVersion> tool = {}, std::optional<bool> rows = {})
{
    return {.chip = chip(device), .tool = tool, .hasLinkTypeRows = rows};
}

RoadFacts withSetup(RoadFacts facts)
{
    facts.hasSetupScript = true;
    facts.hasInstallLine = true;
    return facts;
}

PairRules rules(quint16 device, PortRoad road, int ports = 2)
{
    return {.chip = chip(device), .road = road, .ports = ports};
}

constexpr auto ib = PortType::InfiniBand;
constexpr auto eth = PortType::Ethernet;
constexpr auto sense = PortType::Auto;

PortTypes pair(PortType one, PortType two)
{
    return {{1, one}, {2, two}};
}

} // namespace

class PortRoadTest : public QObject {
    Q_OBJECT
private slots:
    void roads_data()
    {
        QTest::addColumn<RoadFacts>("facts");
        QTest::addColumn<PortRoad>("road");
        QTest::addColumn<RoadReason>("reason");
        const auto row = [](const char *what, const RoadFacts &facts, PortRoad road, RoadReason reason) {
            QTest::newRow(what) << facts << road << reason;
        };
        row("mlx5 with rows", facts(connectX6, newTool, true), PortRoad::Firmware, RoadReason::LinkTypeRows);
        row("mlx5 with rows, old tool", facts(connectX6, oldTool, true), PortRoad::Firmware, RoadReason::LinkTypeRows);
        row("mlx5 without rows", facts(connectX6, newTool, false), PortRoad::None, RoadReason::FixedType);
        row("mlx5 unread", facts(connectX6, newTool), PortRoad::None, RoadReason::NotRead);
        row("mlx5 without tool", withSetup(facts(connectX6)), PortRoad::None, RoadReason::ToolMissing);
        row("Ethernet-only chip", facts(connectX4Lx), PortRoad::None, RoadReason::FixedType);
        row("InfiniBand-only chip", facts(0x1011, newTool), PortRoad::None, RoadReason::FixedType);
        row("VF by its id", facts(0x101e), PortRoad::None, RoadReason::VirtualFunction);
        row("livefish", facts(0x0218), PortRoad::None, RoadReason::FlashRecovery);
        row("bridge", facts(0x1974), PortRoad::None, RoadReason::NotACard);
        row("BlueField SoC", facts(0xa2d8), PortRoad::None, RoadReason::NotACard);
        row("CX-3, old tool, rows", withSetup(facts(connectX3, oldTool, true)), PortRoad::Firmware,
            RoadReason::LinkTypeRows);
        row("CX-3, old tool, unread", withSetup(facts(connectX3, oldTool)), PortRoad::None, RoadReason::NotRead);
        row("CX-3, old tool, no rows", withSetup(facts(connectX3, oldTool, false)), PortRoad::None,
            RoadReason::FixedType);
        row("CX-3, new tool, Red Hat", withSetup(facts(connectX3, newTool)), PortRoad::Mlx4Conf,
            RoadReason::ToolTooNew);
        row("CX-3, new tool, Debian", facts(connectX3, newTool), PortRoad::ModuleOption, RoadReason::ToolTooNew);
        row("CX-3, no tool, Debian", facts(connectX3), PortRoad::ModuleOption, RoadReason::ToolMissing);
        row("CX-2", withSetup(facts(connectX2, oldTool)), PortRoad::Mlx4Conf, RoadReason::NeverInTool);
    }

    void roads()
    {
        QFETCH(RoadFacts, facts);
        const RoadChoice choice = roadFor(facts);
        QTEST(choice.road, "road");
        QTEST(choice.reason, "reason");
        QVERIFY(choice.alsoSetBy.empty());
    }

    void IV_15_aVirtualFunctionHasNoRoad()
    {
        RoadFacts vf = facts(connectX6, newTool, true);
        vf.isVirtualFunction = true;
        QCOMPARE(roadFor(vf), (RoadChoice{PortRoad::None, RoadReason::VirtualFunction, {}}));
    }

    void failedReadings()
    {
        RoadFacts card = withSetup(facts(connectX3, oldTool));
        card.readFailed = true;
        QCOMPARE(roadFor(card), (RoadChoice{PortRoad::None, RoadReason::NotReadable, {}}));
        card.isOutOfReach = true;
        QCOMPARE(roadFor(card), (RoadChoice{PortRoad::Mlx4Conf, RoadReason::NotReadable, {}}));
        card.chip = chip(connectX6);
        QCOMPARE(roadFor(card), (RoadChoice{PortRoad::None, RoadReason::NotReadable, {}}));
    }

    void aToolOfNoVersionChoosesNothing()
    {
        for (const quint16 device : {connectX3, connectX6}) {
            RoadFacts card = withSetup(facts(device, MstVersion{}));
            card.isToolUnreadable = true;
            QCOMPARE(roadFor(card), (RoadChoice{PortRoad::None, RoadReason::ToolUnreadable, {}}));
        }
        RoadFacts old = withSetup(facts(connectX2, MstVersion{}));
        old.isToolUnreadable = true;
        QCOMPARE(roadFor(old), (RoadChoice{PortRoad::Mlx4Conf, RoadReason::NeverInTool, {}}));
    }

    void idsThatAToolHas()
    {
        QVERIFY(knowsId(newTool, chip(connectX6)) && knowsId(oldTool, chip(0x1021)));
        QVERIFY(!knowsId({4, 13, 3}, chip(0x1021)) && !knowsId({4, 13, 3}, chip(0xa2d6)));
        QVERIFY(!knowsId(newTool, chip(0x1025)) && knowsId({4, 32, 0}, chip(0x1025)));
        QVERIFY(!knowsId(newTool, chip(connectX3)) && knowsId(oldTool, chip(connectX3)));
    }

    void theSetupTakesBothItsParts()
    {
        RoadFacts card = facts(connectX3, newTool);
        card.hasSetupScript = true;
        QCOMPARE(roadFor(card).road, PortRoad::ModuleOption);
        card.hasSetupScript = false;
        card.hasInstallLine = true;
        QCOMPARE(roadFor(card).road, PortRoad::ModuleOption);
    }

    void withSriovThePortsCannotBeWritten()
    {
        RoadFacts card = withSetup(facts(connectX3, newTool));
        card.hasSriov = true;
        card.isInMlx4Conf = true;
        QCOMPARE(roadFor(card), (RoadChoice{PortRoad::ModuleOption, RoadReason::PortsReadOnly, {PortRoad::Mlx4Conf}}));
    }

    void otherRoadsAreTold()
    {
        RoadFacts card = withSetup(facts(connectX3, oldTool, true));
        card.isInMlx4Conf = true;
        card.hasPortTypeArray = true;
        QCOMPARE(roadFor(card).alsoSetBy, (std::vector{PortRoad::Mlx4Conf, PortRoad::ModuleOption}));
        card.tool = newTool;
        QCOMPARE(roadFor(card).alsoSetBy, std::vector{PortRoad::ModuleOption});
        card.hasSetupScript = false; // nobody reads the file
        QCOMPARE(roadFor(card), (RoadChoice{PortRoad::ModuleOption, RoadReason::ToolTooNew, {}}));
        card.chip = chip(connectX6);
        card.hasLinkTypeRows = true;
        QVERIFY(roadFor(card).alsoSetBy.empty());
    }

    void versions()
    {
        QVERIFY(canAsk({4, 25, 9}, chip(connectX3)));
        QVERIFY(!canAsk({4, 26, 0}, chip(connectX3)) && !canAsk({5, 0, 0}, chip(connectX3)));
        QVERIFY(canAsk({4, 36, 0}, chip(connectX6)) && !canAsk(oldTool, chip(connectX2)));
        QVERIFY((MstVersion{4, 9, 0} < MstVersion{4, 31, 0}));
    }

    void IV_21_pairs_data()
    {
        QTest::addColumn<PairRules>("rules");
        QTest::addColumn<PortTypes>("types");
        QTest::addColumn<std::optional<PairProblem>>("problem");
        const auto row = [](const char *what, const PairRules &rules, const PortTypes &types,
                            std::optional<PairProblem> problem) {
            QTest::addRow("%s: %s", qPrintable(nameOf(portRoadNames, rules.road)), what) << rules << types << problem;
        };
        for (const PortRoad road : {PortRoad::Mlx4Conf, PortRoad::ModuleOption}) {
            row("eth ib", rules(connectX3, road), pair(eth, ib), PairProblem::EthernetBeforeOtherType);
            row("ib eth", rules(connectX3, road), pair(ib, eth), {});
            row("eth eth", rules(connectX3, road), pair(eth, eth), {});
            row("ib ib", rules(connectX3, road), pair(ib, ib), {});
            row("one of two", rules(connectX3, road), {{1, ib}}, PairProblem::PortMissing);
            row("two of one", rules(connectX3, road, 1), pair(ib, ib), PairProblem::NoSuchPort);
            row("one port Ethernet", rules(connectX3, road, 1), {{1, eth}}, {});
        }
        row("eth auto", rules(connectX3, PortRoad::Mlx4Conf), pair(eth, sense), PairProblem::EthernetBeforeOtherType);
        row("auto eth", rules(connectX3, PortRoad::Mlx4Conf), pair(sense, eth), {});
        row("auto", rules(connectX3, PortRoad::ModuleOption), pair(sense, sense), PairProblem::NoAuto);
        row("eth ib", rules(connectX3, PortRoad::Firmware), pair(eth, ib), PairProblem::EthernetBeforeOtherType);
        row("auto ib", rules(connectX3, PortRoad::Firmware), pair(sense, ib), {});
        row("mlx5 eth ib", rules(connectX6, PortRoad::Firmware), pair(eth, ib), {});
        row("mlx5 one of two", rules(connectX6, PortRoad::Firmware), {{2, ib}}, {});
        row("mlx5 auto", rules(connectX6, PortRoad::Firmware), pair(sense, ib), PairProblem::NoAuto);
        row("unknown", rules(connectX6, PortRoad::Firmware), pair(PortType::Unknown, ib), PairProblem::NotAType);
        row("nothing", rules(connectX6, PortRoad::Firmware), {}, PairProblem::PortMissing);
        row("port 0", rules(connectX6, PortRoad::Firmware), {{0, ib}}, PairProblem::NoSuchPort);
        row("fixed", rules(connectX4Lx, PortRoad::Firmware), pair(eth, ib), PairProblem::FixedType);
        row("no road", rules(connectX6, PortRoad::None), pair(eth, ib), PairProblem::NoRoad);
    }

    void IV_21_pairs()
    {
        QFETCH(PairRules, rules);
        QFETCH(PortTypes, types);
        QFETCH(std::optional<PairProblem>, problem);
        QCOMPARE(pairProblem(types, rules), problem);
        const auto result = expectPair(types, rules);
        QCOMPARE(result.has_value(), !problem);
        if (problem)
            QCOMPARE(result.error(), (Error{ErrorCode::InvalidWish, {}, nameOf(pairProblemNames, *problem)}));
    }

    void choices()
    {
        const auto list = [](int port, const PortTypes &types, const PairRules &rules) {
            return choicesFor(port, types, rules);
        };
        const PairRules conf = rules(connectX3, PortRoad::Mlx4Conf);
        QCOMPARE(list(1, pair(ib, ib), conf), (std::vector{ib, sense}));
        QCOMPARE(list(2, pair(ib, ib), conf), (std::vector{ib, eth, sense}));
        QCOMPARE(list(1, pair(ib, eth), conf), (std::vector{ib, eth, sense}));
        QCOMPARE(list(2, pair(eth, eth), conf), std::vector{eth});
        QCOMPARE(list(1, {}, rules(connectX3, PortRoad::ModuleOption, 1)), (std::vector{ib, eth}));
        QCOMPARE(list(1, pair(ib, ib), rules(connectX6, PortRoad::Firmware)), (std::vector{ib, eth}));
        QCOMPARE(list(1, pair(eth, eth), rules(connectX4Lx, PortRoad::Firmware)), std::vector{eth});
        QVERIFY(list(3, pair(ib, ib), conf).empty());
        QVERIFY(list(1, pair(ib, ib), rules(connectX6, PortRoad::None)).empty());
    }
};

QTEST_APPLESS_MAIN(PortRoadTest)
#include "portroadtest.moc"
