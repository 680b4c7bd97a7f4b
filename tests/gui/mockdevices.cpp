// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The RDMA hardware of the mock machine, and a machine with thousands of ports.
#include "tests/gui/mockdevices.h"

#include <QJsonArray>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

RdmaPort infiniBandPort(quint64 guid)
{
    RdmaPort port{.state = PortState::Active,
                  .physicalState = PhysicalState::LinkUp,
                  .linkLayer = LinkLayer::InfiniBand,
                  .rate = LinkRate{56, 4, LinkSpeed::Fdr},
                  .lid = 3,
                  .smLid = 1,
                  .lmc = 0,
                  .smSl = 0,
                  .capabilities = 0x02594868,
                  .portGuid = Guid{guid}};
    port.ipoibInterfaces = {u"ib0"_s};
    port.tables = PortTables{{{0, u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s, GidType::InfiniBandOrRoceV1, {}}},
                             {{0, 0xffff}, {1, 0x7fff}, {2, 0x8002}}};
    return port;
}

RdmaPort ethernetPort(quint64 guid)
{
    RdmaPort port{.state = PortState::Down,
                  .physicalState = PhysicalState::Disabled,
                  .linkLayer = LinkLayer::Ethernet,
                  .rate = LinkRate{10, 1, LinkSpeed::Qdr},
                  .portGuid = Guid{guid}};
    port.netdevs = {u"ens2d1"_s};
    port.tables =
        PortTables{{{0, u"fe80:0000:0000:0000:f652:14ff:fe7b:cba2"_s, GidType::InfiniBandOrRoceV1, u"ens2d1"_s},
                    {1, u"fe80:0000:0000:0000:f652:14ff:fe7b:cba2"_s, GidType::RoceV2, u"ens2d1"_s}},
                   {{0, 0xffff}}};
    return port;
}

RdmaPort waitingPort(quint64 guid)
{
    RdmaPort port = infiniBandPort(guid);
    port.state = PortState::Initializing;
    port.rate = LinkRate{100, 4, LinkSpeed::Edr};
    port.lid = 0xffff;
    port.smLid = 0;
    port.ipoibInterfaces = {u"ibp129s0"_s};
    return port;
}

RdmaDevice vpiCard()
{
    RdmaDevice card{.nodeType = NodeType::Ca,
                    .vendorName = u"Mellanox Technologies"_s,
                    .modelName = u"MT27520 Family [ConnectX-3 Pro]"_s,
                    .pciIds = PciIds{0x15b3, 0x1007, 0x15b3, 0x0006},
                    .pciSlot = u"0000:05:00.0"_s,
                    .numaNode = 0,
                    .driver = u"mlx4_core"_s,
                    .driverVersion = u"4.0-0"_s,
                    .rdmaDriver = u"mlx4_ib"_s,
                    .rdmaDriverVersion = u"4.0-0"_s,
                    .firmware = u"2.42.5000"_s,
                    .boardId = u"MT_1090111019"_s,
                    .hcaType = u"MT4103"_s,
                    .hardwareRevision = u"0"_s,
                    .nodeGuid = Guid{0xf4521403007bcba0},
                    .systemImageGuid = Guid{0xf4521403007bcba3},
                    .description = u"storage1 mlx4_0"_s};
    card.ports = {{1, infiniBandPort(0xf4521403007bcba1)}, {2, ethernetPort(0xf65214fffe7bcba2)}};
    return card;
}

RdmaDevice bigCard(int number, quint64 guid)
{
    RdmaDevice card = vpiCard();
    card.modelName = u"MT27800 Family [ConnectX-5]"_s;
    card.pciSlot = u"0000:%1:00.0"_s.arg(0x40 + number, 2, 16, '0'_L1);
    card.driver = u"mlx5_core"_s;
    card.rdmaDriver = u"mlx5_ib"_s;
    card.hcaType = u"MT4119"_s;
    card.boardId = u"MT_0000000008"_s;
    card.firmware = u"16.35.4030"_s;
    card.nodeGuid = Guid{guid};
    card.ports = {{1, waitingPort(guid + 1)}};
    return card;
}

RdmaDevice functionOf(const RdmaDevice &card, int number, quint64 guid)
{
    RdmaDevice function = card;
    function.modelName = u"MT27800 Family [ConnectX-5 Virtual Function]"_s;
    function.parentSlot = card.pciSlot;
    function.pciSlot = u"%1:%2.%3"_s.arg(card.pciSlot->chopped(5)).arg(number / 8, 2, 16, '0'_L1).arg(number % 8);
    function.virtualFunctions.reset();
    function.boardId.reset();
    function.nodeGuid = Guid{guid};
    function.ports = {{1, infiniBandPort(guid + 1)}};
    function.ports[1].ipoibInterfaces.clear();
    return function;
}

