// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator", reading: ports, sessions with their disks, remembered targets.
#include "helper/features/srpinitiator.h"

#include "helper/blockdevices.h"
#include "helper/features/features.h"
#include "helper/srpdiscovery.h"
#include "helper/srphosts.h"
#include "helper/units.h"
#include "model/append.h"
#include "model/devicetext.h"

#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rdmaClass = "/sys/class/infiniband/"_L1;

std::optional<QString> firstGid(const HostDirectory &port)
{
    const auto gids = port.directory("gids");
    const auto gid = gids ? gids->attribute("0").and_then(gidFrom) : std::nullopt;
    return gid && !isUnused(*gid) ? gid : std::nullopt;
}

InitiatorPort readPort(const HostDirectory &port, bool isReady)
{
    const auto text = [&](const char *name) { return port.attribute(name).value_or(QByteArray()); };
    const LinkLayer layer = linkLayerFrom(text("link_layer")).value_or(LinkLayer::Unknown);
    const auto gid = firstGid(port);
    const auto smLid = port.attribute("sm_lid").and_then(numberFrom);
    return {.state = portStateFrom(text("state")),
            .physicalState = physicalStateFrom(text("phys_state")),
            .linkLayer = layer,
            .guid = gid.transform(lowHalf),
            .subnet = layer == LinkLayer::InfiniBand ? gid.transform(highHalf) : std::nullopt,
            .smLid =
                layer == LinkLayer::Ethernet ? std::nullopt : smLid.transform([](quint64 lid) { return quint32(lid); }),
            .ready = isReady};
}

std::map<PortId, InitiatorPort> readPorts(const Host &host)
{
    std::map<PortId, InitiatorPort> ports;
    for (const QString &device : host.list(rdmaClass.chopped(1)))
        for (const QString &number : host.list(rdmaClass + device + "/ports"_L1)) {
            const PortId id{device, number.toInt()};
            const bool isReady = !host.list(addTargetPath(id).chopped(int("/add_target"_L1.size()))).isEmpty();
            if (const auto port = host.directory(rdmaClass + device + "/ports/"_L1 + number))
                ports[id] = readPort(*port, isReady);
        }
    return ports;
}

/// What is remembered first: the kernel does not show all that a login said.
void rememberTargets(SrpInitiatorState &state, const Host &host)
{
    SrpInitiatorMachine &live = state.live;
    live.file = host.read(knownTargetsPath);
    const auto bytes = live.file.value_or(std::nullopt);
    auto targets = bytes ? knownTargetsIn(*bytes) : Result<RememberedTargets>(RememberedTargets{});
    if (!live.file)
        live.unreadable = live.file.error();
    else if (!targets)
        live.unreadable = Error{ErrorCode::BadFile, knownTargetsPath, targets.error().detail};
    if (live.unreadable)
        state.notes.push_back({NoteCode::UnreadableFile, live.unreadable->subject, live.unreadable->detail});
    live.remembered = targets.value_or(RememberedTargets{});
    for (const auto &[id, target] : live.remembered)
        state.config.targets[id] = {.login = target.login, .atBoot = target.atBoot, .timeouts = target.timeouts};
}

Result<void> readSessions(SrpInitiatorState &state, const Host &host)
{
    std::vector<SrpHost> hosts = readSrpHosts(host);
    if (hosts.empty())
        return {};
    const auto devices = readBlockDevices(host);
    if (!devices)
        return std::unexpected(devices.error());
    addDisks(hosts, *devices, host);
    for (SrpHost &one : hosts) {
        KnownTarget &target = state.config.targets[one.target];
        if (!target.connected && !state.live.remembered.contains(one.target))
            target.login = one.login;
        target.connected = true;
        target.timeouts = one.timeouts;
        state.live.sessions[one.target].push_back(std::move(one.session));
    }
    return {};
}

