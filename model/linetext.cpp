// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A line of the kernel's log, taken apart from its front.
#include "model/linetext.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

bool isHexDigit(QChar c)
{
    return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f') || (c >= u'A' && c <= u'F');
}

} // namespace

bool LineText::skip(QLatin1StringView words)
{
    if (!m_rest.startsWith(words))
        return false;
    m_rest = m_rest.sliced(words.size());
    return true;
}

void LineText::skipTime()
{
    if (skip("["_L1)) {
        upTo("]"_L1);
        skip(" "_L1);
    }
}

void LineText::skipBlanks()
{
    while (skip(" "_L1)) {
    }
}

QStringView LineText::upTo(QLatin1StringView words)
{
    const qsizetype at = m_rest.indexOf(words);
    const QStringView taken = at < 0 ? m_rest : m_rest.left(at);
    m_rest = at < 0 ? QStringView() : m_rest.sliced(at + words.size());
    return taken;
}

std::optional<int> numberFrom(QStringView digits)
{
    constexpr qsizetype longest = 9;
    const auto isDigit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    if (digits.isEmpty() || digits.size() > longest || !std::ranges::all_of(digits, isDigit))
        return std::nullopt;
    return digits.toInt();
}

std::optional<quint64> hexFrom(QStringView text, qsizetype digits)
{
    if (text.startsWith("0x"_L1))
        text = text.sliced(2);
    if (text.isEmpty() || text.size() > digits || !std::ranges::all_of(text, isHexDigit))
        return std::nullopt;
    return text.toULongLong(nullptr, 16);
}

QString gidDigits(QStringView groups)
{
    constexpr qsizetype group = 5;  // four digits and a colon
    constexpr qsizetype whole = 39; // eight of them, the last without its colon
    if (groups.size() != whole)
        return {};
    QString digits;
    for (qsizetype at = 0; at < whole; ++at)
        if (at % group != group - 1 && isHexDigit(groups[at]))
            digits += groups[at].toLower();
        else if (at % group != group - 1 || groups[at] != u':')
            return {};
    return digits;
}

} // namespace rdma
