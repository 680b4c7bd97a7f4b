// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is read of the demo host's devices, by each of the three questions; texts that are no such text.
#include "helper/features/devices.h"
#include "helper/features/names.h"
#include "model/portverdict.h"
#include "tests/devices/plaincard.h"
#include "tests/fake/demohost.h"

#include <QTest>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

FakeCard cardWith(const FakeFiles &files, const FakeFiles &port = {})
{
    FakeCard card = plainCard;
    card.files = files;
    card.ports = {port};
    return card;
}

} // namespace

class DevicesReadTest : public QObject {
    Q_OBJECT

    static DevicesState read(FakeMachine &machine, const DevicesQuery &query = AllDevices{})
    {
        Machine doors = machine.machine();
        return DevicesReading().read(doors, query).value();
    }

    static ErrorCode refusal(FakeMachine &machine, const DevicesQuery &query)
    {
        Machine doors = machine.machine();
        return DevicesReading().read(doors, query).error().code;
    }

    static RdmaDevice readOnly(const FakeCard &card)
    {
        FakeMachine machine;
        machine.kernel().addCard(card);
        return readWhole(machine, card.rdmaDevice);
    }

    static RdmaDevice readWhole(FakeMachine &machine, const QString &name)
    {
        return read(machine, OneDevice{name}).live.devices.at(name);
    }

    static DemoHost &demo()
    {
        static DemoHost host;
        static const bool plugged = (host.plugInCards(), true);
        Q_UNUSED(plugged)
        return host;
    }

private slots:
    void aHostWithoutDevicesHasNone();
    void theCardIsDescribed();
    void aSummaryAndItsDetailAreTheWhole();
    void everyPortOfTheDemoHasItsMeaning();
    void portsKnowTheirInterfaces();
    void everyIpoibInterfaceIsOnItsPort();
    void aVirtualFunctionKnowsItsParent();
    void aSoftDeviceIsNotOnPci();
    void aSubFunctionIsOnItsParentsSlot();
    void oneDeviceHasItsTables();
    void countersAreSampled();
    void openSmIsSeen_data();
    void openSmIsSeen();
    void theStackIsSeen();
    void KI_03_whatIsMissingIsNotReported();
    void KI_03_garbageIsNotReported();
    void KI_03_notMeasuredIsNoZero();
    void IV_02_textsAreMadeHarmless();
    void IV_02_namesOfClientsStayNames();
    void aTooLongAttributeIsNotReported();
    void oddFilesAreNotOpened();
    void whatCannotBeOpenedIsSilent();
};

void DevicesReadTest::aHostWithoutDevicesHasNone()
{
    FakeMachine machine;
    QVERIFY(read(machine) == DevicesState{});
}

void DevicesReadTest::theCardIsDescribed()
{
    const RdmaDevice card = readWhole(demo(), u"mlx5_0"_s);
    QCOMPARE(card.nodeType, NodeType::Ca);
    QCOMPARE(card.vendorName, u"Mellanox Technologies"_s);
    QCOMPARE(card.modelName, u"MT27800 Family [ConnectX-5]"_s);
    QVERIFY(card.pciIds == (PciIds{0x15b3, 0x1017, 0x15b3, 0x0008}));
    QCOMPARE(card.pciSlot, u"0000:81:00.0"_s);
    QCOMPARE(card.numaNode, 1);
    QCOMPARE(card.driver, u"mlx5_core"_s);
    QCOMPARE(card.driverVersion, std::optional<QString>());
    QCOMPARE(card.rdmaDriver, u"mlx5_ib"_s);
    QCOMPARE(card.firmware, u"16.35.4030"_s);
    QCOMPARE(card.boardId, u"MT_0000000008"_s);
    QCOMPARE(card.hcaType, u"MT4119"_s);
    QCOMPARE(card.hardwareRevision, u"0"_s);
    QVERIFY(card.nodeGuid == Guid{0x506b4b0300e41c1f});
    QVERIFY(card.systemImageGuid == Guid{0x506b4b0300e41c1f});
    QCOMPARE(card.description, u"demo mlx5_0"_s);
    QCOMPARE(card.virtualFunctions, 4);
    const RdmaPort port = card.ports.at(1);
    QVERIFY(port.portGuid == Guid{0x506b4b0300e41c20});
    QVERIFY(port.rate == (LinkRate{100, 4, LinkSpeed::Edr}));
    QCOMPARE(port.lid, 8U);
    QCOMPARE(port.smLid, 1U);
    QCOMPARE(port.lmc, 0);
    QCOMPARE(port.smSl, 0);
    QCOMPARE(port.capabilities, 0x02594868U);
    QVERIFY(port.tables);
}