RdmaDevice softDevice()
{
    RdmaDevice device{.nodeType = NodeType::Ca, .nodeGuid = Guid{0x505400fffe123456}};
    RdmaPort port{.state = PortState::Active,
                  .physicalState = PhysicalState::LinkUp,
                  .linkLayer = LinkLayer::Ethernet,
                  .rate = LinkRate{2.5, 1, LinkSpeed::Sdr}};
    port.netdevs = {u"eth0"_s};
    port.tables = PortTables{{{0, u"fe80:0000:0000:0000:5054:00ff:fe12:3456"_s, GidType::RoceV2, u"eth0"_s}}, {}};
    device.ports[1] = port;
    return device;
}

void addCard(DevicesLive *live, int number, int first, int functions)
{
    const quint64 guid = 0x9803980000000000 + quint64(number) * 0x100000;
    RdmaDevice card = bigCard(number, guid);
    card.virtualFunctions = functions;
    live->devices[u"mlx5_%1"_s.arg(first)] = card;
    for (int i = 1; i <= functions; ++i)
        live->devices[u"mlx5_%1"_s.arg(first + i)] = functionOf(card, i, guid + quint64(i) * 16);
}

void shorten(RdmaPort &port)
{
    port.lid.reset();
    port.lmc.reset();
    port.smSl.reset();
    port.tables.reset();
    if (port.linkLayer != LinkLayer::Ethernet)
        return;
    port.smLid.reset();
    port.capabilities.reset();
}

/// Traffic comes and goes; one kind of error grows.
PortCounters nextSample(const PortCounters &last, bool isEthernet)
{
    PortCounters next = last;
    next.microseconds += 1'000'000;
    const auto second = quint64(next.microseconds / 1'000'000);
    const quint64 words = 200'000'000 + 40'000'000 * (second % 7) - 25'000'000 * (second % 3);
    next.port[u"port_rcv_data"_s] += words;
    next.port[u"port_xmit_data"_s] += words / 3 + 9'000'000 * (second % 5);
    next.port[u"symbol_error"_s] += 12;
    next.port[u"link_downed"_s] = 1;
    next.port[u"port_rcv_errors"_s] += 0;
    next.port[u"VL15_dropped"_s] = 4;
    if (isEthernet) {
        next.netdev[u"rx_bytes"_s] += words;
        next.netdev[u"tx_bytes"_s] += words / 8;
    }
    return next;
}

} // namespace

RdmaDevice summaryOf(RdmaDevice device)
{
    device.nodeType = NodeType::Unknown;
    for (auto *text : {&device.driverVersion, &device.rdmaDriver, &device.rdmaDriverVersion, &device.hcaType,
                       &device.hardwareRevision, &device.description})
        text->reset();
    device.numaNode.reset();
    device.systemImageGuid.reset();
    device.virtualFunctions.reset();
    for (auto &[number, port] : device.ports)
        shorten(port);
    return device;
}

DevicesLive demoDevices()
{
    DevicesLive live;
    live.devices[u"mlx4_0"_s] = vpiCard();
    addCard(&live, 1, 0, 4);
    live.devices[u"rxe0"_s] = softDevice();
    return live;
}

DevicesLive manyDevices(int cards, int functions)
{
    DevicesLive live;
    for (int number = 0; number < cards; ++number)
        addCard(&live, number, number * (functions + 1), functions);
    return live;
}

Result<DevicesLive> answerTo(const DevicesQuery &query, DevicesLive *machine)
{
    DevicesLive answer{.openSmRuns = machine->openSmRuns, .stack = machine->stack};
    if (const auto *sample = std::get_if<CounterSample>(&query)) {
        for (const PortId &id : sample->ports) {
            if (!machine->devices.contains(id.device))
                return fail(ErrorCode::NotFound, id.device, u"device"_s);
            const bool isEthernet = machine->devices[id.device].ports[id.port].linkLayer == LinkLayer::Ethernet;
            answer.counters[id] = machine->counters[id] = nextSample(machine->counters[id], isEthernet);
        }
        return answer;
    }
    if (const auto *one = std::get_if<OneDevice>(&query)) {
        if (!machine->devices.contains(one->name))
            return fail(ErrorCode::NotFound, one->name, u"device"_s);
        answer.devices[one->name] = machine->devices[one->name];
        return answer;
    }
    for (const auto &[name, device] : machine->devices)
        answer.devices[name] = summaryOf(device);
    return answer;
}

QJsonObject stateJson(const DevicesLive &live)
{
    return {{u"config"_s, QJsonObject()}, {u"live"_s, toJson(live)}, {u"notes"_s, QJsonArray()}};
}

} // namespace rdma
