// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of the devices together: names of cards, whose stack it is, whether opensm runs.
#include "helper/features/devices.h"
#include "model/devicetext.h"
#include "model/pciids.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxPciIds = qsizetype{8} * 1024 * 1024;

QByteArray pciIdsFile(const Host &host)
{
    for (const auto &path : {u"/usr/share/misc/pci.ids"_s, u"/usr/share/hwdata/pci.ids"_s})
        if (auto bytes = host.peek(path, maxPciIds))
            return *std::move(bytes);
    return {};
}

using Numbers = std::array<quint16, 4>;

Numbers numbersOf(const PciIds &ids)
{
    return {ids.vendor, ids.device, ids.subsystemVendor, ids.subsystemDevice};
}

void addCardNames(std::map<QString, RdmaDevice> &devices, const Host &host)
{
    if (std::ranges::none_of(devices, [](const auto &one) { return one.second.pciIds.has_value(); }))
        return;
    const QByteArray file = pciIdsFile(host);
    std::map<Numbers, PciNames> known;
    for (auto &[name, device] : devices) {
        if (!device.pciIds)
            continue;
        const auto [place, isNew] = known.try_emplace(numbersOf(*device.pciIds));
        if (isNew)
            place->second = pciNames(file, *device.pciIds);
        device.vendorName = place->second.vendor;
        device.modelName = place->second.model;
    }
}

/// mlx_compat is the vendor's module that makes its drivers fit the kernel: the kernel's own have none.
RdmaStack readStack(const Host &host)
{
    if (host.list(u"/sys/module/mlx_compat"_s).isEmpty())
        return {};
    const auto version =
        moduleVersion(host, u"mlx5_core"_s).or_else([&] { return moduleVersion(host, u"mlx4_core"_s); });
    return {StackFlavour::MlnxOfed, version.value_or(QString())};
}

bool servesPort(const RdmaDevice &device)
{
    return std::ranges::any_of(device.ports,
                               [](const auto &port) { return port.second.capabilities.value_or(0) & isSmBit; });
}

/// A unit has a control group while it runs, Debian's for each port (opensm@GUID.service) one in a slice of theirs; one
/// started by hand is seen at the port it serves.
bool openSmRuns(const std::map<QString, RdmaDevice> &devices, const Host &host)
{
    for (const auto &path :
         {u"/sys/fs/cgroup/system.slice/opensm.service"_s, u"/sys/fs/cgroup/system.slice/opensmd.service"_s})
        if (!host.list(path).isEmpty())
            return true;
    const QStringList instances = host.list(u"/sys/fs/cgroup/system.slice/system-opensm.slice"_s).filter("opensm@"_L1);
    return !instances.isEmpty() || std::ranges::any_of(devices, [](const auto &one) { return servesPort(one.second); });
}

} // namespace

void addSurroundings(DevicesLive &live, const Host &host)
{
    addCardNames(live.devices, host);
    live.stack = readStack(host);
    live.openSmRuns = openSmRuns(live.devices, host);
}

} // namespace rdma
