// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// People are counted by uid, whatever accounts there are: a directory may hold any.
#include "model/largelimits.h"

#include "model/limitwish.h"
#include "model/unitdropin.h"

#include <algorithm>
#include <array>
#include <vector>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Uids {
    quint64 first = 0;
    quint64 last = 0;
};

constexpr Uids people{1000, 0xFFFFFFFE}; ///< login.defs(5)'s UID_MIN; (uid_t) -1 is nobody's
constexpr quint64 many = 1000;

/// 16 GiB: all the memory of many machines. 1 TiB: of nearly every one, as good as no limit.
constexpr std::array largeAmounts{MemoryAmount{quint64{1} << 34}, MemoryAmount{quint64{1} << 40}};

/// Of sshd, Debian's ssh, terminals, desktops and remote ones, user managers (which start what a desktop starts), and
/// what runs users' own programs at a time of their choice.
constexpr std::array waysIn{
    "user"_L1,
    "ssh"_L1,
    "sshd"_L1,
    "getty"_L1,
    "serial-getty"_L1,
    "console-getty"_L1,
    "container-getty"_L1,
    "gdm"_L1,
    "gdm3"_L1,
    "sddm"_L1,
    "lxdm"_L1,
    "lightdm"_L1,
    "display-manager"_L1,
    "greetd"_L1,
    "xdm"_L1,
    "autovt"_L1,
    "xrdp"_L1,
    "cron"_L1,
    "xrdp-sesman"_L1,
    "crond"_L1,
    "atd"_L1,
    "sshd-vsock"_L1,
    "sshd-unix-local"_L1,
};

bool isLarge(const WantedLimit &limit, MemoryAmount large)
{
    return std::max(limit.soft.value_or(MemoryAmount{}), limit.hard.value_or(MemoryAmount{})) >= large;
}

/// Only those of people; none of a user or group.
std::optional<Uids> peopleOf(const LimitHolder &holder)
{
    if (holder.kind() == LimitHolder::Everyone)
        return people;
    if (holder.kind() != LimitHolder::UidRange)
        return std::nullopt;
    const Uids uids{std::max(people.first, holder.text().section(u':', 0, 0).toULongLong()),
                    std::min(people.last, holder.text().section(u':', 1).toULongLong())};
    return uids.first <= uids.last ? std::optional(uids) : std::nullopt;
}

std::vector<Uids> peopleIn(const WantedLimits &limits, MemoryAmount large)
{
    std::vector<Uids> ranges;
    for (const auto &[holder, limit] : limits)
        if (const auto uids = peopleOf(holder); uids && isLarge(limit, large))
            ranges.push_back(*uids);
    return ranges;
}

quint64 countOf(std::vector<Uids> ranges)
{
    std::ranges::sort(ranges, {}, &Uids::first);
    quint64 count = 0;
    quint64 next = 0; // the first uid that is not counted
    for (const Uids &range : ranges) {
        if (range.last >= next)
            count += range.last - std::max(range.first, next) + 1;
        next = std::max(next, range.last + 1);
    }
    return count;
}

/// With what it reaches already, so that nobody is added piece by piece once there are many.
bool reachesMore(const WantedLimits &before, const WantedLimits &after, MemoryAmount large)
{
    const std::vector<Uids> then = peopleIn(after, large);
    std::vector<Uids> both = peopleIn(before, large);
    const quint64 now = countOf(both);
    both.insert(both.end(), then.begin(), then.end());
    return countOf(then) >= many && countOf(both) > now;
}

bool unlimitsUsers(const QByteArray &before, const QByteArray &after)
{
    return std::ranges::any_of(std::array{true, false}, [&](bool readsWords) {
        const PamLimits pam{.readsWords = readsWords};
        const auto then = wantedLimitsIn(after, pam);
        const auto now = wantedLimitsIn(before, pam);
        return std::ranges::any_of(largeAmounts, [&](MemoryAmount large) { return reachesMore(now, then, large); });
    });
}

/// "getty" of "getty@tty1.service".
bool letsPeopleIn(const QString &unit)
{
    return std::ranges::contains(waysIn, unit.chopped(8).section(u'@', 0, 0));
}

MemoryAmount mostOf(const QByteArray &dropIn)
{
    const auto limit = memlockOfDropIn(dropIn);
    return limit ? limit->hard : MemoryAmount{};
}

bool unlimitsLogins(const QByteArray &before, const QByteArray &after)
{
    return std::ranges::any_of(largeAmounts,
                               [&](MemoryAmount large) { return mostOf(after) >= large && mostOf(before) < large; });
}

} // namespace

bool unlimitsEveryone(const QString &path, const std::optional<QByteArray> &before,
                      const std::optional<QByteArray> &after)
{
    const QByteArray now = before.value_or(QByteArray());
    const QByteArray then = after.value_or(QByteArray());
    if (path == rdmaLimitsFile)
        return unlimitsUsers(now, then);
    const auto unit = unitOfDropIn(path);
    return unit && letsPeopleIn(*unit) && unlimitsLogins(now, then);
}

} // namespace rdma
