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
    void subnetManagers_data();
    void subnetManagers();
    void onlyWaitingAndSetUpPortsHaveToDoWithSubnetManagers();
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
    port.smLid = 1; // its own, from before
    QCOMPARE(portVerdict(port, true), WaitingForSubnetManager);
}

void PortVerdictTest::subnetManagers_data()
{
    QTest::addColumn<PortState>("state");
    QTest::addColumn<std::optional<quint32>>("smLid");
    QTest::addColumn<std::optional<LinkLayer>>("layer");
    QTest::addColumn<bool>("openSmRuns");
    QTest::addColumn<PortVerdict>("verdict");
    const auto row = [](const char *what, PortState state, std::optional<quint32> smLid, PortVerdict verdict,
                        bool openSmRuns = false, std::optional<LinkLayer> layer = LinkLayer::InfiniBand) {
        QTest::newRow(what) << state << smLid << layer << openSmRuns << verdict;
    };
    using enum PortState;
    row("waits, none was there", Initializing, 0, WaitingForSubnetManager);
    row("waits, not told", Initializing, std::nullopt, WaitingForSubnetManager);
    row("waits, the permissive LID", Initializing, 0xffff, WaitingForSubnetManager);
    row("waits, that of Omni-Path", Initializing, 0xffffffff, WaitingForSubnetManager);
    row("waits, one was there", Initializing, 1, SubnetManagerSilent);
    row("waits, none was there, opensm here", Initializing, 0, OpenSmDoesNotServe, true);
    row("waits, one was there, opensm here", Initializing, 1, SubnetManagerSilent, true);
    row("waits, old kernel, one was there", Initializing, 1, SubnetManagerSilent, false, std::nullopt);
    row("armed by one", PortState::Armed, 1, PortVerdict::Armed);
    row("armed, not told", PortState::Armed, std::nullopt, PortVerdict::Armed);
    row("armed by hand", PortState::Armed, 0, WithoutSubnetManager);
    row("activated by one", Active, 1, Working);
    row("activated, not told", Active, std::nullopt, Working);
    row("activated by hand", Active, 0, WithoutSubnetManager);
    row("activated by hand, opensm here", Active, 0, WithoutSubnetManager, true);
    row("the permissive LID", Active, 0xffff, WithoutSubnetManager);
    row("EFA", Active, 0, Working, false, LinkLayer::Unknown);
    row("old kernel", Active, 0, Working, false, std::nullopt);
    row("RoCE", Active, 0, Working, false, LinkLayer::Ethernet);
    row("iWARP without an address", Initializing, 1, EthernetNoAddress, false, LinkLayer::Ethernet);
}

void PortVerdictTest::subnetManagers()
{
    QFETCH(PortState, state);
    QFETCH(std::optional<LinkLayer>, layer);
    QFETCH(std::optional<quint32>, smLid);
    QFETCH(bool, openSmRuns);
    RdmaPort port = portIn(static_cast<int>(state), static_cast<int>(PhysicalState::LinkUp), layer);
    port.smLid = smLid;
    QTEST(portVerdict(port, openSmRuns), "verdict");
    port.physicalState = PhysicalState::ErrorRecovery; // what the line does comes first
    QCOMPARE(portVerdict(port, openSmRuns),
             state == PortState::Initializing && layer == LinkLayer::Ethernet ? EthernetNoAddress : Recovering);
}

void PortVerdictTest::onlyWaitingAndSetUpPortsHaveToDoWithSubnetManagers()
{
    for (const PortState state : {PortState::Unknown, PortState::Nop, PortState::Down, PortState::ActiveDefer})
        for (int physical = 0; physical < physicalStates; ++physical)
            for (const quint32 smLid : {0U, 1U}) {
                RdmaPort port = portIn(static_cast<int>(state), physical, LinkLayer::InfiniBand);
                port.smLid = smLid;
                QCOMPARE(portVerdict(port, false), infiniBand.at(static_cast<int>(state)).at(physical));
            }
    RdmaPort slow = activePort({40, 4, LinkSpeed::Qdr}, LinkRate{100, 4, LinkSpeed::Edr});
    slow.smLid = 0;
    QCOMPARE(portVerdict(slow, false), WithoutSubnetManager); // worse than slow
}

QTEST_APPLESS_MAIN(PortVerdictTest)
#include "portverdicttest.moc"