/// A list of many devices does without what it does not show; the two together are the whole.
void DevicesReadTest::aSummaryAndItsDetailAreTheWhole()
{
    for (const auto &[name, summary] : read(demo()).live.devices) {
        QVERIFY(!summary.hcaType && !summary.systemImageGuid && !summary.description && !summary.rdmaDriver);
        for (const auto &[number, port] : summary.ports) {
            QVERIFY(!port.lid && !port.lmc && !port.smSl && !port.tables);
            QCOMPARE(port.capabilities.has_value(), port.linkLayer != LinkLayer::Ethernet);
        }
        const RdmaDevice whole = readWhole(demo(), name);
        QVERIFY(withDetails(summary, whole) == whole);
    }
}

void DevicesReadTest::everyPortOfTheDemoHasItsMeaning()
{
    const DevicesLive live = read(demo()).live;
    QStringList meanings;
    for (const auto &[name, device] : live.devices)
        for (const auto &[number, port] : device.ports)
            meanings += u"%1/%2 %3"_s.arg(name).arg(number).arg(int(portVerdict(port, live.openSmRuns)));
    const auto meaning = [](const QString &port, PortVerdict verdict) {
        return u"%1 %2"_s.arg(port).arg(int(verdict));
    };
    using enum PortVerdict;
    QCOMPARE(meanings, (QStringList{meaning(u"mlx4_0/1"_s, Working), meaning(u"mlx4_0/2"_s, Working),
                                    meaning(u"mlx4_1/1"_s, Working), meaning(u"mlx4_1/2"_s, Working),
                                    meaning(u"mlx5_0/1"_s, Working), meaning(u"mlx5_1/1"_s, WaitingForSubnetManager),
                                    meaning(u"mlx5_2/1"_s, Working), meaning(u"mlx5_3/1"_s, Working),
                                    meaning(u"mlx5_4/1"_s, Working), meaning(u"mlx5_5/1"_s, Working),
                                    meaning(u"rxe0/1"_s, Working)}));
}

void DevicesReadTest::portsKnowTheirInterfaces()
{
    const auto devices = read(demo()).live.devices;
    QCOMPARE(devices.at(u"mlx4_0"_s).ports.at(1).ipoibInterfaces, QStringList(u"ib0"_s)); // not its child ib0.8002
    QCOMPARE(devices.at(u"mlx4_0"_s).ports.at(2).ipoibInterfaces, QStringList(u"mlx4_ib1"_s));
    QCOMPARE(devices.at(u"mlx4_1"_s).ports.at(2).netdevs, QStringList(u"enp6s0d1"_s));
    QCOMPARE(devices.at(u"mlx4_1"_s).ports.at(2).ipoibInterfaces, QStringList());
    QCOMPARE(devices.at(u"rxe0"_s).ports.at(1).netdevs, QStringList(u"eno1"_s));
}

void DevicesReadTest::everyIpoibInterfaceIsOnItsPort()
{
    Machine doors = demo().machine();
    const auto names = readNames(doors).value();
    const auto devices = read(demo()).live.devices;
    QVERIFY(names.config.interfaces.size() > 2);
    for (const auto &[id, interface] : names.config.interfaces) {
        const Interface &live = names.live.interfaces.at(id);
        const RdmaPort &port = devices.at(live.rdmaDevice).ports.at(live.port);
        QCOMPARE(port.ipoibInterfaces, QStringList(interface.name));
        QVERIFY(port.portGuid == id.portGuid);
    }
}

