// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Holders (bd_link_disk_holder() in block/holder.c), what blkid finds, what device-mapper's uuids say.
#include "helper/blocklayers.h"

#include "model/devicetext.h"

#include <QHash>
#include <algorithm>
#include <functional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype lvmIdLength = 68; ///< LVM-, the group's id and the volume's: 32 letters each

using ByName = QHash<QString, const BlockFacts *>;

template <typename Is> bool isBelow(const ByName &byName, const BlockFacts &facts, Is is)
{
    return std::ranges::any_of(facts.holders, [&](const QString &name) {
        const BlockFacts *holder = byName.value(name);
        return holder && is(*holder);
    });
}

auto isMapOf(QByteArrayView kind)
{
    return [kind](const BlockFacts &facts) { return facts.mapUuid.startsWith(kind); };
}

/// Volumes that LVM builds others from (a pool, a snapshot's origin) have something behind their id.
bool isOfLvm(const ByName &byName, const BlockFacts &facts)
{
    const QString &content = facts.device.fileSystem;
    const bool isLayer = facts.mapUuid.startsWith("LVM-") && facts.mapUuid.size() > lvmIdLength;
    return content == "LVM2_member"_L1 || content == "LVM1_member"_L1 || isLayer ||
           isBelow(byName, facts, isMapOf("LVM-"));
}

bool isOfArray(const ByName &byName, const BlockFacts &facts)
{
    return facts.device.fileSystem.endsWith("_raid_member"_L1) ||
           isBelow(byName, facts, std::mem_fn(&BlockFacts::isArray));
}

/// multipathd's rules say so of each path, its partitions included.
bool isPath(const ByName &byName, const BlockFacts &facts)
{
    return facts.device.fileSystem == "mpath_member"_L1 ||
           facts.udev.properties.value("DM_MULTIPATH_DEVICE_PATH") == "1" || isBelow(byName, facts, isMapOf("mpath-"));
}

void addLayersOf(BlockFacts &facts, const ByName &byName)
{
    std::vector<DeviceUse> &uses = facts.device.uses;
    for (const QString &name : facts.holders)
        uses.push_back({BlockUse::Holder, shownText(name.toUtf8()).value_or(QString())});
    for (const auto &[is, use] :
         {std::pair(&isOfLvm, BlockUse::Lvm), {&isOfArray, BlockUse::Raid}, {&isPath, BlockUse::Multipath}})
        if (is(byName, facts))
            uses.push_back({use, {}});
}

} // namespace

void addLayers(std::vector<BlockFacts> &all)
{
    ByName byName;
    for (const BlockFacts &facts : all)
        byName[facts.device.name] = &facts;
    for (BlockFacts &facts : all)
        addLayersOf(facts, byName);
}

} // namespace rdma
