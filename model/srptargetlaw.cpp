// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds of every wish for exports.
#include "model/srptargetlaw.h"

#include <algorithm>

namespace rdma {

namespace {

constexpr qsizetype longestName = 64;
constexpr qsizetype shortestSerial = 8;
constexpr qsizetype longestSerial = 64;

bool isLetterOrDigit(QChar c)
{
    const char16_t code = c.unicode();
    return (code >= u'a' && code <= u'z') || (code >= u'A' && code <= u'Z') || (code >= u'0' && code <= u'9');
}

bool isName(const QString &text)
{
    return !text.isEmpty() && text.size() <= longestName && isLetterOrDigit(text.front()) &&
           std::ranges::all_of(text, [](QChar c) { return isLetterOrDigit(c) || c == u'.' || c == u'_' || c == u'-'; });
}

bool isSerial(const QString &text)
{
    return text.size() >= shortestSerial && text.size() <= longestSerial &&
           std::ranges::all_of(text, [](QChar c) { return isLetterOrDigit(c) || c == u'-'; });
}

template <typename Key, typename T> bool holds(const std::map<Key, T> &values, const Key &key, const T &value)
{
    const auto found = values.find(key);
    return found != values.end() && found->second == value;
}

bool isTakenFrom(const SrpTree &origin, const SrpTree &tree, const QString &wwn, const SrpTarget &target)
{
    return holds(origin.targets, wwn, target) && std::ranges::all_of(target.luns, [&](const auto &lun) {
               const auto disk = tree.backstores.find(lun.second);
               return disk != tree.backstores.end() && holds(origin.backstores, lun.second, disk->second);
           });
}

} // namespace

std::optional<DiskProblem> problemWithName(const SrpTree &tree, const BackstoreId &id)
{
    if (!isName(id.name))
        return DiskProblem::OddName;
    return tree.backstores.contains(id) ? std::optional(DiskProblem::NameTaken) : std::nullopt;
}

std::optional<DiskProblem> problemWithSerial(const SrpTree &tree, const BackstoreId &id, const QString &serial)
{
    if (!isSerial(serial))
        return DiskProblem::OddSerial;
    const bool isTaken = std::ranges::any_of(
        tree.backstores, [&](const auto &other) { return other.first != id && other.second.serial == serial; });
    return isTaken ? std::optional(DiskProblem::SerialTaken) : std::nullopt;
}

bool isSameDisk(const Backstore &one, const Backstore &other)
{
    Backstore same = one;
    same.writeBack = other.writeBack;
    same.thin = other.thin;
    return same == other;
}

bool losesFlushes(bool isBuffered, const Backstore &present, const Backstore &next)
{
    return isBuffered && present.writeBack && !next.writeBack;
}

bool shows(const SrpTarget &target, const NodeAcl &acl, const BackstoreId &id)
{
    return std::ranges::any_of(acl.luns, [&](const auto &mapped) {
        const auto lun = target.luns.find(mapped.second.lun);
        return lun != target.luns.end() && lun->second == id;
    });
}

std::optional<QString> targetOfOtherDisks(const SrpTree &saved, const SrpTree &running, const SrpTree &atBoot)
{
    for (const auto &[wwn, target] : atBoot.targets)
        if (!isTakenFrom(saved, atBoot, wwn, target) && !isTakenFrom(running, atBoot, wwn, target))
            return wwn;
    return std::nullopt;
}

} // namespace rdma
