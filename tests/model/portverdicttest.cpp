// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What every pair of state and physical state means, on InfiniBand and on Ethernet; what a slow link is.
#include "model/portverdict.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;
using enum PortVerdict;

namespace {

constexpr int states = 7;
constexpr int physicalStates = 9;

using Row = std::array<PortVerdict, physicalStates>;
using Table = std::array<Row, states>;

// Columns: Unknown, NoChange, Sleep, Polling, Disabled, Training, LinkUp, ErrorRecovery, Test.
constexpr Row nothing{NotReported, NotReported, NotReported, NotReported, NotReported,
                      NotReported, NotReported, NotReported, NotReported};
constexpr Row always(PortVerdict verdict)
{
    Row row{};
    row.fill(verdict);
    return row;
}
constexpr Row onLink(PortVerdict verdict)
{
    return {verdict, verdict, Changing, Changing, Changing, Changing, verdict, Recovering, Changing};
}

constexpr Row downInfiniBand{NoLink,         NoLink,           Asleep,     NoCable,  Disabled,
                             CableNoPartner, PortTypeMismatch, Recovering, UnderTest};
constexpr Row downEthernet{EthernetNoLink, EthernetNoLink, EthernetNoLink, EthernetNoLink, EthernetNoLink,
                           EthernetNoLink, EthernetNoLink, Recovering,     UnderTest};

// Rows: Unknown, Nop, Down, Initializing, Armed, Active, ActiveDefer.
constexpr Table infiniBand{nothing,       nothing,         downInfiniBand,    onLink(WaitingForSubnetManager),
                           onLink(Armed), onLink(Working), always(Recovering)};
constexpr Table ethernet{nothing,          nothing,         downEthernet,      always(EthernetNoAddress),
                         always(Changing), onLink(Working), always(Recovering)};

RdmaPort portIn(int state, int physical, std::optional<LinkLayer> layer)
{
    RdmaPort port;
    port.state = static_cast<PortState>(state);
    port.physicalState = static_cast<PhysicalState>(physical);
    port.linkLayer = layer;
    return port;
}

RdmaPort activePort(LinkRate rate, std::optional<LinkRate> canDo)
{
    RdmaPort port =
        portIn(static_cast<int>(PortState::Active), static_cast<int>(PhysicalState::LinkUp), LinkLayer::InfiniBand);
    port.rate = rate;
    port.canDo = canDo;
    return port;
}

void compareAll(const Table &table, std::optional<LinkLayer> layer)
{
    for (int state = 0; state < states; ++state)
        for (int physical = 0; physical < physicalStates; ++physical)
            QVERIFY2(portVerdict(portIn(state, physical, layer), false) == table.at(state).at(physical),
                     qPrintable(u"state %1, physical state %2"_s.arg(state).arg(physical)));
}

} // namespace

class PortVerdictTest : public QObject {
    Q_OBJECT
private slots:
    void everyPairOnInfiniBand() { compareAll(infiniBand, LinkLayer::InfiniBand); }
    void everyPairOnEthernet() { compareAll(ethernet, LinkLayer::Ethernet); }

    /// Kernels before 2.6.37 have no link_layer, and EFA says Unknown.
    void whatIsNotEthernetIsInfiniBand()
    {
        compareAll(infiniBand, std::nullopt);
        compareAll(infiniBand, LinkLayer::Unknown);
    }

    void openSmHereMattersWhileWaiting()
    {
        for (int state = 0; state < states; ++state)
            for (int physical = 0; physical < physicalStates; ++physical)
                for (const auto layer : {LinkLayer::InfiniBand, LinkLayer::Ethernet}) {
                    const RdmaPort port = portIn(state, physical, layer);
                    const PortVerdict without = portVerdict(port, false);
                    QCOMPARE(portVerdict(port, true),
                             without == WaitingForSubnetManager ? OpenSmDoesNotServe : without);
                }
    }

    void slowLinks_data();
    void slowLinks();
    void portOfTheSubnetManagerItself();
};

void PortVerdictTest::slowLinks_data()
{
    QTest::addColumn<RdmaPort>("port");
    QTest::addColumn<PortVerdict>("verdict");
    const LinkRate edr{100, 4, LinkSpeed::Edr};
    QTest::newRow("as it can") << activePort(edr, edr) << Working;
    QTest::newRow("faster than every such board") << activePort({200, 4, LinkSpeed::Hdr}, edr) << Working;
    QTest::newRow("other lanes, same rate") << activePort({100, 2, LinkSpeed::Hdr}, edr) << Working;
    QTest::newRow("one lane") << activePort({25, 1, LinkSpeed::Edr}, edr) << WorkingNarrow;
    QTest::newRow("slow lanes") << activePort({40, 4, LinkSpeed::Qdr}, edr) << WorkingSlow;
    QTest::newRow("lanes not told") << activePort({40, 0, LinkSpeed::Unknown}, edr) << WorkingSlow;
    QTest::newRow("card not known") << activePort({2.5, 1, LinkSpeed::Sdr}, std::nullopt) << Working;
    RdmaPort unread = activePort({}, edr);
    unread.rate.reset();
    QTest::newRow("rate not told") << unread << Working;
}

void PortVerdictTest::slowLinks()
{
    QFETCH(RdmaPort, port);
    QTEST(portVerdict(port, false), "verdict");
}

void PortVerdictTest::portOfTheSubnetManagerItself()
{
    RdmaPort port = portIn(static_cast<int>(PortState::Initializing), static_cast<int>(PhysicalState::LinkUp),
                           LinkLayer::InfiniBand);
    QCOMPARE(portVerdict(port, true), OpenSmDoesNotServe);
    port.capabilities = isSmBit;
    QCOMPARE(portVerdict(port, true), WaitingForSubnetManager);
}

QTEST_APPLESS_MAIN(PortVerdictTest)
#include "portverdicttest.moc"
