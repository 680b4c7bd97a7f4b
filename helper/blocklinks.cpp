// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Links below /dev as udev's rules make them (60-persistent-storage.rules, 13-dm-disk.rules, 63-md-raid-arrays.rules).
#include "helper/blocklinks.h"

#include "model/devicetext.h"

#include <QDir>
#include <QHash>
#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto byId = "/dev/disk/by-id/"_L1;
constexpr qsizetype maxLink = 511; ///< udev_path of target_core_iblock holds no more

/// Best first: what the hardware was given for life, then what it says of itself.
constexpr std::array ofDisks{"wwn-"_L1,    "nvme-eui."_L1, "nvme-uuid."_L1, "scsi-3"_L1,  "ata-"_L1,
                             "virtio-"_L1, "nvme-"_L1,     "scsi-"_L1,      "md-uuid-"_L1};
constexpr std::array ofVolumes{"dm-uuid-"_L1, "dm-name-"_L1};
constexpr std::array ofMaps{"dm-name-"_L1, "dm-uuid-"_L1};

template <std::size_t N> std::size_t rank(const std::array<QLatin1StringView, N> &order, const QString &path)
{
    const auto name = QStringView(path).sliced(byId.size());
    return std::size_t(std::ranges::find_if(order, [&](auto start) { return name.startsWith(start); }) - order.begin());
}

/// LVM and multipath name their devices as somebody wishes, and may rename them; other maps have the name that the
/// administrator wrote into a table (crypttab).
std::pair<std::size_t, std::size_t> place(const BlockFacts &facts, const QString &path)
{
    const bool isVolume = facts.mapUuid.startsWith("LVM-") || facts.mapUuid.contains("mpath-");
    return {facts.mapName.isEmpty() ? 0 : isVolume ? rank(ofVolumes, path) : rank(ofMaps, path), rank(ofDisks, path)};
}

/// It is written into a list of options that commas separate (target_core_iblock.c), and shown. What LVM calls a
/// physical volume's is of its contents: a copy has it, too.
bool isStable(const QString &path)
{
    return path.startsWith(byId) && path.size() <= maxLink && !path.sliced(byId.size()).startsWith("lvm-pv-uuid-"_L1) &&
           std::ranges::all_of(path, [](QChar c) { return c > u' ' && c < u'\x7f' && c != u','; });
}

/// A normal path below /dev that can be shown as it is.
std::optional<QString> pathFrom(const QByteArray &link)
{
    const QString shown = shownText(link).value_or(QString());
    const QString path = "/dev/"_L1 + shown;
    return !shown.isEmpty() && shown.toUtf8() == link && path == QDir::cleanPath(path) ? std::optional(path)
                                                                                       : std::nullopt;
}

QStringList claimedBy(const BlockFacts &facts)
{
    QStringList paths;
    for (const QByteArray &link : facts.udev.links)
        if (const auto path = pathFrom(link))
            paths.append(*path);
    if (const auto path = pathFrom("mapper/" + facts.mapName); path && !facts.mapName.isEmpty())
        paths.append(*path);
    paths.append("/dev/block/"_L1 + QString::fromLatin1(facts.number));
    paths.removeDuplicates();
    return paths;
}

struct Claim {
    int priority = 0;
    const BlockFacts *owner = nullptr; ///< null: several
};

void claim(QHash<QString, Claim> &claims, const QString &path, const BlockFacts &facts)
{
    const Claim mine{facts.udev.priority, &facts};
    const auto other = claims.find(path);
    if (other == claims.end() || mine.priority > other->priority)
        claims[path] = mine;
    else if (mine.priority == other->priority)
        other->owner = nullptr;
}

void keep(BlockFacts &facts, const QStringList &paths)
{
    facts.device.links = paths;
    facts.device.stablePaths = paths;
    facts.device.stablePaths.removeIf([](const QString &path) { return !isStable(path); });
    std::ranges::stable_sort(facts.device.stablePaths, {}, [&](const QString &path) { return place(facts, path); });
}

} // namespace

void settleLinks(std::vector<BlockFacts> &all)
{
    QHash<QString, Claim> claims;
    for (const BlockFacts &facts : all)
        for (const QString &path : claimedBy(facts))
            claim(claims, path, facts);
    for (BlockFacts &facts : all) {
        QStringList paths = claimedBy(facts);
        paths.removeIf([&](const QString &path) { return claims.value(path).owner != &facts; });
        keep(facts, paths);
    }
}

} // namespace rdma
