// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Amounts of memory from text and to text.
#include "model/memorylimit.h"

#include <QByteArrayList>
#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView unlimitedWord{"unlimited"};

struct Unit {
    QLatin1StringView name;
    QLatin1StringView letter;
    int shift;
};

constexpr std::array<Unit, 5> units{{{QLatin1StringView{"TiB"}, QLatin1StringView{"T"}, 40},
                                     {QLatin1StringView{"GiB"}, QLatin1StringView{"G"}, 30},
                                     {QLatin1StringView{"MiB"}, QLatin1StringView{"M"}, 20},
                                     {QLatin1StringView{"KiB"}, QLatin1StringView{"K"}, 10},
                                     {QLatin1StringView{"B"}, QLatin1StringView{""}, 0}}};

/// 18446744073709551615 is no amount: it is the kernel's way to write "unlimited".
std::optional<quint64> numberIn(QStringView digits)
{
    constexpr qsizetype longest = 20;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || digits.size() > longest || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    bool fits = false;
    const quint64 number = digits.toULongLong(&fits);
    return fits && number != unlimitedMemory.bytes ? std::optional(number) : std::nullopt;
}

std::optional<MemoryAmount> amountIn(QStringView digits, const Unit &unit)
{
    const auto number = numberIn(digits);
    if (!number || *number > (unlimitedMemory.bytes - 1) >> unit.shift)
        return std::nullopt;
    return MemoryAmount{*number << unit.shift};
}

std::unexpected<Error> notAnAmount(QStringView text)
{
    constexpr qsizetype enough = 64;
    return fail(ErrorCode::InvalidWish, u"amount"_s, text.left(enough).toString());
}

std::optional<MemoryAmount> kernelAmount(const QByteArray &word)
{
    if (word == "unlimited")
        return unlimitedMemory;
    return numberIn(QString::fromLatin1(word)).transform([](quint64 bytes) { return MemoryAmount{bytes}; });
}

} // namespace

QString textOf(MemoryAmount amount)
{
    if (amount == unlimitedMemory)
        return unlimitedWord;
    for (const Unit &unit : units)
        if (amount.bytes != 0 && (amount.bytes >> unit.shift) << unit.shift == amount.bytes)
            return QString::number(amount.bytes >> unit.shift) + u' ' + unit.name;
    return u"0 B"_s;
}

Result<MemoryAmount> memoryAmountFrom(QStringView text)
{
    const QStringView trimmed = text.trimmed();
    if (trimmed == unlimitedWord)
        return unlimitedMemory;
    const auto end = std::ranges::find_if(trimmed, [](QChar c) { return c < u'0' || c > u'9'; });
    const QStringView digits = trimmed.left(end - trimmed.begin());
    const QStringView word = trimmed.sliced(digits.size()).trimmed();
    for (const Unit &unit : units)
        if (word == unit.name || word == unit.letter)
            if (const auto amount = amountIn(digits, unit))
                return *amount;
    return notAnAmount(text);
}

QString bytesOf(MemoryAmount amount)
{
    return amount == unlimitedMemory ? QString(unlimitedWord) : QString::number(amount.bytes);
}

Result<MemoryAmount> memoryAmountFromBytes(QStringView text)
{
    if (text == unlimitedWord)
        return unlimitedMemory;
    const auto bytes = numberIn(text);
    if (!bytes || QString::number(*bytes) != text)
        return notAnAmount(text);
    return MemoryAmount{*bytes};
}

Result<MemoryLimit> memlockIn(const QByteArray &procLimits)
{
    constexpr QByteArrayView name{"Max locked memory "};
    for (const QByteArray &line : procLimits.split('\n')) {
        const QByteArrayList words =
            line.startsWith(name) ? line.sliced(name.size()).simplified().split(' ') : QByteArrayList();
        if (words.size() != 3 || words[2] != "bytes")
            continue;
        const auto soft = kernelAmount(words[0]);
        const auto hard = kernelAmount(words[1]);
        if (soft && hard)
            return MemoryLimit{*soft, *hard};
    }
    return fail(ErrorCode::BadFile, u"limits"_s, u"no line about locked memory"_s);
}

} // namespace rdma
