// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target", reading: what the kernel exports, what is saved, what could be exported.
#include "helper/features/srptarget.h"

#include "helper/blockdevices.h"
#include "helper/features/features.h"
#include "helper/liotree.h"
#include "model/devicetext.h"
#include "model/json.h"
#include "model/saveconfig.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rdmaClass = "/sys/class/infiniband/"_L1;
constexpr auto serviceGuidPath = "/sys/module/ib_srpt/parameters/srpt_service_guid"_L1;

/// Debian's rtslib keeps its files elsewhere than everybody else's (debian/patches of python-rtslib-fb).
QString saveFileOf(const Host &host)
{
    const bool isDebian = host.directory(u"/etc/rtslib-fb-target"_s) ||
                          host.target(u"/usr/lib/systemd/system/rtslib-fb-targetctl.service"_s) ||
                          host.modeOf(u"/usr/lib/systemd/system/rtslib-fb-targetctl.service"_s);
    return isDebian ? u"/etc/rtslib-fb-target/saveconfig.json"_s : u"/etc/target/saveconfig.json"_s;
}

void readBackstores(SrpTargetState &state, const Host &host)
{
    const auto others = otherExports(host);
    for (const auto &[id, path] : backstorePaths(host)) {
        const auto object = readStorageObject(host, id, path);
        if (!object)
            continue;
        const auto used = others.find(id);
        state.config.now.backstores[id] = object->backstore;
        state.live.backstores[id] = {.active = object->enabled,
                                     .size = object->info.size,
                                     .sectorSize = object->sectorSize,
                                     .buffered = object->info.buffered,
                                     .device = object->info.device,
                                     .usedBy = used == others.end() ? QStringList() : used->second};
    }
}

void readTargets(SrpTargetState &state, const Host &host)
{
    for (const QString &wwn : srpTargetNames(host)) {
        const auto target = readSrpTarget(host, wwn);
        if (!target)
            continue;
        for (const auto &[initiator, acl] : target->acls)
            if (const auto session = readSession(host, wwn, initiator); session.loggedIn)
                state.live.sessions[wwn][initiator] = session;
        state.config.now.targets[wwn] = *target;
    }
}

/// GID 0 as ib_srpt names the port: "0x" and 32 digits.
QString wwnOf(const HostDirectory &port)
{
    const auto gids = port.directory("gids");
    const auto gid = gids ? gids->attribute("0").and_then(gidFrom) : std::nullopt;
    return !gid || isUnused(*gid) ? QString() : "0x"_L1 + QString(*gid).remove(u':');
}

/// What RDMA/CM finds a RoCE port by is in its GID table (cma_validate_port() of drivers/infiniband/core/cma.c).
std::vector<IpAddress> addressesOf(const HostDirectory &port)
{
    std::vector<IpAddress> addresses;
    const auto gids = port.directory("gids");
    if (!gids)
        return addresses;
    for (const QByteArray &index : gids->list()) {
        const auto gid = gids->attribute(index.constData()).and_then(gidFrom);
        const auto address = gid.and_then([](const QString &text) { return addressOfGid(text); });
        if (address && address->isUsableElsewhere() && !std::ranges::contains(addresses, *address))
            addresses.push_back(*address);
    }
    return addresses;
}

std::optional<quint16> firstPkey(const HostDirectory &port)
{
    const auto pkeys = port.directory("pkeys");
    const auto pkey = pkeys ? pkeys->attribute("0").and_then(numberFrom) : std::nullopt;
    return pkey && *pkey != 0 && *pkey <= 0xffff ? std::optional(static_cast<quint16>(*pkey)) : std::nullopt;
}

TargetPort readPort(const HostDirectory &port)
{
    const auto text = [&](const char *name) { return port.attribute(name).value_or(QByteArray()); };
    const auto attributes = port.directory("gid_attrs");
    const auto netdevs = attributes ? attributes->directory("ndevs") : std::nullopt;
    const LinkLayer layer = linkLayerFrom(text("link_layer")).value_or(LinkLayer::Unknown);
    const bool isEthernet = layer == LinkLayer::Ethernet;
    return {.wwn = wwnOf(port),
            .state = portStateFrom(text("state")),
            .linkLayer = layer,
            .netdev = netdevs ? netdevs->attribute("0").and_then(shownText).value_or(QString()) : QString(),
            .pkey = isEthernet ? std::nullopt : firstPkey(port),
            .addresses = isEthernet ? addressesOf(port) : std::vector<IpAddress>()};
}

/// "0x0002c9030031a0b0"; zero until ib_srpt has seen its first device.
std::optional<Guid> serviceGuidFrom(const QByteArray &text)
{
    const auto number = numberFrom(text);
    return number && *number != 0 ? std::optional(Guid{*number}) : std::nullopt;
}

void readPorts(SrpTargetLive &live, const Host &host)
{
    for (const QString &device : host.list(rdmaClass.chopped(1)))
        for (const QString &port : host.list(rdmaClass + device + "/ports"_L1))
            if (const auto directory = host.directory(rdmaClass + device + "/ports/"_L1 + port))
                live.ports[{device, port.toInt()}] = readPort(*directory);
}

