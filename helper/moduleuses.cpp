// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Module by module: what its kind of use is, and the references that nothing accounts for.
#include "helper/moduleuses.h"

#include "helper/bounded.h"
#include "helper/devicekinds.h"
#include "helper/ipoibuses.h"
#include "helper/kernelmodules.h"
#include "helper/liotree.h"
#include "helper/mounts.h"
#include "helper/rdmasessions.h"
#include "helper/routes.h"
#include "helper/srpmoduleuses.h"
#include "model/append.h"
#include "model/rdmamodules.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxNamedUses = 8;
constexpr qsizetype maxCuts = 100;

/// Where it cannot be found out.
const ModuleUse whoKnows{ModuleUseKind::Unknown, {}, {}, ModuleUseWeight::Keeps};

/// Both sides of NFS are one module; a transport has a reference (xprt_create_transport(), svc_xprt_create()). A
/// server's stays Unknown: /proc/fs/nfsd/portlist is on a mount below /proc, which ProtectProc= has mounted anew
/// without it.
std::vector<ModuleUse> readNfsUses(const Host &host)
{
    std::vector<ModuleUse> uses;
    const auto mounts = forEachMount(host, [&](const Mount &mount) {
        const bool isNfs = mount.type == "nfs" || mount.type == "nfs4";
        const QByteArrayList options = mount.options.split(',');
        if (isNfs && (options.contains("proto=rdma") || options.contains("proto=rdma6")))
            uses.push_back({ModuleUseKind::NfsMount, QString::fromUtf8(mount.point), {}, ModuleUseWeight::Keeps});
    });
    if (!mounts)
        uses.push_back(whoKnows);
    return uses;
}

/// NFS over RDMA through it: the kernel would not keep the device for that.
void addMountsThrough(std::vector<ModuleUse> &uses, const Host &host, const QString &interface)
{
    const auto routes = readRoutes(host);
    const auto mounts = readNetworkMounts(host);
    const auto overRdma = readNfsUses(host);
    if (!overRdma.empty() && !(routes && mounts)) {
        uses.push_back(whoKnows);
        return;
    }
    for (const NetworkMount &mount : mounts.value_or(std::vector<NetworkMount>())) {
        const ModuleUse use{ModuleUseKind::NfsMount, mount.point, {}, ModuleUseWeight::Keeps};
        if (interfaceTowards(*routes, mount.server) == interface.toUtf8() && std::ranges::contains(overRdma, use))
            uses.push_back(use);
    }
}

/// Its devices go with a driver, and with those all sessions over them, whatever the disks are used for.
std::vector<ModuleUse> readSoftUses(const Host &host, const QString &module)
{
    std::vector<ModuleUse> uses;
    QStringList names;
    for (const SoftDevice &device : softDevices(host))
        if (device.module == module) {
            names.append(device.name);
            uses.push_back({ModuleUseKind::SoftDevice, device.name, device.interface, ModuleUseWeight::Ends});
            addMountsThrough(uses, host, device.interface);
        }
    if (names.isEmpty())
        return uses;
    append(uses, readInitiatorUses(host, names));
    append(uses, readLoginsOver(host, names));
    // Over which device these are is not told.
    append(uses, readNvmeUses(host));
    append(uses, readIserUses(host));
    append(uses, readIsertUses(host));
    return uses;
}

std::vector<ModuleUse> readOwnUses(Machine &machine, const QString &module)
{
    const Host &host = machine.host;
    if (module == "ib_srp"_L1)
        return readInitiatorUses(host);
    if (module == "ib_srpt"_L1)
        return readExportUses(host);
    if (module == "ib_iser"_L1)
        return readIserUses(host);
    if (module == "ib_isert"_L1)
        return readIsertUses(host);
    if (module == "nvme_rdma"_L1)
        return readNvmeUses(host);
    if (module == "ib_ipoib"_L1)
        return readIpoibUses(machine);
    if (module == "rdma_rxe"_L1 || module == "siw"_L1)
        return readSoftUses(host, module);
    return module == "xprtrdma"_L1 || module == "svcrdma"_L1 ? readNfsUses(host) : std::vector<ModuleUse>();
}

