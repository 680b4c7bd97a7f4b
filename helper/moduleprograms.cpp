// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Nodes of a module by their numbers in sysfs.
#include "helper/moduleprograms.h"

#include "helper/devicekinds.h"
#include "helper/srpholders.h"
#include "helper/srpmoduleuses.h"
#include "model/append.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct NodeClass {
    QLatin1StringView module;
    QLatin1StringView directory; ///< of sysfs
    QLatin1StringView start;     ///< of a node's name
};

constexpr NodeClass classes[] = {
    {"ib_umad"_L1, "/sys/class/infiniband_mad"_L1, "umad"_L1},
    {"ib_umad"_L1, "/sys/class/infiniband_mad"_L1, "issm"_L1},
    {"ib_uverbs"_L1, "/sys/class/infiniband_verbs"_L1, "uverbs"_L1},
    {"rdma_rxe"_L1, "/sys/class/infiniband_verbs"_L1, "uverbs"_L1}, // its devices wait for the last file
    {"rdma_ucm"_L1, "/sys/class/misc"_L1, "rdma_cm"_L1},
};

/// Of verbs devices only a soft driver's own keep it.
bool isNodeOf(const QString &module, const QString &directory, const Host &host)
{
    if (module != "rdma_rxe"_L1)
        return true;
    const QString device = QString::fromUtf8(host.attribute(directory + "/ibdev"_L1).value_or(QByteArray()));
    return std::ranges::any_of(softDevices(host), [&](const SoftDevice &one) { return one.name == device; });
}

std::vector<GoingDevice> nodesOf(const QString &module, const Host &host)
{
    std::vector<GoingDevice> nodes;
    for (const NodeClass &one : classes)
        for (const QString &name : one.module == module ? host.list(one.directory) : QStringList()) {
            const QString directory = one.directory + u'/' + name;
            const auto number = DeviceNumber::fromText(
                QString::fromLatin1(host.attribute(directory + "/dev"_L1).value_or(QByteArray())));
            if (name.startsWith(one.start) && number && isNodeOf(module, directory, host))
                nodes.push_back({*number, {}, "/dev/infiniband/"_L1 + name});
        }
    return nodes;
}

std::vector<GoingDevice> disksOf(const QString &module, const Host &host)
{
    const auto sessions = module == "ib_srp"_L1 ? readSrpSessions(host) : std::nullopt;
    std::set<SrpTargetId> all;
    for (const auto &[id, ofTarget] : sessions.value_or(SrpSessions()))
        all.insert(id);
    return all.empty() ? std::vector<GoingDevice>() : goingWith(all, *sessions, host);
}

/// The process first: a program's name may hold anything.
void add(std::vector<ModuleUse> &programs, const QString &path, const DeviceHolders &holders)
{
    const auto use = [&](const QString &who) {
        programs.push_back({ModuleUseKind::Program, who, path, ModuleUseWeight::Keeps});
    };
    for (const DiskHolder &one : holders.named)
        use(QString::number(one.pid) + u' ' + one.program);
    if (holders.more > 0)
        use(u"%1 more"_s.arg(holders.more));
}

Result<void> addHolders(std::vector<ModuleUse> &programs, const std::vector<GoingDevice> &devices, NodeKind kind,
                        Machine &machine, Tool look)
{
    const auto holders = holdersOf(devices, machine, look, kind);
    if (!holders)
        return std::unexpected(holders.error());
    for (const GoingDevice &device : devices)
        if (const auto found = holders->find(device.number); found != holders->end())
            add(programs, device.path, found->second);
    return {};
}

} // namespace

Result<std::vector<ModuleUse>> programsOn(const QString &module, Machine &machine, Tool look)
{
    std::vector<ModuleUse> programs;
    return addHolders(programs, nodesOf(module, machine.host), NodeKind::Character, machine, look)
        .and_then([&] { return addHolders(programs, disksOf(module, machine.host), NodeKind::Block, machine, look); })
        .transform([&] { return std::move(programs); });
}

std::vector<ModuleUse> withPrograms(std::vector<ModuleUse> uses, const QString &module, Machine &machine, Tool look)
{
    const auto unknown = std::ranges::find(uses, ModuleUseKind::Unknown, &ModuleUse::kind);
    if (unknown == uses.end())
        return uses;
    auto programs = programsOn(module, machine, look);
    if (!programs || programs->empty())
        return uses;
    uses.erase(unknown);
    append(uses, *std::move(programs));
    return uses;
}

} // namespace rdma
