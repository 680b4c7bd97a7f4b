// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mstconfig says of a card of mlx4 decides by which road its ports are set, from its own words to the road.
#include "tests/model/fixtures.h"
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

/// A column of a table: it is not compared.
struct Answer {
    Result<ToolOutcome> said;
};

class PortsAnswersTest : public QObject {
    Q_OBJECT
private slots:
    void anOldToolKnowsAnOldCard()
    {
        PortsHost host;
        host.demo.firmware().install("4.21.0");
        host.demo.firmware().add(oldCard, {.deviceType = u"ConnectX3"_s,
                                           .next = types(PortType::Auto, PortType::Ethernet),
                                           .current = {},
                                           .tellsCurrent = false});
        host.inspect();
        QCOMPARE(host.card(oldCard).road, PortRoad::Firmware);
        QCOMPARE(host.atBoot(oldCard), types(PortType::Auto, PortType::Ethernet));
        QCOMPARE(host.card(plainCard).reason, RoadReason::NotReadable); // "Failed to open the device"
        QCOMPARE(host.card(plainCard).road, PortRoad::None); // which may pass, and then the firmware has the types
    }

    void whatTheFirmwareCannotDoTheDriverDoes()
    {
        PortsHost host;
        host.demo.firmware().install("4.21.0");
        host.demo.firmware().add(plainCard,
                                 {.problem = "Unsupported FW (version 2.31.5000 or above required for CX3/PRO)"});
        host.inspect();
        QCOMPARE(host.card(plainCard).reading->problem, MstProblem::OldFirmware);
        QCOMPARE(host.card(plainCard).road, PortRoad::ModuleOption);
        QCOMPARE(host.card(plainCard).reason, RoadReason::NotReadable);
    }

    void whatTheFirmwareCannotTellTheDriverDoes_data()
    {
        QTest::addColumn<Answer>("answer");
        QTest::addColumn<MstProblem>("problem");
        QTest::addColumn<PortRoad>("road");
        const auto row = [](const char *what, const Result<ToolOutcome> &answer, MstProblem problem, PortRoad road) {
            QTest::newRow(what) << Answer{answer} << problem << road;
        };
        row("nothing", ToolOutcome{fixture(u"mstconfig/4.21-connectx3-unreadable.txt"_s), false, {}, 3},
            MstProblem::NothingTold, PortRoad::ModuleOption);
        row("not all", FakeFirmware::refusal("Failed to query some of the TLVs:"), MstProblem::QueryFailed,
            PortRoad::None);
        row("no answer", std::unexpected(FakeFirmware::stuck()), MstProblem::QueryFailed, PortRoad::None);
        row("held", fail(ErrorCode::Busy, plainCard, u"card"_s), MstProblem::QueryFailed, PortRoad::None);
    }

    void whatTheFirmwareCannotTellTheDriverDoes()
    {
        QFETCH(Answer, answer);
        PortsHost host;
        host.demo.firmware().install("4.21.0");
        host.demo.firmware().failAt(Tool::QueryCard, 0, answer.said);
        host.inspect();
        QVERIFY(host.demo.tools().runs().contains({Tool::QueryCard, plainCard}));
        const CardLive card = host.card(plainCard);
        QTEST(card.reading.value_or(FirmwareReading{}).problem.value_or(MstProblem::Other), "problem");
        QCOMPARE(card.reason, RoadReason::NotReadable);
        QTEST(card.road, "road");
        host.installSetupScript();
        QCOMPARE(host.card(plainCard).road == PortRoad::Mlx4Conf, card.road == PortRoad::ModuleOption);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsAnswersTest)
#include "portsanswerstest.moc"