/// An open verbs device and its file of events have a reference each (ib_uverbs_open(), uverbs_async_event_fops). Ours
/// are closed before a job unloads anything.
int ownReferences(const Host &host, const QString &module)
{
    if (module != "ib_uverbs"_L1)
        return 0;
    const QString descriptors = u"/proc/self/fd"_s;
    return static_cast<int>(std::ranges::count_if(host.list(descriptors), [&](const QString &name) {
        const QString target = host.target(descriptors + u'/' + name).value_or(QString());
        return target.startsWith("/dev/infiniband/uverbs"_L1) || target == "anon_inode:[infinibandevent]"_L1;
    }));
}

/// Of ib_srpt one is that of its directory in configfs, which goes first.
int accountedReferences(const Host &host, const QString &module)
{
    return module == "ib_srpt"_L1 && host.directory(srptPath) ? 1 : ownReferences(host, module);
}

bool keeps(const ModuleUse &use)
{
    return use.weight == ModuleUseWeight::Keeps;
}

QString cutOf(const ModuleUse &use)
{
    switch (use.kind) {
    case ModuleUseKind::Route:
        return use.what + ": default route"_L1;
    case ModuleUseKind::NetworkMount:
        return use.detail + ": "_L1 + use.what;
    default:
        return (use.what.isEmpty() ? u"?"_s : use.what) + ": "_L1 + (use.detail.isEmpty() ? u"?"_s : use.detail);
    }
}

} // namespace

std::vector<ModuleUse> readModuleUses(Machine &machine, const LoadedModules &loaded, const QString &module)
{
    std::vector<ModuleUse> uses = readOwnUses(machine, module);
    const auto found = loaded.find(loadedName(loaded, module));
    const int others = found == loaded.end() ? 0 : otherReferences(found->second);
    if (others > accountedReferences(machine.host, module) && std::ranges::none_of(uses, keeps))
        uses.push_back({ModuleUseKind::Unknown, QString::number(others), {}, ModuleUseWeight::Keeps});
    return uses;
}

ModuleUses readAllModuleUses(Machine &machine, const LoadedModules &loaded)
{
    ModuleUses uses;
    for (const QLatin1StringView module : rdmaModules)
        if (loaded.contains(loadedName(loaded, module)))
            uses[module] = readModuleUses(machine, loaded, module);
    return uses;
}

QStringList unloadingOf(const LoadedModules &loaded, const QString &module)
{
    QStringList order;
    for (const QString &name : unloadOrder(loaded, loadedName(loaded, module)))
        order.append(stepName(name).isEmpty() ? name : stepName(name));
    if (!order.isEmpty())
        order.last() = module; // of two names of one module the one that was asked for
    return order;
}

std::vector<ModuleUse> usesOfUnloading(const LoadedModules &loaded, const ModuleUses &uses, const QString &module)
{
    std::vector<ModuleUse> all;
    for (const QString &name : unloadingOf(loaded, module)) {
        if (!isRdmaModule(name))
            all.push_back({ModuleUseKind::Module, name, {}, ModuleUseWeight::Keeps});
        else if (const auto found = uses.find(name); found != uses.end())
            append(all, found->second);
    }
    return all;
}

QString textOf(const ModuleUse &use)
{
    QString text = nameOf(moduleUseNames, use.kind);
    for (const auto &[part, between] : {std::pair(use.what, " "_L1), std::pair(use.detail, ", "_L1)})
        if (!part.isEmpty())
            text += between + part;
    return text;
}

QString textOf(const std::vector<ModuleUse> &uses, ModuleUseWeight weight)
{
    QStringList texts;
    for (const ModuleUse &use : uses)
        if (use.weight == weight)
            texts.append(textOf(use));
    const qsizetype more = texts.size() - maxNamedUses;
    return texts.first(std::min(texts.size(), maxNamedUses)).join(u"; "_s) +
           (more > 0 ? u"; %1 more"_s.arg(more) : QString());
}

QStringList cutsOf(const std::vector<ModuleUse> &uses)
{
    QStringList cuts;
    for (const bool connections : {false, true})
        for (const ModuleUse &use : uses)
            if (use.weight == ModuleUseWeight::Cuts && (use.kind == ModuleUseKind::Connection) == connections)
                cuts.append(cutOf(use));
    return bounded(cuts, maxCuts);
}

} // namespace rdma
