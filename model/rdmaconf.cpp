// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One value of rdma.conf exchanged, or one line added where the shipped file has it.
#include "model/rdmaconf.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// As shipped: redhat/rdma.conf of rdma-core 13; NFSoRDMA_LOAD is RHEL 6's.
constexpr std::array<QByteArrayView, 9> shippedKeys{"IPOIB_LOAD",    "SRP_LOAD",     "SRPT_LOAD",
                                                    "ISER_LOAD",     "ISERT_LOAD",   "RDS_LOAD",
                                                    "XPRTRDMA_LOAD", "SVCRDMA_LOAD", "NFSoRDMA_LOAD"};

const ShellAssignment *lastOf(const ShellReading &reading, QByteArrayView key)
{
    const ShellAssignment *found = nullptr;
    for (const ShellAssignment &one : reading.assignments)
        if (one.name == key)
            found = &one;
    return found;
}

QByteArray wordFor(bool on)
{
    return on ? "yes"_ba : "no"_ba;
}

/// In the quotes of the old value, if those are all that it has.
QByteArray inQuotesOf(const QByteArray &old, const QByteArray &word)
{
    const char quote = old.isEmpty() ? '\0' : old.front();
    const bool isQuoted = (quote == '"' || quote == '\'') && old.size() >= 2 && old.back() == quote &&
                          old.count(quote) == 2 && !old.contains('\\');
    return isQuoted ? quote + word + quote : word;
}

QByteArray withValue(const QByteArray &file, const ShellAssignment &assignment, bool on)
{
    const QByteArray old = file.sliced(assignment.from, assignment.to - assignment.from);
    const QByteArray value = old.sliced(assignment.appends ? 2 : 1);
    return file.first(assignment.from) + '=' + inQuotesOf(value, wordFor(on)) + file.sliced(assignment.to);
}

qsizetype placeOf(const ShellReading &reading, QByteArrayView key, qsizetype end)
{
    for (auto before = std::ranges::find(shippedKeys, key); before != shippedKeys.begin();)
        if (const ShellAssignment *assignment = lastOf(reading, *--before))
            return assignment->nextCommandLine;
    return end;
}

/// Ended by LF alone: with a CR it would not mean yes.
QByteArray withLine(const QByteArray &file, qsizetype at, const QByteArray &line)
{
    const bool followsOpenLine = at > 0 && file[at - 1] != '\n';
    const QByteArray added = followsOpenLine ? QByteArray('\n' + line) : QByteArray(line + '\n');
    return file.first(at) + added + file.sliced(at);
}

} // namespace

bool isOn(const ShellReading &reading, QByteArrayView key)
{
    const auto found = valueIn(reading, key);
    return found && found->value == "yes";
}

Result<QByteArray> withKey(const QByteArray &file, QByteArrayView key, bool on)
{
    if (std::ranges::find(shippedKeys, key) == shippedKeys.end())
        return fail(ErrorCode::InvalidWish, QString::fromLatin1(key).left(64));
    const ShellReading reading = readShell(file);
    if (reading.refusal)
        return fail(ErrorCode::BadFile, {}, u"line %1"_s.arg(reading.refusal->line));
    if (isOn(reading, key) == on)
        return file;
    if (const ShellAssignment *last = lastOf(reading, key))
        return withValue(file, *last, on);
    return withLine(file, placeOf(reading, key, file.size()), key.toByteArray() + "=yes");
}

} // namespace rdma
