// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits", planning: rdma.conf of limits.d, and a drop-in for each service.
#include "helper/features/limits.h"

#include "model/unitdropin.h"

#include <algorithm>
#include <chrono>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxUnits = 64; ///< systemd reads all its files again after each

bool isChanged(const WantedLimits &now, const LimitHolder &holder, const WantedLimit &limit)
{
    const auto before = now.find(holder);
    return before == now.end() || before->second != limit;
}

Result<void> expectKnown(const LimitsState &current, const WantedLimits &wanted)
{
    for (const auto &[holder, limit] : wanted)
        if (current.live.strangers.contains(holder) && isChanged(current.config.users, holder, limit))
            return fail(ErrorCode::NotFound, holder.text(),
                        holder.kind() == LimitHolder::Group ? u"group"_s : u"user"_s);
    return {};
}

Result<void> planUsers(Plan &plan, const LimitsState &current, const WantedLimits &wanted)
{
    if (wanted == current.config.users)
        return {};
    if (!current.live.ownFile)
        return std::unexpected(current.live.ownFile.error());
    const auto &before = *current.live.ownFile;
    return expectKnown(current, wanted)
        .and_then([&] { return withWantedLimits(before.value_or(QByteArray()), wanted, current.live.pam); })
        .transform([&](const QByteArray &after) {
            plan.steps.emplace_back(
                WriteFile{.path = rdmaLimitsFile, .before = before, .after = after, .makesDirectory = true});
        });
}

/// What our drop-in holds now; BadFile when it is somebody else's work, and not ours to replace.
Result<std::optional<QByteArray>> dropInOf(const LimitsState &current, const QString &unit)
{
    const auto found = current.live.ownDropIns.find(unit);
    if (found == current.live.ownDropIns.end())
        return std::nullopt;
    const auto &file = found->second;
    if (!file || !*file)
        return file;
    return memlockOfDropIn(**file).transform([&](MemoryLimit) { return *file; }).transform_error([&](Error error) {
        error.subject = memlockDropInPath(unit).value_or(unit);
        return error;
    });
}

Result<void> planDropIn(Plan &plan, const LimitsState &current, const QString &unit,
                        const std::optional<QByteArray> &after)
{
    const auto path = memlockDropInPath(unit);
    if (!path)
        return std::unexpected(path.error());
    return dropInOf(current, unit).transform([&](const std::optional<QByteArray> &before) {
        plan.steps.emplace_back(WriteFile{
            .path = *path, .before = before, .after = after, .reader = Reader::Systemd, .makesDirectory = true});
    });
}

Result<void> planUnit(Plan &plan, const LimitsState &current, const QString &unit, const MemoryLimit &limit)
{
    const auto now = current.config.units.find(unit);
    if (now != current.config.units.end() && now->second == limit)
        return {};
    if (!current.live.serviceFiles.has(unit))
        return fail(ErrorCode::NotFound, unit, u"service"_s);
    return memlockDropIn(limit)
        .transform_error([&](Error error) { return Error{error.code, unit, error.detail}; })
        .and_then([&](const QByteArray &bytes) { return planDropIn(plan, current, unit, bytes); });
}

Result<void> planUnits(Plan &plan, const LimitsState &current, const LimitsConfig &wanted)
{
    const auto &now = current.config.units;
    if (wanted.units.size() > std::max(maxUnits, now.size()))
        return fail(ErrorCode::TooMany, u"units"_s);
    for (const auto &[unit, limit] : now)
        if (!wanted.units.contains(unit))
            if (auto planned = planDropIn(plan, current, unit, std::nullopt); !planned)
                return planned;
    for (const auto &[unit, limit] : wanted.units)
        if (auto planned = planUnit(plan, current, unit, limit); !planned)
            return planned;
    return {};
}

bool hasName(const LimitHolder &holder)
{
    return holder.kind() == LimitHolder::Group || holder.kind() == LimitHolder::User;
}

Result<bool> isThere(const LimitHolder &holder, const Accounts &accounts)
{
    const QString text = holder.text();
    if (holder.kind() == LimitHolder::User)
        return accounts.hasUser(text);
    const QString name = text.sliced(1);
    return accounts.group(name).transform([&](const auto &found) { return found && found->name == name; });
}

} // namespace

Result<std::set<LimitHolder>> strangersIn(const LimitsConfig &wanted, const LimitsState &current,
                                          const Accounts &accounts, std::chrono::milliseconds patience)
{
    if (wanted.users.size() > maxWantedLimits)
        return std::set<LimitHolder>(); // refused for that
    const auto end = std::chrono::steady_clock::now() + patience;
    for (const auto &[holder, limit] : wanted.users) {
        if (!hasName(holder) || !isChanged(current.config.users, holder, limit))
            continue;
        if (std::chrono::steady_clock::now() > end)
            return fail(ErrorCode::Timeout, holder.text(), u"accounts"_s);
        const auto there = isThere(holder, accounts);
        if (!there)
            return fail(there.error().code, holder.text(), there.error().detail);
        if (!*there)
            return std::set{holder};
    }
    return std::set<LimitHolder>();
}

Result<Plan> planLimits(const LimitsState &current, const LimitsConfig &wanted)
{
    Plan plan{.feature = u"limits"_s};
    return planUsers(plan, current, wanted.users)
        .and_then([&] { return planUnits(plan, current, wanted); })
        .transform([&] { return std::move(plan); });
}

} // namespace rdma