void DevicesReadTest::aVirtualFunctionKnowsItsParent()
{
    const RdmaDevice function = readWhole(demo(), u"mlx5_2"_s);
    QCOMPARE(function.parentSlot, u"0000:81:00.0"_s);
    QCOMPARE(function.virtualFunctions, std::optional<int>());
    QCOMPARE(readWhole(demo(), u"mlx5_0"_s).parentSlot, std::optional<QString>());
}

void DevicesReadTest::aSoftDeviceIsNotOnPci()
{
    const RdmaDevice soft = readWhole(demo(), u"rxe0"_s);
    QCOMPARE(soft.pciSlot, std::optional<QString>());
    QCOMPARE(soft.driver, std::optional<QString>());
    QCOMPARE(soft.rdmaDriver, u"rdma_rxe"_s);
    QCOMPARE(soft.firmware, std::optional<QString>()); // the file is there and empty
    QCOMPARE(soft.hcaType, std::optional<QString>());
    QVERIFY(soft.ports.at(1).rate == (LinkRate{2.5, 1, LinkSpeed::Sdr}));
    QVERIFY(!soft.ports.at(1).canDo);
}

/// mlx5 sub-functions hang on the auxiliary bus, below their PCI function.
void DevicesReadTest::aSubFunctionIsOnItsParentsSlot()
{
    FakeMachine machine;
    machine.kernel().addCard(plainCard);
    const QString below = u"/sys/devices/pci0000:00/0000:09:00.0/mlx5_core.sf.4/infiniband/mlx5_4"_s;
    machine.files().write(below + u"/node_type"_s, "1: CA\n");
    machine.files().write(below + u"/ports/1/state"_s, "1: DOWN\n");
    machine.files().link(below + u"/device"_s, u"../../../mlx5_core.sf.4"_s);
    machine.files().link(u"/sys/class/infiniband/mlx5_4"_s, u"../.."_s + below.sliced(4));
    const RdmaDevice sub = read(machine).live.devices.at(u"mlx5_4"_s);
    QCOMPARE(sub.pciSlot, u"0000:09:00.0"_s);
    QCOMPARE(sub.ports.at(1).state, PortState::Down);
}

void DevicesReadTest::oneDeviceHasItsTables()
{
    const auto live = read(demo(), OneDevice{u"mlx4_1"_s}).live;
    QCOMPARE(live.devices.size(), 1);
    const auto &ports = live.devices.at(u"mlx4_1"_s).ports;
    const PortTables ib{{{0, u"fe80:0000:0000:0000:f452:1403:009c:2a11"_s, GidType::InfiniBandOrRoceV1, {}}},
                        {{0, 0xffff}, {1, 0x8002}}};
    QVERIFY(ports.at(1).tables == ib);
    const PortTables ethernet{
        {{0, u"fe80:0000:0000:0000:f452:1403:009c:2a12"_s, GidType::InfiniBandOrRoceV1, u"enp6s0d1"_s},
         {1, u"0000:0000:0000:0000:0000:ffff:c0a8:0705"_s, GidType::RoceV2, u"enp6s0d1"_s}},
        {{0, 0xffff}}};
    QVERIFY(ports.at(2).tables == ethernet);
}

void DevicesReadTest::countersAreSampled()
{
    const PortId ib{u"mlx4_0"_s, 1};
    const PortId ethernet{u"mlx4_1"_s, 2};
    const auto live = read(demo(), CounterSample{{ib, ethernet}}).live;
    QVERIFY(live.devices.empty());
    const PortCounters &sample = live.counters.at(ib);
    QCOMPARE(sample.port.at(u"port_rcv_data"_s), 1048576);
    QCOMPARE(sample.port.at(u"link_downed"_s), 1);
    QCOMPARE(sample.netdev.at(u"rx_bytes"_s), 4096);
    QVERIFY(sample.microseconds > 0);
    QCOMPARE(live.counters.at(ethernet).netdev.at(u"tx_bytes"_s), 2048);
    QCOMPARE(live.counters.at(ethernet).hardware,
             (CounterValues{{u"packet_seq_err"_s, 0}, {u"out_of_buffer"_s, 12}})); // without lifespan
    QVERIFY(read(demo(), CounterSample{{ib}}).live.counters.at(ib).microseconds > sample.microseconds);
}