std::vector<PortId> infiniBandPorts(const SrpInitiatorLive &live)
{
    std::vector<PortId> ports;
    for (const auto &[id, port] : live.ports)
        if (port.linkLayer == LinkLayer::InfiniBand)
            ports.push_back(id);
    return ports;
}

Result<void> readBoot(SrpInitiatorState &state, const Host &host)
{
    return readDaemon(host, infiniBandPorts(state.live)).transform([&](DaemonState daemon) {
        state.config.rules = daemon.rules;
        state.config.daemons = daemon.enabled;
        state.live.daemon = daemon.kind;
        state.live.stoppedDaemons = daemon.stopped;
        state.live.rulesFile = daemon.rulesFile;
        state.live.multipathd = daemon.multipathd;
        append(state.notes, daemon.notes);
        state.live.daemonState = std::move(daemon);
    });
}

QString switchingOn(const UnitState &unit)
{
    QStringList commands;
    if (unit.masked)
        commands.append("systemctl unmask "_L1 + srpConnectUnit);
    if (unit.maskedUntilBoot)
        commands.append("systemctl unmask --runtime "_L1 + srpConnectUnit);
    if (!unit.enabled)
        commands.append("systemctl enable "_L1 + srpConnectUnit);
    return commands.join(" && "_L1);
}

/// Whoever switched it off meant no login after a boot, whoever chose a target did: somebody has to know.
void readBootLogins(SrpInitiatorState &state, const Host &host)
{
    if (!hasUnitFile(host, srpConnectUnit))
        return;
    const UnitState unit = readUnit(host, srpConnectUnit);
    state.live.bootLogins = unit;
    const bool isWished = std::ranges::any_of(state.config.targets | std::views::values, &KnownTarget::atBoot);
    if (isWished && (isMasked(unit) || !unit.enabled))
        state.notes.push_back({NoteCode::BootLoginsOff, srpConnectUnit, switchingOn(unit)});
}

Result<QJsonObject> readDiscovered(Machine &machine, const PortId &port)
{
    return discoverTargets(machine, port).transform([](std::vector<FoundTarget> found) {
        State<SrpInitiatorConfig, SrpInitiatorLive> state;
        state.live.found = std::move(found);
        return stateJson(state);
    });
}

} // namespace

Result<SrpInitiatorState> readSrpInitiator(Machine &machine)
{
    const Host &host = machine.host;
    SrpInitiatorState state;
    state.live.ports = readPorts(host);
    state.live.moduleLoaded = !host.list(u"/sys/module/ib_srp"_s).isEmpty();
    rememberTargets(state, host);
    readBootLogins(state, host);
    return readSessions(state, host).and_then([&] { return readBoot(state, host); }).transform([&] {
        return std::move(state);
    });
}

Feature srpInitiatorFeature()
{
    const QStringList roots{u"/etc/rdma-manager"_s, u"/etc/srp_daemon.conf"_s, u"/etc/systemd/system"_s};
    Feature feature = makeFeature<SrpInitiatorConfig, SrpInitiatorMachine>(u"srp_initiator"_s, roots, readSrpInitiator,
                                                                           planSrpInitiator, srpInitiatorConfigFromJson,
                                                                           consequencesOfSrpInitiator);
    feature.understands = [](const QJsonObject &query) {
        return srpInitiatorQueryFromJson(query).transform([](const SrpInitiatorQuery &) {});
    };
    feature.read = [whole = feature.read](Machine &machine, const QJsonObject &query) -> Result<QJsonObject> {
        return srpInitiatorQueryFromJson(query).and_then([&](const SrpInitiatorQuery &asked) {
            return asked.discover ? readDiscovered(machine, *asked.discover) : whole(machine, {});
        });
    };
    feature.deadline = [](const QJsonObject &query) {
        return query.isEmpty() ? std::nullopt : std::optional<std::chrono::milliseconds>(discoveryDeadline);
    };
    return feature;
}

} // namespace rdma
