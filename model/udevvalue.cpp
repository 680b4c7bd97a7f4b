// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Values of udev rules: the two kinds of escapes, and the patterns.
#include "model/udevrules.h"

#include <fnmatch.h>

namespace rdma {

namespace {

constexpr char32_t maxCodePoint = 0x10ffff;

/// One C escape after the backslash, as systemd's cunescape_one() has it. Consumes what it reads.
class Unescaper {
public:
    explicit Unescaper(QByteArrayView text) : m_rest(text) {}

    [[nodiscard]] std::optional<QByteArray> all();

private:
    [[nodiscard]] bool one();
    [[nodiscard]] bool number(qsizetype digits, int base);
    [[nodiscard]] bool codePoint(qsizetype digits);
    [[nodiscard]] std::optional<char32_t> take(qsizetype digits, int base);

    QByteArrayView m_rest;
    QByteArray m_text;
};

std::optional<char32_t> Unescaper::take(qsizetype digits, int base)
{
    if (m_rest.size() < digits)
        return std::nullopt;
    char32_t value = 0;
    for (const char c : m_rest.first(digits)) {
        const int digit = c >= '0' && c <= '9'                     ? c - '0'
                          : (c | 0x20) >= 'a' && (c | 0x20) <= 'f' ? (c | 0x20) - 'a' + 10
                                                                   : base;
        if (digit >= base)
            return std::nullopt;
        value = value * static_cast<unsigned>(base) + static_cast<unsigned>(digit);
    }
    m_rest = m_rest.sliced(digits);
    return value;
}

bool Unescaper::number(qsizetype digits, int base)
{
    const auto value = take(digits, base);
    if (!value || *value == 0 || *value > 0xff)
        return false;
    m_text += static_cast<char>(*value);
    return true;
}

bool Unescaper::codePoint(qsizetype digits)
{
    const auto value = take(digits, 16);
    const bool checked = digits > 4; // cunescape_one() looks at the long form only
    if (!value || *value == 0 || (checked && (*value > maxCodePoint || QChar::isSurrogate(*value))))
        return false;
    m_text += QString::fromUcs4(&*value, 1).toUtf8();
    return true;
}

bool Unescaper::one()
{
    constexpr QByteArrayView letters = "abfnrtv\\\"'s";
    constexpr QByteArrayView meanings = "\a\b\f\n\r\t\v\\\"' ";
    if (m_rest.isEmpty())
        return false;
    const char c = m_rest.front();
    if (c >= '0' && c <= '7')
        return number(3, 8);
    m_rest = m_rest.sliced(1);
    if (c == 'x')
        return number(2, 16);
    if (c == 'u' || c == 'U')
        return codePoint(c == 'u' ? 4 : 8);
    const qsizetype which = letters.indexOf(c);
    if (which >= 0)
        m_text += meanings[which];
    return which >= 0;
}

std::optional<QByteArray> Unescaper::all()
{
    while (!m_rest.isEmpty()) {
        const char c = m_rest.front();
        m_rest = m_rest.sliced(1);
        if (c != '\\')
            m_text += c;
        else if (!one())
            return std::nullopt;
    }
    return m_text;
}

bool alternativeMatches(const QByteArray &pattern, const QByteArray &text, bool glob, Qt::CaseSensitivity sensitivity)
{
    if (glob)
        return fnmatch(pattern.constData(), text.constData(), sensitivity == Qt::CaseSensitive ? 0 : FNM_CASEFOLD) == 0;
    return pattern.compare(text, sensitivity) == 0;
}

} // namespace

std::optional<QByteArray> plainValue(const RuleToken &token)
{
    if (token.prefix.contains('e'))
        return Unescaper(token.value).all();
    return QByteArray(token.value).replace("\\\"", "\"");
}

bool globMatches(const QByteArray &pattern, const QByteArray &text, Qt::CaseSensitivity sensitivity)
{
    // udev looks for glob characters in the whole value: a backslash escapes in all of its alternatives or in none.
    const bool glob = pattern.contains('*') || pattern.contains('?') || pattern.contains('[');
    for (const QByteArray &alternative : pattern.split('|'))
        if (alternative.isEmpty() ? text.isEmpty() : alternativeMatches(alternative, text, glob, sensitivity))
            return true;
    return false;
}

} // namespace rdma
