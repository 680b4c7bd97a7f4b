// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is read of a soft iWARP device, which hangs on nothing and shows little, and what its port's states mean.
#include "helper/features/devices.h"
#include "model/portverdict.h"
#include "tests/devices/cards.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

DevicesLive read(const FakeCard &card, const DevicesQuery &query)
{
    FakeMachine machine;
    machine.kernel().addEthernet(u"eth0"_s);
    machine.kernel().addCard(card);
    Machine doors = machine.machine();
    return DevicesReading().read(doors, query).value().live;
}

RdmaDevice readDevice(const FakeCard &card)
{
    return read(card, OneDevice{card.rdmaDevice}).devices.at(card.rdmaDevice);
}

} // namespace

class SoftIwarpTest : public QObject {
    Q_OBJECT
private slots:
    void isOnNothing();
    void itsPortIsOnAnInterface();
    void anOlderKernelDoesNotNameTheInterface();
    void statesHaveTheirMeaning_data();
    void statesHaveTheirMeaning();
    void countsWithItsInterfaceOnly();
};

void SoftIwarpTest::isOnNothing()
{
    const RdmaDevice device = readDevice(softIwarp());
    QCOMPARE(device.nodeType, NodeType::Rnic);
    QVERIFY(!device.pciSlot && !device.pciIds && !device.driver && !device.numaNode);
    QVERIFY(!device.firmware && !device.boardId && !device.hcaType && !device.hardwareRevision);
    QVERIFY(device.nodeGuid == Guid{0x505400fffe000001});
    QCOMPARE(device.description, u"Software iWARP stack"_s);
}

void SoftIwarpTest::itsPortIsOnAnInterface()
{
    const RdmaPort port = readDevice(softIwarp()).ports.at(1);
    QCOMPARE(port.linkLayer, LinkLayer::Ethernet);
    QCOMPARE(port.netdevs, QStringList(u"eth0"_s));
    QCOMPARE(port.ipoibInterfaces, QStringList());
    QVERIFY(port.portGuid == Guid{});
    QVERIFY(!port.canDo);
    const GidEntry address{0, u"5254:0000:0001:0000:0000:0000:0000:0000"_s, GidType::InfiniBandOrRoceV1, u"eth0"_s};
    QVERIFY(port.tables == (PortTables{{address}, {}}));
}

/// There the GID table has no interface, and reading its file gives EINVAL, as good as no file.
void SoftIwarpTest::anOlderKernelDoesNotNameTheInterface()
{
    FakeCard card = softIwarp();
    card.ports.first()[u"gid_attrs/ndevs/0"_s] = QByteArray();
    QCOMPARE(readDevice(card).ports.at(1).netdevs, QStringList());
}

void SoftIwarpTest::statesHaveTheirMeaning_data()
{
    QTest::addColumn<QByteArray>("state");
    QTest::addColumn<QByteArray>("physical");
    QTest::addColumn<PortVerdict>("verdict");
    QTest::newRow("up") << "4: ACTIVE"_ba << "5: LinkUp"_ba << PortVerdict::Working;
    QTest::newRow("down") << "1: DOWN"_ba << "3: Disabled"_ba << PortVerdict::EthernetNoLink;
    QTest::newRow("before its first event") << "0: NOP"_ba << "3: Disabled"_ba << PortVerdict::NotReported;
}

void SoftIwarpTest::statesHaveTheirMeaning()
{
    QFETCH(QByteArray, state);
    QFETCH(QByteArray, physical);
    FakeCard card = softIwarp();
    card.ports.first().insert({{u"state"_s, state}, {u"phys_state"_s, physical}});
    QTEST(portVerdict(readDevice(card).ports.at(1), false), "verdict");
}

void SoftIwarpTest::countsWithItsInterfaceOnly()
{
    const PortId id{u"siw0"_s, 1};
    const PortCounters counters = read(softIwarp(), CounterSample{{id}}).counters.at(id);
    QVERIFY(counters.port.empty() && counters.hardware.empty());
    QCOMPARE(counters.netdev.at(u"rx_bytes"_s), 4096);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SoftIwarpTest)
#include "softiwarptest.moc"
