// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading sessions out of sysfs.
#include "helper/srphosts.h"

#include "model/devicetext.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto hostClass = "/sys/class/scsi_host/"_L1;
constexpr auto deviceClass = "/sys/class/scsi_device/"_L1;

QString textIn(const HostDirectory &directory, const char *name)
{
    return directory.attribute(name).and_then(shownText).value_or(QString()).trimmed();
}

int numberIn(const HostDirectory &directory, const char *name)
{
    return std::max(0, directory.attribute(name).value_or(QByteArray()).trimmed().toInt());
}

/// "0x0002c90300a1b2c3"
std::optional<Guid> guidIn(const HostDirectory &directory, const char *name)
{
    const auto number = directory.attribute(name).and_then(numberFrom);
    return number && *number != 0 ? std::optional(Guid{*number}) : std::nullopt;
}

/// orig_dgid is what the login asked for; dgid is where a redirecting target sent it.
std::optional<SrpPath> pathIn(const HostDirectory &shost)
{
    const auto gid = shost.attribute("orig_dgid").and_then(gidFrom);
    const auto pkey = shost.attribute("pkey").and_then(numberFrom);
    const auto service = guidIn(shost, "service_id");
    if (!gid || !pkey || *pkey > 0xffff || !service)
        return std::nullopt;
    return IbCmPath{QString(*gid).remove(u':'), static_cast<quint16>(*pkey), *service};
}

std::optional<SrpTargetId> targetIn(const HostDirectory &shost)
{
    const auto idExt = guidIn(shost, "id_ext");
    const auto iocGuid = guidIn(shost, "ioc_guid");
    const PortId port{textIn(shost, "local_ib_device"), numberIn(shost, "local_ib_port")};
    if (!idExt || !iocGuid || !PortId::fromText(port.text()))
        return std::nullopt;
    return SrpTargetId{port, *idExt, *iocGuid};
}

SrpSessionState stateFrom(const QByteArray &text)
{
    if (text == "running")
        return SrpSessionState::Running;
    if (text == "blocked")
        return SrpSessionState::Blocked;
    if (text == "fail-fast")
        return SrpSessionState::FailFast;
    return text == "lost" ? SrpSessionState::Lost : SrpSessionState::Unknown;
}

/// "off" or seconds. What is neither is not told (old kernels, a port that goes), and then ib_srp's own.
std::optional<int> secondsIn(const HostDirectory &port, const char *name, std::optional<int> otherwise)
{
    bool ok = false;
    const QByteArray text = port.attribute(name).value_or(QByteArray());
    const int seconds = text.toInt(&ok);
    if (ok)
        return seconds;
    return text == "off" ? std::nullopt : otherwise;
}

void readRemotePort(SrpHost &one, const Host &host)
{
    const auto port = host.directory(remotePortPath(one.session.host));
    if (!port)
        return;
    one.session.state = stateFrom(port->attribute("state").value_or(QByteArray()));
    one.session.failedReconnects = numberIn(*port, "failed_reconnects");
    const SrpTimeouts usual;
    one.timeouts = {secondsIn(*port, "reconnect_delay", usual.reconnectDelay),
                    secondsIn(*port, "fast_io_fail_tmo", usual.fastIoFail),
                    secondsIn(*port, "dev_loss_tmo", usual.devLoss)};
}

std::optional<SrpHost> readSrpHost(const Host &host, const QString &name)
{
    bool ok = false;
    const int number = name.sliced(4).toInt(&ok);
    const auto shost = host.directory(hostClass + name);
    if (!ok || !shost || shost->attribute("proc_name") != "ib_srp"_ba)
        return std::nullopt;
    const auto target = targetIn(*shost);
    if (!target)
        return std::nullopt;
    SrpHost one{.target = *target, .login = {pathIn(*shost), {}}, .timeouts = {}, .session = {.host = number}};
    one.session.channels = numberIn(*shost, "ch_count");
    readRemotePort(one, host);
    return one;
}

/// "7:0:0:3" of host 7: LUN 3. A LUN without a block device (an enclosure, a tape) is one all the same.
std::optional<SrpLun> readLun(const Host &host, const QString &address)
{
    const auto device = host.directory(deviceClass + address + "/device"_L1);
    if (!device)
        return std::nullopt;
    SrpLun lun{.lun = address.section(u':', -1).toULongLong(),
               .address = address,
               .state = textIn(*device, "state"),
               .wwid = textIn(*device, "wwid"),
               .multipath = {},
               .disk = {}};
    lun.disk.vendor = textIn(*device, "vendor");
    lun.disk.model = textIn(*device, "model");
    lun.disk.name = host.list(deviceClass + address + "/device/block"_L1).value(0);
    return lun;
}

/// What the disk is used for besides being a path.
std::vector<DeviceUse> usesThrough(const std::vector<DeviceUse> &own, const MultipathMap &map,
                                   const std::vector<BlockDevice> &devices)
{
    std::vector<DeviceUse> uses;
    for (const DeviceUse &use : own)
        if (use.use != BlockUse::Multipath && use != DeviceUse{BlockUse::Holder, map.device})
            uses.push_back(use);
    const auto on = std::ranges::find(devices, map.device, &BlockDevice::name);
    if (on != devices.end())
        uses.insert(uses.end(), on->uses.begin(), on->uses.end());
    return uses;
}

void addDisk(SrpLun &lun, const std::vector<BlockDevice> &devices, const Host &host)
{
    const auto device = std::ranges::find(devices, lun.disk.name, &BlockDevice::name);
    if (lun.disk.name.isEmpty() || device == devices.end())
        return;
    lun.disk = *device;
    if (const auto map = multipathMapOn(device->name, host)) {
        lun.multipath = map->name;
        lun.disk.uses = usesThrough(device->uses, *map, devices);
    }
}

} // namespace

std::vector<SrpHost> readSrpHosts(const Host &host)
{
    std::vector<SrpHost> hosts;
    for (const QString &name : host.list(hostClass.chopped(1)))
        if (auto one = name.startsWith("host"_L1) ? readSrpHost(host, name) : std::nullopt)
            hosts.push_back(*std::move(one));
    std::ranges::sort(hosts, {}, [](const SrpHost &one) { return one.session.host; });
    if (hosts.empty())
        return hosts;
    for (const QString &address : host.list(deviceClass.chopped(1)))
        for (SrpHost &one : hosts)
            if (address.startsWith(QString::number(one.session.host) + u':'))
                if (auto lun = readLun(host, address))
                    one.session.luns.push_back(*std::move(lun));
    for (SrpHost &one : hosts)
        std::ranges::sort(one.session.luns, {}, &SrpLun::lun);
    return hosts;
}

void addDisks(std::vector<SrpHost> &hosts, const std::vector<BlockDevice> &devices, const Host &host)
{
    for (SrpHost &one : hosts)
        for (SrpLun &lun : one.session.luns)
            addDisk(lun, devices, host);
}

std::optional<MultipathMap> multipathMapOn(const QString &disk, const Host &host)
{
    for (const QString &holder : host.list("/sys/class/block/"_L1 + disk + "/holders"_L1)) {
        const QString map = "/sys/class/block/"_L1 + holder + "/dm/"_L1;
        if (host.attribute(map + "uuid"_L1).value_or(QByteArray()).startsWith("mpath-"))
            return MultipathMap{holder, host.attribute(map + "name"_L1).and_then(shownText).value_or(holder)};
    }
    return std::nullopt;
}

QString remotePortPath(int host)
{
    return u"/sys/class/srp_remote_ports/port-%1:1"_s.arg(host);
}

} // namespace rdma
