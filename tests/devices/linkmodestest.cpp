// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ethernet ports that are slower than their interface can, whom one asks for that, and a driver that does not answer.
#include "helper/features/devices.h"
#include "model/portverdict.h"
#include "tests/bus/gatedkernel.h"
#include "tests/devices/threadcount.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString netdev = u"ens1f0"_s;

FakeCard ethernetCard(const QByteArray &rate = "25 Gb/sec (1X EDR)")
{
    return {.rdmaDevice = u"mlx5_9"_s,
            .driver = u"mlx5_core"_s,
            .pci = u"0000:09:00.0"_s,
            .portGuids = {Guid{0x0e42a1fffea1b2c4}},
            .ports = {ethernetPort(netdev, rate)}};
}

/// The card's Ethernet interface, as its driver makes it.
void addInterface(FakeMachine &machine, const QString &name = netdev)
{
    machine.files().write("/sys/devices/pci0000:00/0000:09:00.0/net/"_L1 + name + "/type"_L1, "1\n");
    machine.files().write("/sys/devices/pci0000:00/0000:09:00.0/net/"_L1 + name + "/dev_port"_L1, "0\n");
}

std::optional<LinkRate> canDo(FakeMachine &machine, const FakeCard &card)
{
    machine.kernel().addCard(card);
    addInterface(machine);
    Machine doors = machine.machine();
    return DevicesReading().read(doors, AllDevices{}).value().live.devices.at(card.rdmaDevice).ports.at(1).canDo;
}

/// A driver that keeps whoever asks for this link's modes; without one, the kernel's lock for all.
class HangingKernel final : public PassingKernel {
public:
    HangingKernel(Kernel &kernel, QString link) : PassingKernel(kernel), m_link(std::move(link)) { m_gate->hold(); }
    ~HangingKernel() override { letGo(); }

    void hold() { m_gate->hold(); }
    void letGo() { m_gate->release(); }
    ReadLinkModes linkModes() const override
    {
        return [gate = m_gate, link = m_link](const QString &name) -> Result<LinkModes> {
            if (link.isEmpty() || name == link)
                gate->pass();
            return LinkModes{25'000, 100'000};
        };
    }

private:
    QString m_link;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
};

/// Read once while the kernel answered.
struct SlowLink {
    SlowLink()
    {
        machine.kernel().addCard(ethernetCard());
        addInterface(machine);
        hanging.letGo();
        std::ignore = port();
    }

    RdmaPort port(const DevicesQuery &query = AllDevices{})
    {
        Machine real = machine.machine();
        Machine doors{real.host, hanging, real.tools, real.journal, real.services, real.accounts};
        return reading.read(doors, query).value().live.devices.at(u"mlx5_9"_s).ports.at(1);
    }

    void setState(const QByteArray &state)
    {
        machine.files().write("/sys/class/infiniband/mlx5_9/ports/1/state"_L1, state);
    }

    FakeMachine machine;
    HangingKernel hanging{machine.kernel(), netdev};
    DevicesReading reading{{.link = 100ms}};
};

} // namespace

class LinkModesTest : public QObject {
    Q_OBJECT
private slots:
    void aSlowLinkIsTold();
    void otherLinksAreNot_data();
    void otherLinksAreNot();
    void onlyTheFunctionsOwnInterfaceIsAsked_data();
    void onlyTheFunctionsOwnInterfaceIsAsked();
    void withoutAnAnswerNothingIsReported();
    void KI_16_aLinkThatHangsCostsItsSpeedOnly();
    void KI_16_manyLinksThatHangCostTheirSpeedsOnly();
    void KI_16_aLinkThatHangsKeepsItsLastAnswer();
    void KI_16_theLastAnswerGoesWithItsLink();
};

void LinkModesTest::aSlowLinkIsTold()
{
    FakeMachine machine;
    machine.kernel().addCard(ethernetCard());
    addInterface(machine);
    machine.kernel().setLinkModes(netdev, {25'000, 100'000});
    Machine doors = machine.machine();
    const auto live = DevicesReading().read(doors, AllDevices{}).value().live;
    const RdmaPort port = live.devices.at(u"mlx5_9"_s).ports.at(1);
    QVERIFY(port.canDo == LinkRate{.gigabits = 100});
    QCOMPARE(portVerdict(port, false), PortVerdict::WorkingSlow);
}

void LinkModesTest::otherLinksAreNot_data()
{
    QTest::addColumn<QByteArray>("rate");
    QTest::addColumn<quint32>("speed");
    QTest::addColumn<quint32>("fastest");
    QTest::newRow("as it can") << "25 Gb/sec (1X EDR)"_ba << 25'000U << 25'000U;
    QTest::newRow("a rate that is rounded") << "100 Gb/sec (4X EDR)"_ba << 200'000U << 200'000U;
    QTest::newRow("no speed") << "25 Gb/sec (1X EDR)"_ba << 0U << 100'000U;
    QTest::newRow("no modes") << "25 Gb/sec (1X EDR)"_ba << 25'000U << 0U;
}

void LinkModesTest::otherLinksAreNot()
{
    QFETCH(QByteArray, rate);
    QFETCH(quint32, speed);
    QFETCH(quint32, fastest);
    FakeMachine machine;
    machine.kernel().setLinkModes(netdev, {speed, fastest});
    QVERIFY(!canDo(machine, ethernetCard(rate)));
}

