// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every device by itself, then their links, then who uses them.
#include "helper/blockdevices.h"

#include "helper/blocklinks.h"
#include "helper/blockuses.h"

#include <QDir>
#include <QHash>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A partition is on its disk's hardware.
void giveHardware(std::vector<BlockFacts> &all)
{
    QHash<QString, const BlockDevice *> byName;
    for (const BlockFacts &facts : all)
        byName[facts.device.name] = &facts.device;
    for (BlockFacts &facts : all)
        if (const BlockDevice *disk = byName.value(facts.device.wholeDisk)) {
            facts.device.vendor = disk->vendor;
            facts.device.model = disk->model;
            facts.device.serial = disk->serial;
            facts.device.removable = disk->removable;
        }
}

} // namespace

Result<std::vector<BlockDevice>> readBlockDevices(const Host &host)
{
    const auto directory = host.directory(u"/sys/class/block"_s);
    if (!directory && directory.error().code != ErrorCode::NotFound)
        return std::unexpected(directory.error());
    std::vector<BlockFacts> all;
    for (const QByteArray &name : directory ? directory->list() : QByteArrayList())
        if (auto facts = readBlockFacts(host, QString::fromUtf8(name)))
            all.push_back(*std::move(facts));
    giveHardware(all);
    settleLinks(all);
    addUses(all, host);
    std::vector<BlockDevice> devices;
    for (BlockFacts &facts : all)
        devices.push_back(std::move(facts.device));
    return devices;
}

std::optional<QString> deviceNamed(const std::vector<BlockDevice> &devices, const QString &path)
{
    const QString plain = QDir::cleanPath(path);
    const auto byPath = std::ranges::find(devices, plain, &BlockDevice::path);
    const auto device =
        byPath != devices.end() ? byPath : std::ranges::find_if(devices, [&](const BlockDevice &candidate) {
            return candidate.links.contains(plain);
        });
    return device == devices.end() ? std::nullopt : std::optional(device->name);
}

} // namespace rdma
