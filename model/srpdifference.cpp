// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Differences of targets.
#include "model/srpdifference.h"

#include <algorithm>

namespace rdma {

namespace {

template <typename Key, typename T> const T *find(const std::map<Key, T> &values, const Key &key)
{
    const auto found = values.find(key);
    return found == values.end() ? nullptr : &found->second;
}

template <typename Key, typename T>
std::map<Key, T> alike(const std::map<Key, T> &before, const std::map<Key, T> &after)
{
    std::map<Key, T> both;
    for (const auto &[key, value] : before)
        if (const T *other = find(after, key); other && *other == value)
            both[key] = value;
    return both;
}

/// A mapped LUN goes with the target's LUN that it shows. Its read-only flag can be changed in its place.
std::map<quint32, MappedLun> mappedAlike(const NodeAcl &before, const NodeAcl &after,
                                         const std::map<quint32, BackstoreId> &luns)
{
    std::map<quint32, MappedLun> both;
    for (const auto &[number, mapped] : before.luns)
        if (const MappedLun *other = find(after.luns, number);
            other && other->lun == mapped.lun && luns.contains(mapped.lun))
            both[number] = mapped;
    return both;
}

/// Values are compared by `fits(present, before, after)`, where null is "not there".
template <typename Key, typename T>
bool isMapBetween(const std::map<Key, T> &present, const std::map<Key, T> &before, const std::map<Key, T> &after,
                  auto fits)
{
    for (const auto &[key, value] : present)
        if (!fits(value, find(before, key), find(after, key)))
            return false;
    return std::ranges::all_of(before,
                               [&](const auto &one) { return !find(after, one.first) || present.contains(one.first); });
}

template <typename T> bool isEither(const T &value, const T *before, const T *after)
{
    return (before && *before == value) || (after && *after == value);
}

bool losesWriting(const NodeAcl &before, const NodeAcl &after)
{
    return std::ranges::any_of(before.luns, [&](const auto &one) {
        const MappedLun *later = find(after.luns, one.first);
        return later && later->readOnly && !one.second.readOnly;
    });
}

bool isAclBetween(const NodeAcl &value, const NodeAcl *before, const NodeAcl *after)
{
    if (!before && !after)
        return false;
    return isMapBetween(value.luns, before ? before->luns : decltype(value.luns)(),
                        after ? after->luns : decltype(value.luns)(), isEither<MappedLun>);
}

} // namespace

SrpTarget commonPart(const SrpTarget &before, const SrpTarget &after)
{
    SrpTarget common{.enabled = before.enabled && after.enabled, .luns = alike(before.luns, after.luns), .acls = {}};
    for (const auto &[initiator, acl] : before.acls)
        if (const NodeAcl *other = find(after.acls, initiator))
            common.acls[initiator].luns = mappedAlike(acl, *other, common.luns);
    return common;
}

bool isBetween(const std::optional<SrpTarget> &present, const std::optional<SrpTarget> &before,
               const std::optional<SrpTarget> &after)
{
    const SrpTarget now = present.value_or(SrpTarget{});
    const SrpTarget old = before.value_or(SrpTarget{});
    const SrpTarget next = after.value_or(SrpTarget{});
    return isMapBetween(now.luns, old.luns, next.luns, isEither<BackstoreId>) &&
           isMapBetween(now.acls, old.acls, next.acls, isAclBetween);
}

bool closesPort(const std::optional<SrpTarget> &before, const std::optional<SrpTarget> &after)
{
    return before && (!after || (before->enabled && !after->enabled));
}

bool nameOnePort(const QString &wwn, const QString &other)
{
    constexpr qsizetype guidDigits = 16;
    const auto guidOf = [](const QString &name) { return QString(name).remove(u':').right(guidDigits); };
    return wwn != other && guidOf(wwn) == guidOf(other);
}

bool takesAway(const SrpTarget &before, const SrpTarget &after)
{
    return commonPart(before, after) != before || !losersOf(before, after).isEmpty();
}

QStringList losersOf(const std::optional<SrpTarget> &before, const std::optional<SrpTarget> &after)
{
    QStringList losers;
    if (!before)
        return losers;
    const SrpTarget next = after.value_or(SrpTarget{});
    const SrpTarget common = commonPart(*before, next);
    for (const auto &[initiator, acl] : before->acls) {
        const NodeAcl *kept = find(common.acls, initiator);
        const bool seesLess = !kept || kept->luns.size() < acl.luns.size() || (before->enabled && !common.enabled);
        if (seesLess || losesWriting(acl, next.acls.at(initiator)))
            losers.append(initiator);
    }
    return losers;
}

namespace {

bool isSameDisk(const SrpTarget &one, const SrpTarget &other, quint32 lun)
{
    const BackstoreId *mine = find(one.luns, lun);
    const BackstoreId *theirs = find(other.luns, lun);
    return mine && theirs && *mine == *theirs;
}

} // namespace

SrpTarget restored(const SrpTarget &running, const SrpTarget &saved)
{
    SrpTarget target = running;
    target.enabled = running.enabled || saved.enabled;
    target.luns.insert(saved.luns.begin(), saved.luns.end());
    for (const auto &[initiator, acl] : saved.acls)
        for (auto &luns = target.acls[initiator].luns; const auto &[number, mapped] : acl.luns)
            if (isSameDisk(target, saved, mapped.lun))
                luns.try_emplace(number, mapped);
    return target;
}

} // namespace rdma