void LinkModesTest::onlyTheFunctionsOwnInterfaceIsAsked_data()
{
    QTest::addColumn<FakeCard>("card");
    QTest::addColumn<bool>("isAsked");
    QTest::newRow("physical function") << ethernetCard() << true;
    FakeCard virtualFunction = ethernetCard();
    virtualFunction.physicalFunction = u"0000:08:00.0"_s;
    QTest::newRow("virtual function") << virtualFunction << false;
    FakeCard bonded = ethernetCard();
    bonded.ports = {ethernetPort(u"bond0"_s, "25 Gb/sec (1X EDR)")};
    QTest::newRow("behind a bond") << bonded << false;
    FakeCard down = ethernetCard();
    down.ports.first()[u"state"_s] = "1: DOWN";
    QTest::newRow("down") << down << false;
    FakeCard soft = ethernetCard();
    soft.pci.clear();
    soft.files = {{u"parent"_s, netdev.toUtf8()}};
    QTest::newRow("soft device") << soft << false;
    FakeCard infiniBand = ethernetCard();
    infiniBand.functionFiles = {{u"uevent"_s, "DRIVER=mlx5_core\nPCI_SLOT_NAME=0000:09:00.0"}};
    infiniBand.ports.first()[u"link_layer"_s] = "InfiniBand";
    QTest::newRow("InfiniBand") << infiniBand << false;
}

void LinkModesTest::onlyTheFunctionsOwnInterfaceIsAsked()
{
    QFETCH(FakeCard, card);
    FakeMachine machine;
    for (const QString &name : {netdev, u"bond0"_s})
        machine.kernel().setLinkModes(name, {25'000, 100'000});
    QTEST(canDo(machine, card).has_value(), "isAsked");
}

void LinkModesTest::withoutAnAnswerNothingIsReported()
{
    FakeMachine machine;
    QVERIFY(!canDo(machine, ethernetCard()));
}

/// As when somebody holds the kernel's lock: the devices answer, also in the next read, and the speed is back later.
void LinkModesTest::KI_16_aLinkThatHangsCostsItsSpeedOnly()
{
    FakeMachine machine;
    machine.kernel().addCard(ethernetCard());
    addInterface(machine);
    HangingKernel hanging(machine.kernel(), netdev);
    Machine real = machine.machine();
    Machine doors{real.host, hanging, real.tools, real.journal, real.services, real.accounts};
    const DevicesReading reading({.link = 100ms});
    for (int times = 0; times < 2; ++times) {
        const auto state = reading.read(doors, AllDevices{}).value();
        QVERIFY(state.notes.empty());
        const RdmaPort &port = state.live.devices.at(u"mlx5_9"_s).ports.at(1);
        QCOMPARE(port.state, PortState::Active);
        QVERIFY(!port.canDo);
    }
    hanging.letGo();
    QTRY_VERIFY(reading.read(doors, AllDevices{}).value().live.devices.at(u"mlx5_9"_s).ports.at(1).canDo);
}

/// More ports than there are threads, and none of the threads that read devices is lost.
void LinkModesTest::KI_16_manyLinksThatHangCostTheirSpeedsOnly()
{
    constexpr int cards = ReadThreads::maxThreads + 2;
    constexpr int mostThreads = 2 + PatientReader<int>::maxHelping + 2; // links, devices, those that are just ending
    FakeMachine machine;
    for (int number = 0; number < cards; ++number) {
        FakeCard card = ethernetCard();
        const QString link = u"ens%1"_s.arg(number);
        card.ports = {ethernetPort(link, "25 Gb/sec (1X EDR)")};
        card.rdmaDevice = u"mlx5_%1"_s.arg(number);
        card.pci = u"0000:%1:00.0"_s.arg(number + 0x10, 2, 16, '0'_L1);
        machine.kernel().addCard(card);
        machine.files().write("/sys/devices/pci0000:00/"_L1 + card.pci + "/net/"_L1 + link + "/type"_L1, "1\n");
    }
    HangingKernel hanging(machine.kernel(), {});
    Machine real = machine.machine();
    Machine doors{real.host, hanging, real.tools, real.journal, real.services, real.accounts};
    const DevicesReading reading({.link = 100ms});
    const ThreadCount threads;
    for (int times = 0; times < 4; ++times) {
        const auto state = reading.read(doors, AllDevices{}).value();
        QVERIFY(state.notes.empty());
        QCOMPARE(state.live.devices.size(), cards);
        for (const auto &[name, device] : state.live.devices)
            QVERIFY(!device.ports.at(1).canDo);
    }
    QVERIFY2(threads.most() <= mostThreads, qPrintable(QString::number(threads.most())));
    hanging.letGo();
    const auto live = [&] { return reading.read(doors, AllDevices{}).value().live; };
    QTRY_VERIFY(
        std::ranges::all_of(live().devices, [](const auto &one) { return one.second.ports.at(1).canDo.has_value(); }));
}

void LinkModesTest::KI_16_aLinkThatHangsKeepsItsLastAnswer()
{
    SlowLink slow;
    slow.hanging.hold();
    for (const DevicesQuery &query : {DevicesQuery(AllDevices{}), DevicesQuery(OneDevice{u"mlx5_9"_s})})
        QCOMPARE(portVerdict(slow.port(query), false), PortVerdict::WorkingSlow);
}

void LinkModesTest::KI_16_theLastAnswerGoesWithItsLink()
{
    SlowLink slow;
    slow.setState("1: DOWN");
    QVERIFY(!slow.port().canDo);
    slow.hanging.hold();
    slow.setState("4: ACTIVE");
    QVERIFY(!slow.port().canDo);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LinkModesTest)
#include "linkmodestest.moc"
