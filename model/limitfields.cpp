// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// split(), parse_uid_range() and the numbers of Linux-PAM's modules/pam_limits/pam_limits.c, which are strtoul()'s.
#include "model/limitfields.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>

namespace rdma {

namespace {

constexpr QByteArrayView blanks{" \t"};
constexpr QByteArrayView spaces{" \t\n\v\f\r"}; // isspace()

/// A C string ends at NUL; white space before it and comments do not count.
QByteArrayView contentOf(const QByteArray &line)
{
    QByteArrayView text(line);
    for (const char end : {'\0', '#', '\n'})
        if (const qsizetype at = text.indexOf(end); at >= 0)
            text = text.first(at);
    return text;
}

qsizetype skip(QByteArrayView text, qsizetype from, QByteArrayView characters)
{
    while (from < text.size() && characters.contains(text[from]))
        ++from;
    return from;
}

qsizetype wordEnd(QByteArrayView text, qsizetype from, QByteArrayView separators)
{
    while (from < text.size() && !separators.contains(text[from]))
        ++from;
    return from;
}

/// The value up to the end of the line, without blanks around it.
qsizetype valueEnd(QByteArrayView text, qsizetype from)
{
    qsizetype end = text.size();
    while (end > from && blanks.contains(text[end - 1]))
        --end;
    return end;
}

/// As strtoul() reads it, cut to 32 bits as a uid_t.
std::optional<quint32> idIn(const QByteArray &text)
{
    char *end = nullptr;
    errno = 0;
    const unsigned long number = std::strtoul(text.constData(), &end, 10);
    if (errno != 0 || end == text.constData() || *end != '\0')
        return std::nullopt;
    return static_cast<quint32>(number);
}

LimitDomain::Kind kindOf(const QByteArray &text, bool isRange, bool isExemption)
{
    if (text.startsWith('@'))
        return isRange ? LimitDomain::GidRange : LimitDomain::Group;
    if (text.startsWith('%') && !(isExemption && isRange))
        return LimitDomain::Logins;
    if (isRange)
        return LimitDomain::UidRange;
    return text == "*" ? LimitDomain::Everyone : LimitDomain::User;
}

std::optional<LimitDomain> rangeIn(LimitDomain domain, qsizetype colon)
{
    const bool hasSign = domain.text.startsWith('@') || domain.text.startsWith('%');
    const QByteArray low = domain.text.sliced(hasSign ? 1 : 0, colon - (hasSign ? 1 : 0));
    const QByteArray high = domain.text.sliced(colon + 1);
    domain.isExact = low.isEmpty();
    const auto last = high.isEmpty() && !domain.isExact ? std::optional(~quint32{0}) : idIn(high);
    const auto first = domain.isExact ? last : idIn(low);
    if (!first || !last)
        return std::nullopt;
    domain.first = *first;
    domain.last = *last;
    return domain;
}

} // namespace

LimitFields limitFieldsOf(const QByteArray &line, bool readsWords)
{
    const QByteArrayView text = contentOf(line);
    const QByteArrayView separators = readsWords ? spaces : blanks;
    LimitFields fields;
    qsizetype at = skip(text, 0, spaces);
    fields.content = text.sliced(at).toByteArray();
    for (QByteArray *field : {&fields.domain, &fields.type, &fields.item, &fields.value}) {
        const bool isValue = field == &fields.value;
        at = skip(text, at, separators);
        fields.valueAt = at;
        const qsizetype end = isValue && !readsWords ? valueEnd(text, at) : wordEnd(text, at, separators);
        *field = text.sliced(at, end - at).toByteArray();
        fields.count += field->isEmpty() ? 0 : 1;
        at = end;
    }
    for (QByteArray *field : {&fields.type, &fields.item, &fields.value})
        *field = field->toLower();
    return fields;
}

std::optional<LimitDomain> limitDomainOf(const QByteArray &text, bool isExemption)
{
    const qsizetype colon = text.indexOf(':');
    const LimitDomain domain{.kind = kindOf(text, colon >= 0, isExemption), .text = text};
    return colon < 0 ? std::optional(domain) : rangeIn(domain, colon);
}

std::optional<MemoryAmount> limitAmountOf(const QByteArray &value)
{
    constexpr quint64 kibibyte = 1024;
    constexpr std::array<QByteArrayView, 4> words{"-1", "-", "unlimited", "infinity"};
    if (std::ranges::find(words, QByteArrayView(value)) != words.end())
        return unlimitedMemory;
    char *end = nullptr;
    const quint64 number = std::strtoull(value.constData(), &end, 10);
    if (number == 0 && end == value.constData())
        return std::nullopt;
    return number >= unlimitedMemory.bytes / kibibyte ? unlimitedMemory : MemoryAmount{number * kibibyte};
}

} // namespace rdma
