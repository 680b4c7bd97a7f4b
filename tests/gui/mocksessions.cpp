// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP sessions of the mock machine.
#include "tests/gui/mocksessions.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 gibibyte = quint64{1} << 30;
constexpr Guid mountedGuid{0x0002c90300a1b2c3};
constexpr Guid idleGuid{0x0002c90300d4e5f6};
constexpr Guid knownGuid{0x001175000077dd7e};
constexpr Guid newGuid{0x0002c903000f1111};

IbCmPath pathTo(const Guid &guid)
{
    return {u"fe80000000000000"_s + guid.hex(), 0xffff, guid};
}

SrpLun lun(quint64 number, int host, const QString &name, quint64 gibibytes, const std::vector<DeviceUse> &uses)
{
    SrpLun lun{.lun = number,
               .address = u"%1:0:0:%2"_s.arg(host).arg(number),
               .state = u"running"_s,
               .wwid = u"naa.60014052f7d1c3e5a0b4f1e9c553c1%1%2"_s.arg(host).arg(number)};
    lun.disk = {.name = name,
                .path = u"/dev/"_s + name,
                .size = gibibytes * gibibyte,
                .vendor = u"LIO-ORG"_s,
                .model = u"vol%1"_s.arg(number + 1),
                .serial = u"2f7d1c3e-5a0b-4f1e-9c55-3c1b7a9d0e1%1"_s.arg(number),
                .fileSystem = uses.empty() ? QString() : u"xfs"_s,
                .stablePaths = {u"/dev/disk/by-id/wwn-0x60014052f7d1c3e5a0b4f1e9c553c1%1%2"_s.arg(host).arg(number)},
                .uses = uses};
    return lun;
}

void addPorts(AttachState &state)
{
    state.live.ports[firstInitiatorPort()] = {.state = PortState::Active,
                                              .physicalState = PhysicalState::LinkUp,
                                              .linkLayer = LinkLayer::InfiniBand,
                                              .guid = Guid{0x001175000077d708},
                                              .subnet = Guid{0xfe80000000000000},
                                              .smLid = 1,
                                              .ready = true};
    state.live.ports[secondInitiatorPort()] = {.state = PortState::Down,
                                               .physicalState = PhysicalState::Polling,
                                               .linkLayer = LinkLayer::InfiniBand,
                                               .guid = Guid{0x001175000077d709},
                                               .subnet = Guid{0xfe80000000000000},
                                               .smLid = 0,
                                               .ready = true};
    state.live.ports[ethernetPort()] = {.state = PortState::Active,
                                        .physicalState = PhysicalState::LinkUp,
                                        .linkLayer = LinkLayer::Ethernet,
                                        .guid = Guid{0x505400fffe123456},
                                        .smLid = std::nullopt,
                                        .ready = true};
    state.config.daemons = {{firstInitiatorPort(), true}, {secondInitiatorPort(), false}};
}

} // namespace

PortId firstInitiatorPort()
{
    return {u"mlx5_0"_s, 1};
}

PortId secondInitiatorPort()
{
    return {u"mlx5_0"_s, 2};
}

PortId ethernetPort()
{
    return {u"rxe0"_s, 1};
}

SrpTargetId mountedTarget()
{
    return {firstInitiatorPort(), mountedGuid, mountedGuid};
}

SrpTargetId idleTarget()
{
    return {firstInitiatorPort(), idleGuid, idleGuid};
}

SrpTargetId knownTarget()
{
    return {ethernetPort(), knownGuid, knownGuid};
}

AttachState twoSessions()
{
    AttachState state;
    addPorts(state);
    state.config.targets[mountedTarget()] = {.login = {pathTo(mountedGuid), {}}, .connected = true, .timeouts = {}};
    state.config.targets[idleTarget()] = {
        .login = {pathTo(idleGuid), {}}, .connected = true, .atBoot = true, .timeouts = {}};
    state.config.targets[knownTarget()] = {.login = {RdmaCmPath{IpAddress::fromText(u"192.0.2.1").value(), 5555}, {}},
                                           .timeouts = {}};
    state.config.rules = onlyThis(mountedTarget());
    state.live.sessions[mountedTarget()] = {
        {.host = 7,
         .state = SrpSessionState::Running,
         .channels = 4,
         .luns = {lun(0, 7, u"sdb"_s, 4000, {{BlockUse::Mounted, u"/srv"_s}}), lun(1, 7, u"sdc"_s, 100, {})}}};
    state.live.sessions[idleTarget()] = {
        {.host = 8, .state = SrpSessionState::Running, .channels = 4, .luns = {lun(0, 8, u"sdd"_s, 200, {})}}};
    state.live.moduleLoaded = true;
    state.live.daemon = DaemonKind::PerPort;
    state.live.rulesFile = u"/etc/srp_daemon.conf"_s;
    return state;
}

std::vector<FoundTarget> foundTargets()
{
    const auto found = [](const Guid &guid, const QString &controller) {
        return FoundTarget{.idExt = guid,
                           .iocGuid = guid,
                           .path = pathTo(guid),
                           .portLid = u"0001"_s,
                           .vendorId = u"0002c9"_s,
                           .deviceId = u"005a44"_s,
                           .controller = controller,
                           .service = u"SRP.T10:"_s + guid.hex().toUpper()};
    };
    return {found(mountedGuid, u"Linux SRP target"_s), found(newGuid, u"Linux SRP target"_s)};
}

QJsonObject stateJson(const AttachState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
