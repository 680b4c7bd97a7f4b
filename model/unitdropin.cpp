// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Writing our drop-in and reading it back.
#include "model/unitdropin.h"

#include "model/unitmemlock.h"
#include "model/unitorder.h"

namespace rdma {

using namespace Qt::StringLiterals;

Result<QString> memlockDropInPath(const QString &unit)
{
    constexpr qsizetype maxQuotedUnit = 255;
    if (!isServiceName(unit))
        return fail(ErrorCode::InvalidWish, u"unit"_s, unit.left(maxQuotedUnit));
    return u"/etc/systemd/system/"_s + unit + u".d/50-rdma-memlock.conf"_s;
}

std::optional<QString> unitOfDropIn(const QString &path)
{
    const QString directory = path.section(u'/', -2, -2);
    if (!directory.endsWith(".d"_L1))
        return std::nullopt;
    const QString unit = directory.chopped(2);
    return memlockDropInPath(unit) == path ? std::optional(unit) : std::nullopt;
}

Result<QByteArray> memlockDropIn(const MemoryLimit &limit)
{
    if (limit.soft > limit.hard)
        return fail(ErrorCode::InvalidWish, u"LimitMEMLOCK"_s, u"more soft than hard"_s);
    return "[Service]\nLimitMEMLOCK=" + unitLimitText(limit) + '\n';
}

Result<MemoryLimit> memlockOfDropIn(const QByteArray &file)
{
    const auto winner = unitMemlock({{QString(), file}}).winner;
    if (!winner || memlockDropIn(winner->limit) != file)
        return fail(ErrorCode::BadFile, u"LimitMEMLOCK"_s, u"not our drop-in"_s);
    return winner->limit;
}

} // namespace rdma
