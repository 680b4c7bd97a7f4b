// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ethernet ports that are slower than their interface can, whom one asks for that, and a driver that does not answer.
#include "helper/features/devices.h"
#include "model/portverdict.h"
#include "tests/bus/gatedkernel.h"
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

/// A driver that keeps whoever asks for this link's modes.
class HangingKernel final : public Kernel {
public:
    HangingKernel(Kernel &kernel, QString link) : m_kernel(kernel), m_link(std::move(link)) { m_gate->hold(); }
    ~HangingKernel() override { letGo(); }

    void letGo() { m_gate->release(); }
    QString release() const override { return m_kernel.release(); }
    Result<std::vector<Link>> links() const override { return m_kernel.links(); }
    Result<void> renameLink(int index, const QString &name) override { return m_kernel.renameLink(index, name); }
    Result<void> setLinkUp(int index, bool up) override { return m_kernel.setLinkUp(index, up); }
    ReadLinkModes linkModes() const override
    {
        return [gate = m_gate, link = m_link](const QString &name) -> Result<LinkModes> {
            if (name == link)
                gate->pass();
            return LinkModes{25'000, 100'000};
        };
    }

private:
    Kernel &m_kernel;
    QString m_link;
    std::shared_ptr<Gate> m_gate = std::make_shared<Gate>();
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
    void KI_16_anInterfaceThatHangsCostsItsDeviceOnly();
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

void LinkModesTest::KI_16_anInterfaceThatHangsCostsItsDeviceOnly()
{
    FakeMachine machine;
    machine.kernel().addCard(ethernetCard());
    addInterface(machine);
    machine.kernel().addCard({.rdmaDevice = u"mlx5_8"_s,
                              .driver = u"mlx5_core"_s,
                              .pci = u"0000:08:00.0"_s,
                              .portGuids = {Guid{0x0002c90300a1b2c4}}});
    HangingKernel hanging(machine.kernel(), netdev);
    Machine real = machine.machine();
    Machine doors{real.host, hanging, real.tools};
    const DevicesReading reading({.one = 400ms});
    const auto state = reading.read(doors, AllDevices{}).value();
    QVERIFY(state.notes == (std::vector<Note>{{NoteCode::DeviceSilent, u"mlx5_9"_s, {}}}));
    QCOMPARE(state.live.devices.at(u"mlx5_8"_s).ports.at(1).state, PortState::Active);
    hanging.letGo();
    QTRY_VERIFY(reading.read(doors, AllDevices{}).value().notes.empty());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::LinkModesTest)
#include "linkmodestest.moc"