/// LIO holds its disk exclusively: no partition of it can be had, nor the disk of an exported partition.
void markExported(std::vector<BlockDevice> &disks, const QString &backstore, const QString &device)
{
    const auto exported = std::ranges::find(disks, device, &BlockDevice::name);
    const QString whole = exported == disks.end() ? QString() : exported->wholeDisk;
    for (BlockDevice &disk : disks) {
        if (disk.name == device || disk.wholeDisk == device)
            disk.uses.push_back({BlockUse::Exported, backstore});
        if (!whole.isEmpty() && disk.name == whole)
            disk.uses.push_back({BlockUse::Partitions, device});
    }
}

Result<void> readDisks(SrpTargetMachine &live, const Host &host)
{
    auto disks = readBlockDevices(host);
    if (!disks)
        return std::unexpected(disks.error());
    live.disks = *std::move(disks);
    for (auto &[id, facts] : live.backstores) {
        if (id.kind != BackstoreKind::Block || facts.device.isEmpty())
            continue;
        markExported(live.disks, id.text(), facts.device);
        const auto disk = std::ranges::find(live.disks, facts.device, &BlockDevice::name);
        facts.size = disk == live.disks.end() ? 0 : disk->size; // LIO does not tell it
    }
    return {};
}

/// Only what we write: anything else there is no port.
Result<int> savedCmPort(const std::optional<QByteArray> &bytes)
{
    if (!bytes)
        return 0;
    return parseObject(*bytes, maxConfigBytes).and_then([](const QJsonObject &object) {
        ObjectReader reader(object);
        const auto port = static_cast<int>(reader.integer(u"rdmaCmPort"_s, 0, 0xffff));
        return reader.finishLenient().transform([&] { return port; });
    });
}

/// The file names block sizes that nobody chose: those which the running disk has by itself.
SrpTree likeRunning(SrpTree saved, const std::map<BackstoreId, BackstoreFacts> &running)
{
    for (auto &[id, backstore] : saved.backstores)
        if (const auto facts = running.find(id); facts != running.end())
            backstore.blockSize = chosenBlockSize(backstore.blockSize, facts->second.sectorSize);
    return saved;
}

/// rtslib's file is readable by root alone, since other fabrics' passwords are in it: only our part is told.
Result<SrpTree> readSaved(const SrpTargetMachine &live)
{
    if (!live.saved || !live.own)
        return std::unexpected((live.saved ? live.own : live.saved).error());
    const auto port = savedCmPort(*live.own);
    if (!port)
        return fail(ErrorCode::BadFile, srpTargetFile, port.error().detail);
    auto tree = live.saved->has_value() ? savedSrp(**live.saved) : Result<SrpTree>(SrpTree{});
    if (!tree)
        return fail(tree.error().code, live.saveFile, tree.error().detail);
    tree->rdmaCmPort = *port;
    return tree;
}

void readFiles(SrpTargetState &state, const Host &host)
{
    SrpTargetMachine &live = state.live;
    live.saveFile = saveFileOf(host);
    live.saved = host.read(live.saveFile, maxSavedBytes);
    live.previous = host.read(live.saveFile + previousSuffix, maxSavedBytes).value_or(std::nullopt);
    live.own = host.read(srpTargetFile);
    auto tree = readSaved(live);
    if (!tree) {
        live.unreadable = tree.error();
        state.notes.push_back({NoteCode::UnreadableFile, tree.error().subject, tree.error().detail});
    }
    live.savedTree = tree.value_or(SrpTree{});
    state.config.atBoot = likeRunning(live.savedTree, state.live.backstores);
}

/// "MemTotal:       16316412 kB"
quint64 memoryOf(const Host &host)
{
    constexpr quint64 kilobyte = 1024;
    const QByteArray line = host.attribute(u"/proc/meminfo"_s).value_or(QByteArray()).split('\n').value(0);
    return line.startsWith("MemTotal:") ? line.mid(9).trimmed().split(' ').value(0).toULongLong() * kilobyte : 0;
}

} // namespace

Result<SrpTargetState> readSrpTargets(Machine &machine)
{
    const Host &host = machine.host;
    SrpTargetState state;
    readBackstores(state, host);
    readTargets(state, host);
    state.config.now.rdmaCmPort = readRdmaCmPort(host);
    readPorts(state.live, host);
    if (auto disks = readDisks(state.live, host); !disks)
        return std::unexpected(disks.error());
    state.live.moduleLoaded = !host.list(u"/sys/module/ib_srpt"_s).isEmpty();
    state.live.serviceGuid = host.attribute(serviceGuidPath).and_then(serviceGuidFrom);
    state.live.hostName = host.attribute(u"/proc/sys/kernel/hostname"_s).and_then(shownText).value_or(QString());
    state.live.memory = memoryOf(host);
    for (const QString &image : host.list(imagesPath))
        state.live.images.append(imagesPath + u'/' + image);
    readFiles(state, host);
    return state;
}

Feature srpTargetFeature()
{
    const QStringList roots{lioPath, u"/etc/target"_s, u"/etc/rtslib-fb-target"_s, u"/etc/rdma-manager"_s,
                            QString(imagesPath)};
    return makeFeature<SrpTargetConfig, SrpTargetMachine>(u"srp_target"_s, roots, readSrpTargets, planSrpTargets,
                                                          srpTargetConfigFromJson);
}

} // namespace rdma
