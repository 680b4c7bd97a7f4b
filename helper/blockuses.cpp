// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Joining what is mounted and swapped to with devices: by number, by path where there is nothing better.
#include "helper/blockuses.h"

#include "helper/blocklayers.h"
#include "helper/mounts.h"
#include "helper/proctable.h"
#include "model/devicetext.h"

#include <QHash>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxMountPoints = 16; ///< containers mount pieces of one disk by the thousand

using Members = std::vector<BlockFacts *>;

class Joining {
public:
    explicit Joining(std::vector<BlockFacts> &all) : m_all(all)
    {
        for (BlockFacts &facts : all) {
            m_byName[facts.device.name] = &facts;
            m_byNumber[facts.number] = &facts;
            for (const QString &link : facts.device.links)
                m_byPath[link] = &facts;
        }
        for (BlockFacts &facts : all) // last: a link in the database never hides a device's own path
            m_byPath[facts.device.path] = &facts;
    }

    void addMounts(const Host &host);
    void addSwaps(const Host &host);
    void addDisksAndPartitions();

private:
    void readBtrfs(const Host &host);
    [[nodiscard]] Members under(const Mount &mount) const;
    void mounted(BlockFacts &facts, const QByteArray &point);
    void markRoot(BlockFacts &facts);

    std::vector<BlockFacts> &m_all;
    QHash<QString, BlockFacts *> m_byName;
    QHash<QByteArray, BlockFacts *> m_byNumber;
    QHash<QString, BlockFacts *> m_byPath;
    QHash<const BlockFacts *, Members> m_together; ///< of one mounted btrfs
};

/// A btrfs shows one of its devices in mountinfo, and all of them in sysfs while it is mounted (fs/btrfs/sysfs.c).
void Joining::readBtrfs(const Host &host)
{
    for (const QString &uuid : host.list(u"/sys/fs/btrfs"_s)) {
        Members members;
        for (const QString &name : host.list("/sys/fs/btrfs/"_L1 + uuid + "/devices"_L1))
            if (BlockFacts *facts = m_byName.value(name))
                members.push_back(facts);
        for (const BlockFacts *facts : members)
            m_together[facts] = members;
    }
}

/// A file system on several devices has a number of no device: its source is one of them, or all with colons
/// (bcachefs).
Members Joining::under(const Mount &mount) const
{
    if (BlockFacts *facts = m_byNumber.value(mount.device))
        return {facts};
    Members members;
    const auto sources = mount.device.startsWith("0:") ? QString::fromUtf8(mount.source).split(u':') : QStringList();
    for (const QString &source : sources)
        if (BlockFacts *facts = m_byPath.value(source))
            members.push_back(facts);
    return members.size() == 1 && m_together.contains(members.front()) ? m_together.value(members.front()) : members;
}

void Joining::mounted(BlockFacts &facts, const QByteArray &point)
{
    if (point == "/")
        markRoot(facts);
    const DeviceUse use{BlockUse::Mounted, shownText(point).value_or(QString())};
    if (facts.device.uses.size() < maxMountPoints && !std::ranges::contains(facts.device.uses, use))
        facts.device.uses.push_back(use);
}

/// What is marked is not gone through again: garbled layers may go round.
void Joining::markRoot(BlockFacts &facts)
{
    if (std::exchange(facts.device.holdsRoot, true))
        return;
    for (const QString &name : facts.slaves + QStringList(facts.device.wholeDisk))
        if (BlockFacts *below = m_byName.value(name))
            markRoot(*below);
}

void Joining::addMounts(const Host &host)
{
    readBtrfs(host);
    const auto read = forEachMount(host, [&](const Mount &mount) {
        for (BlockFacts *facts : under(mount))
            mounted(*facts, mount.point);
    });
    if (!read) // any of them may be: then none is free
        for (BlockFacts &facts : m_all)
            mounted(facts, "?");
}

/// Filename Type Size Used Priority (mm/swapfile.c); a swap file's disk is mounted anyway.
void Joining::addSwaps(const Host &host)
{
    std::ignore = forEachLine(host, u"/proc/swaps"_s, [&](const QByteArray &line) {
        const QString path = QString::fromUtf8(unescaped(line.first(std::max<qsizetype>(0, line.indexOf(' ')))));
        if (BlockFacts *facts = m_byPath.value(path))
            facts->device.uses.push_back({BlockUse::Swap, {}});
    });
}

/// Either keeps the other from being opened exclusively (bd_may_claim() in block/bdev.c).
void Joining::addDisksAndPartitions()
{
    QHash<QString, std::vector<DeviceUse>> ofDisks;
    for (BlockFacts &partition : m_all)
        if (const BlockFacts *disk = m_byName.value(partition.device.wholeDisk))
            ofDisks[disk->device.name] = disk->device.uses;
    for (BlockFacts &partition : m_all) {
        BlockFacts *disk = m_byName.value(partition.device.wholeDisk);
        if (!disk)
            continue;
        if (!partition.device.uses.empty())
            disk->device.uses.push_back({BlockUse::Partitions, partition.device.name});
        for (const DeviceUse &use : ofDisks.value(disk->device.name))
            if (!std::ranges::contains(partition.device.uses, use))
                partition.device.uses.push_back(use);
    }
}

} // namespace

void addUses(std::vector<BlockFacts> &all, const Host &host)
{
    Joining joining(all);
    joining.addMounts(host);
    joining.addSwaps(host);
    addLayers(all);
    joining.addDisksAndPartitions();
}

} // namespace rdma