void DevicesReadTest::openSmIsSeen_data()
{
    QTest::addColumn<QByteArray>("mask");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<bool>("runs");
    QTest::newRow("no") << "0x02594868"_ba << QString() << false;
    QTest::newRow("on the port") << "0x0259486a"_ba << QString() << true;
    QTest::newRow("as a unit") << "0x02594868"_ba << u"opensm.service"_s << true;
    QTest::newRow("as a unit for each port")
        << "0x02594868"_ba << u"system-opensm.slice/opensm@0xf45214.service"_s << true;
}

void DevicesReadTest::openSmIsSeen()
{
    QFETCH(QByteArray, mask);
    QFETCH(QString, unit);
    FakeMachine machine;
    machine.kernel().addCard(cardWith({}, {{u"cap_mask"_s, mask}}));
    if (!unit.isEmpty())
        machine.files().write(u"/sys/fs/cgroup/system.slice/"_s + unit + u"/cgroup.procs"_s, "7\n");
    QTEST(read(machine).live.openSmRuns, "runs");
}

void DevicesReadTest::theStackIsSeen()
{
    FakeMachine machine;
    machine.kernel().addCard(plainCard);
    QVERIFY(read(machine).live.stack == RdmaStack{});
    machine.files().write(u"/sys/module/mlx_compat/initstate"_s, "live\n");
    machine.files().write(u"/sys/module/mlx5_core/version"_s, "24.10-1.1.4\n");
    QVERIFY(read(machine).live.stack == (RdmaStack{StackFlavour::MlnxOfed, u"24.10-1.1.4"_s}));
    QCOMPARE(readWhole(machine, u"mlx5_9"_s).driverVersion, u"24.10-1.1.4"_s);
}

void DevicesReadTest::KI_03_whatIsMissingIsNotReported()
{
    FakeMachine machine;
    machine.files().makeDirectory(u"/sys/class/infiniband/bare0/ports/1"_s);
    machine.kernel().addCard(plainCard);
    const auto devices = read(machine).live.devices;
    RdmaDevice bare;
    bare.ports[1] = {};
    QVERIFY(devices.at(u"bare0"_s) == bare);
    QCOMPARE(devices.at(u"mlx5_9"_s).ports.at(1).state, PortState::Active);
}

void DevicesReadTest::KI_03_garbageIsNotReported()
{
    const FakeFiles device{
        {u"node_type"_s, "CA"}, {u"node_guid"_s, "f452:1403:007b:cbax"}, {u"sys_image_guid"_s, "f452:1403:007b"}};
    const FakeFiles port{{u"state"_s, "9: BOGUS"},      {u"phys_state"_s, "-1: <unknown>"},
                         {u"rate"_s, "-1 Gb/sec (0X)"}, {u"lid"_s, "0x100000000"},
                         {u"sm_lid"_s, "twelve"},       {u"lid_mask_count"_s, ""},
                         {u"cap_mask"_s, "0x"},         {u"link_layer"_s, "paper"},
                         {u"gids/0"_s, "fe80::1"}};
    const RdmaDevice read = readOnly(cardWith(device, port));
    QCOMPARE(read.nodeType, NodeType::Unknown);
    QVERIFY(!read.nodeGuid && !read.systemImageGuid);
    RdmaPort nothing;
    nothing.smSl = 0;
    nothing.tables = PortTables{{}, {{0, 0xffff}, {1, 0x8002}}};
    QVERIFY(read.ports.at(1) == nothing);
    QCOMPARE(read.firmware, u"2.42.5000"_s); // what is right stays
}

