// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits that are wanted: what may be wished, and the file that says so.
#include "model/limitwish.h"

#include "model/limitedit.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint64 kibibyte = 1024;
constexpr qsizetype longestLine = 1023; ///< of Linux-PAM 1.5.2, with its newline

WantedLimits limitsOf(const std::vector<OwnLimitLine> &lines)
{
    WantedLimits limits;
    for (const OwnLimitLine &line : lines) {
        WantedLimit &limit = limits[line.holder];
        if (line.kind != LimitRule::Hard)
            limit.soft = line.amount;
        if (line.kind != LimitRule::Soft)
            limit.hard = line.amount;
    }
    return limits;
}

bool canBeWritten(const std::optional<MemoryAmount> &amount)
{
    return !amount || *amount == unlimitedMemory ||
           (amount->bytes % kibibyte == 0 && amount->bytes / kibibyte < unlimitedMemory.bytes / kibibyte);
}

Result<void> check(const LimitHolder &holder, const WantedLimit &limit)
{
    if (!limit.soft && !limit.hard)
        return fail(ErrorCode::InvalidWish, holder.text(), u"neither soft nor hard"_s);
    for (const auto &amount : {limit.soft, limit.hard})
        if (!canBeWritten(amount))
            return fail(ErrorCode::InvalidWish, holder.text(), bytesOf(*amount));
    if (limit.soft && limit.hard && *limit.soft > *limit.hard)
        return fail(ErrorCode::InvalidWish, holder.text(), u"more soft than hard"_s);
    return {};
}

Result<void> checkFile(const QByteArray &file)
{
    if (file.contains('\0'))
        return fail(ErrorCode::BadFile, QString(rdmaLimitsFile), u"NUL"_s);
    for (const QByteArray &line : file.split('\n'))
        if (line.size() >= longestLine)
            return fail(ErrorCode::BadFile, QString(rdmaLimitsFile), u"line too long"_s);
    return {};
}

QByteArray frame()
{
    return limitsFileBegin + '\n' + limitsFileEnd + '\n';
}

} // namespace

WantedLimits wantedLimitsIn(const QByteArray &file, const PamLimits &pam)
{
    return limitsOf(ownLimitLinesIn(file, pam));
}

Result<QByteArray> withWantedLimits(const QByteArray &file, const WantedLimits &wanted, const PamLimits &pam)
{
    const WantedLimits present = wantedLimitsIn(file, pam);
    if (present == wanted)
        return file;
    if (wanted.size() > maxWantedLimits)
        return fail(ErrorCode::NotSupported, QString(rdmaLimitsFile), u"more than 1000"_s);
    if (const auto checked = checkFile(file); !checked)
        return std::unexpected(checked.error());
    LimitEdit edit(file.isEmpty() ? frame() : file, pam);
    for (const auto &[holder, limit] : present)
        if (!wanted.contains(holder))
            edit.change(holder, {});
    for (const auto &[holder, limit] : wanted) {
        if (const auto before = present.find(holder); before != present.end() && before->second == limit)
            continue;
        if (const auto checked = check(holder, limit); !checked)
            return std::unexpected(checked.error());
        edit.change(holder, limit);
    }
    return edit.bytes();
}

} // namespace rdma
