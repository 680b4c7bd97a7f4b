// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Sessions and their disks out of sysfs, portals out of configfs.
#include "helper/rdmasessions.h"

#include "helper/blockdevices.h"
#include "helper/srpmoduleuses.h"
#include "model/devicetext.h"

#include <QRegularExpression>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto nvmeClass = "/sys/class/nvme/"_L1;
constexpr auto iscsiHosts = "/sys/class/iscsi_host/"_L1;
constexpr auto iscsiTargets = "/sys/kernel/config/target/iscsi/"_L1;

struct Session {
    QString target;
    QStringList disks;
};

QString textAt(const Host &host, const QString &path)
{
    return host.attribute(path).and_then(shownText).value_or(QString()).trimmed();
}

/// nvme0n1, or as a path of a subsystem's disk nvme0c1n1 (nvme_set_disk_name(), later nvme_mpath_set_disk_name()).
QStringList nvmeDisks(const Host &host, const QString &controller)
{
    static const QRegularExpression form(u"^(nvme[0-9]+)(?:c[0-9]+)?(n[0-9]+)$"_s);
    QStringList disks;
    for (const QString &name : host.list(nvmeClass + controller))
        if (const auto match = form.match(name); match.hasMatch())
            disks.append(match.captured(1) + match.captured(2));
    return disks;
}

/// Each iSER session has a SCSI host of its own (iscsi_iser_session_create()): 7 of "host7".
QStringList scsiDisks(const Host &host, const QString &scsiHost)
{
    QStringList disks;
    for (const QString &address : host.list(u"/sys/class/scsi_device"_s))
        if (address.startsWith(scsiHost.sliced(4) + u':'))
            disks += host.list(u"/sys/class/scsi_device/%1/device/block"_s.arg(address));
    return disks;
}

void addDiskUses(std::vector<ModuleUse> &uses, const BlockDevice &disk)
{
    const ModuleUse root{ModuleUseKind::Mount, u"/"_s, disk.name, ModuleUseWeight::Keeps};
    if (disk.holdsRoot && !std::ranges::contains(uses, root))
        uses.insert(uses.begin(), root);
    for (const DeviceUse &use : disk.uses)
        if (const ModuleUse lost = useOf({disk.name, use}); !std::ranges::contains(uses, lost))
            uses.push_back(lost);
}

/// What is on the disks comes first.
std::vector<ModuleUse> usesOf(const Host &host, const std::vector<Session> &sessions)
{
    std::vector<ModuleUse> uses;
    if (sessions.empty())
        return uses;
    QStringList disks;
    for (const Session &session : sessions)
        disks += session.disks;
    for (const BlockDevice &device : readBlockDevices(host).value_or(std::vector<BlockDevice>()))
        if (disks.contains(device.name) || disks.contains(device.wholeDisk))
            addDiskUses(uses, device);
    for (const Session &session : sessions)
        uses.push_back({ModuleUseKind::Session, session.target, session.disks.join(u", "_s), ModuleUseWeight::Keeps});
    return uses;
}

bool hasIserPortal(const Host &host, const QString &target)
{
    for (const QString &group : host.list(target))
        for (const QString &portal : host.list(u"%1/%2/np"_s.arg(target, group)))
            if (host.attribute(u"%1/%2/np/%3/iser"_s.arg(target, group, portal)) == "1"_ba)
                return true;
    return false;
}

} // namespace

std::vector<ModuleUse> readNvmeUses(const Host &host)
{
    std::vector<Session> sessions;
    for (const QString &name : host.list(nvmeClass.chopped(1)))
        if (host.attribute(nvmeClass + name + "/transport"_L1) == "rdma"_ba)
            sessions.push_back({textAt(host, nvmeClass + name + "/subsysnqn"_L1), nvmeDisks(host, name)});
    return usesOf(host, sessions);
}

std::vector<ModuleUse> readIserUses(const Host &host)
{
    std::vector<Session> sessions;
    for (const QString &name : host.list(iscsiHosts.chopped(1))) {
        if (host.attribute(u"/sys/class/scsi_host/%1/proc_name"_s.arg(name)) != "iscsi_iser"_ba)
            continue;
        for (const QString &session : host.list(iscsiHosts + name + "/device"_L1))
            if (session.startsWith("session"_L1))
                sessions.push_back(
                    {textAt(host, u"/sys/class/iscsi_session/%1/targetname"_s.arg(session)), scsiDisks(host, name)});
    }
    return usesOf(host, sessions);
}

std::vector<ModuleUse> readIsertUses(const Host &host)
{
    std::vector<ModuleUse> uses;
    for (const QString &iqn : host.list(iscsiTargets.chopped(1)))
        if (hasIserPortal(host, iscsiTargets + iqn))
            uses.push_back({ModuleUseKind::Export, iqn, {}, ModuleUseWeight::Keeps});
    return uses;
}

} // namespace rdma