void DevicesReadTest::KI_03_notMeasuredIsNoZero()
{
    FakeMachine machine;
    machine.kernel().addCard(cardWith({}, {{u"counters/symbol_error"_s, "N/A (no PMA)"}}));
    const PortId id{u"mlx5_9"_s, 1};
    const PortCounters sample = read(machine, CounterSample{{id}}).live.counters.at(id);
    QVERIFY(!sample.port.contains(u"symbol_error"_s));
    QCOMPARE(sample.port.at(u"link_downed"_s), 1);
    QVERIFY(sample.hardware.empty() && sample.netdev.empty());
}

void DevicesReadTest::IV_02_textsAreMadeHarmless()
{
    const QByteArray control = "a\x1b[2J\nb\x7f\xff\xe2\x80\xae";
    const RdmaDevice read = readOnly(cardWith({{u"node_desc"_s, control}, {u"fw_ver"_s, QByteArray(1000, 'x')}}));
    QCOMPARE(read.description, u"a\ufffd[2J\ufffdb\ufffd\ufffd\ufffd"_s);
    QCOMPARE(read.firmware->size(), 256);
}

void DevicesReadTest::IV_02_namesOfClientsStayNames()
{
    for (const QString &name : {u""_s, u"."_s, u".."_s, u"../net/lo"_s, u"mlx4_0/ports"_s, u"mlx4_7"_s, u"mlx4_0\n"_s})
        QCOMPARE(refusal(demo(), OneDevice{name}), ErrorCode::NotFound);
    QCOMPARE(refusal(demo(), CounterSample{{{u"mlx4_7"_s, 1}}}), ErrorCode::NotFound);
    QCOMPARE(refusal(demo(), CounterSample{{{u"mlx4_0"_s, 1}, {u"mlx4_0"_s, 3}}}), ErrorCode::NotFound);
}

void DevicesReadTest::aTooLongAttributeIsNotReported()
{
    const RdmaDevice read = readOnly(cardWith({{u"fw_ver"_s, QByteArray(HostDirectory::maxBytes, 'x')}}));
    QCOMPARE(read.firmware, std::optional<QString>());
    QCOMPARE(read.boardId, u"MT_1090110028"_s);
}

void DevicesReadTest::oddFilesAreNotOpened()
{
    FakeMachine machine;
    machine.kernel().addCard(plainCard);
    const QString device = u"/sys/class/infiniband/mlx5_9"_s;
    machine.files().remove(device + u"/fw_ver"_s);
    machine.files().link(device + u"/fw_ver"_s, machine.files().inside(u"/sys/class/infiniband/mlx5_9/board_id"_s));
    machine.files().remove(device + u"/board_id"_s);
    machine.files().makeDirectory(device + u"/board_id"_s);
    machine.files().remove(device + u"/hw_rev"_s);
    QCOMPARE(::mkfifo(machine.files().inside(device + u"/hw_rev"_s).toUtf8().constData(), 0600), 0);
    const RdmaDevice one = readWhole(machine, u"mlx5_9"_s);
    QVERIFY(!one.firmware && !one.boardId && !one.hardwareRevision);
    QCOMPARE(one.hcaType, u"MT4099"_s);
}

/// A link to nowhere is a device that went since it was listed, any other failure is none of its absence.
void DevicesReadTest::whatCannotBeOpenedIsSilent()
{
    FakeMachine machine;
    machine.kernel().addCard(plainCard);
    machine.files().link(u"/sys/class/infiniband/gone0"_s, u"../../devices/gone0"_s);
    machine.files().link(u"/sys/class/infiniband/loop0"_s, u"loop0"_s);
    const DevicesState state = read(machine);
    QVERIFY(state.notes == (std::vector<Note>{{NoteCode::DeviceSilent, u"loop0"_s, {}}}));
    QVERIFY(!state.live.devices.contains(u"gone0"_s));
    QVERIFY(state.live.devices.at(u"loop0"_s) == RdmaDevice{});
    const auto sample = read(machine, CounterSample{{{u"loop0"_s, 1}}});
    QVERIFY(sample.notes == (std::vector<Note>{{NoteCode::DeviceSilent, u"loop0/1"_s, {}}}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::DevicesReadTest)
#include "devicesreadtest.moc"
