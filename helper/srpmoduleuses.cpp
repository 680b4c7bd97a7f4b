// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An open disk of a session keeps ib_srp (scsi_device_get()), an idle one does not: srp_remove_one() logs out then. A
// target keeps ib_srpt: its directory in configfs has a reference (configfs_mkdir()).
#include "helper/srpmoduleuses.h"

#include "helper/blockdevices.h"
#include "helper/liotree.h"
#include "helper/srphosts.h"
#include "model/append.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A map has its paths open, used or not; the root file system may lie on others in between.
void addBeneath(std::vector<ModuleUse> &uses, const SrpLun &lun)
{
    const ModuleUse root{ModuleUseKind::Mount, u"/"_s, lun.disk.name, ModuleUseWeight::Keeps};
    if (lun.disk.holdsRoot && !std::ranges::contains(uses, root))
        uses.insert(uses.begin(), root);
    if (!lun.multipath.isEmpty())
        uses.push_back({ModuleUseKind::Disk, lun.disk.name, lun.multipath, ModuleUseWeight::Keeps});
}

QStringList disksOf(const std::vector<SrpSession> &sessions)
{
    QStringList disks;
    for (const SrpSession &session : sessions)
        for (const SrpLun &lun : session.luns)
            if (!lun.disk.name.isEmpty())
                disks.append(lun.disk.name);
    return disks;
}

QStringList loggedInAt(const Host &host, const QString &wwn, const SrpTarget &target)
{
    QStringList initiators;
    for (const auto &[initiator, acl] : target.acls)
        if (readSession(host, wwn, initiator).loggedIn)
            initiators.append(initiator);
    return initiators;
}

/// "0x" and GID 0 of each port (srpt_make_tport() in drivers/infiniband/ulp/srpt/ib_srpt.c).
QStringList targetsOn(const Host &host, const QStringList &devices)
{
    QStringList names;
    for (const QString &device : devices) {
        const QString ports = u"/sys/class/infiniband/%1/ports/"_s.arg(device);
        for (const QString &port : host.list(ports.chopped(1))) {
            const QByteArray gid = host.attribute(ports + port + "/gids/0"_L1).value_or(QByteArray());
            names.append("0x"_L1 + QString::fromLatin1(gid).remove(u':'));
        }
    }
    return names;
}

} // namespace

ModuleUse useOf(const LostUse &lost)
{
    switch (lost.use.use) {
    case BlockUse::Mounted:
        return {ModuleUseKind::Mount, lost.use.subject, lost.disk, ModuleUseWeight::Keeps};
    case BlockUse::Swap:
        return {ModuleUseKind::Swap, "/dev/"_L1 + lost.disk, {}, ModuleUseWeight::Keeps};
    default:
        return {ModuleUseKind::Disk, lost.disk, QString(nameOf(lost.use.use) + u' ' + lost.use.subject).trimmed(),
                ModuleUseWeight::Keeps};
    }
}

std::optional<SrpSessions> readSrpSessions(const Host &host)
{
    std::vector<SrpHost> hosts = readSrpHosts(host);
    if (hosts.empty())
        return SrpSessions();
    const auto devices = readBlockDevices(host);
    if (!devices)
        return std::nullopt;
    addDisks(hosts, *devices, host);
    SrpSessions sessions;
    for (SrpHost &one : hosts)
        sessions[one.target].push_back(std::move(one.session));
    return sessions;
}

std::vector<ModuleUse> readInitiatorUses(const Host &host, const QStringList &devices)
{
    auto sessions = readSrpSessions(host);
    if (!sessions)
        return {{ModuleUseKind::Unknown, {}, {}, ModuleUseWeight::Keeps}};
    std::erase_if(*sessions,
                  [&](const auto &entry) { return !devices.isEmpty() && !devices.contains(entry.first.port.device); });
    std::set<SrpTargetId> ending;
    for (const auto &[id, ofTarget] : *sessions)
        ending.insert(id);
    std::vector<ModuleUse> uses;
    for (const LostUse &lost : lostWithout(ending, *sessions))
        uses.push_back(useOf(lost));
    for (const auto &[id, ofTarget] : *sessions) {
        for (const SrpSession &session : ofTarget)
            for (const SrpLun &lun : session.luns)
                addBeneath(uses, lun);
        uses.push_back({ModuleUseKind::Session, id.text(), disksOf(ofTarget).join(u", "_s), ModuleUseWeight::Ends});
    }
    return uses;
}

std::vector<ModuleUse> readExportUses(const Host &host)
{
    std::vector<ModuleUse> uses;
    for (const QString &wwn : srpTargetNames(host)) {
        const auto target = readSrpTarget(host, wwn);
        const QStringList initiators = target ? loggedInAt(host, wwn, *target) : QStringList();
        uses.push_back({ModuleUseKind::Export, wwn, initiators.join(u", "_s), ModuleUseWeight::Keeps});
    }
    return uses;
}

std::vector<ModuleUse> readLoginsOver(const Host &host, const QStringList &devices)
{
    std::vector<ModuleUse> uses = readExportUses(host);
    const QStringList targets = targetsOn(host, devices);
    std::erase_if(uses, [&](const ModuleUse &use) { return use.detail.isEmpty() || !targets.contains(use.what); });
    return uses;
}

} // namespace rdma
