// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// rlimit_parse(), parse_size() and extract_first_word() of systemd 257.
#include "model/unitlimit.h"

#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <limits>
#include <optional>
#include <utility>

namespace rdma {

namespace {

using Problem = UnitLimitProblem;

struct Suffix {
    char letter; ///< '\0': none
    int shift;
};

/// In the order in which they may follow each other.
constexpr std::array<Suffix, 8> suffixes{
    {{'E', 60}, {'P', 50}, {'T', 40}, {'G', 30}, {'M', 20}, {'K', 10}, {'B', 0}, {'\0', 0}}};

/// extract_first_word() with ":": a backslash is dropped and what follows taken as it is. nullopt: it ends with one.
std::optional<QByteArray> takeWord(std::optional<QByteArray> &rest)
{
    const QByteArray text = *std::exchange(rest, std::nullopt);
    QByteArray word;
    for (qsizetype at = 0; at < text.size(); ++at) {
        if (text[at] == ':') {
            rest = text.sliced(at + 1);
            return word;
        }
        if (text[at] == '\\' && ++at == text.size())
            return std::nullopt;
        word += text[at];
    }
    return word;
}

/// One number with its suffix, as often as there are some: parse_size(), step by step.
class Size {
public:
    explicit Size(const QByteArray &text) : m_text(text), m_at(m_text.constData()) {}

    std::expected<quint64, Problem> read()
    {
        do {
            if (const auto problem = readNumber())
                return std::unexpected(*problem);
            if (const auto problem = readSuffix())
                return std::unexpected(*problem);
        } while (*m_at != '\0');
        return m_sum;
    }

private:
    static const char *pastBlanks(const char *text) { return text + std::strspn(text, " \t\n\r"); }
    std::optional<Problem> readNumber();
    void readFraction(char *end);
    std::optional<Problem> readSuffix();
    std::optional<Problem> add(int shift);

    QByteArray m_text;
    const char *m_at;
    std::size_t m_next = 0; ///< the first suffix that may come
    quint64 m_sum = 0;
    quint64 m_number = 0;
    double m_fraction = 0;
};

std::optional<Problem> Size::readNumber()
{
    m_at = pastBlanks(m_at);
    char *end = nullptr;
    errno = 0;
    m_number = std::strtoull(m_at, &end, 10);
    if (errno != 0)
        return Problem::OutOfRange;
    if (end == m_at)
        return Problem::Malformed;
    if (*m_at == '-')
        return Problem::OutOfRange;
    readFraction(end);
    m_at = pastBlanks(m_at);
    return errno == 0 ? std::nullopt : std::optional(Problem::OutOfRange);
}

/// "10.M" is valid: the digits may be missing.
void Size::readFraction(char *end)
{
    m_fraction = 0;
    m_at = end;
    if (*end != '.')
        return;
    m_at = ++end;
    if (*m_at < '0' || *m_at > '9')
        return;
    m_fraction = static_cast<double>(std::strtoull(m_at, &end, 10));
    for (; m_at < end; ++m_at)
        m_fraction /= 10;
}

std::optional<Problem> Size::readSuffix()
{
    for (; m_next < suffixes.size(); ++m_next) {
        const Suffix &suffix = suffixes[m_next];
        if (suffix.letter != '\0' && suffix.letter != *m_at)
            continue;
        m_at += suffix.letter == '\0' ? 0 : 1;
        ++m_next;
        return add(suffix.shift);
    }
    return Problem::Malformed;
}

std::optional<Problem> Size::add(int shift)
{
    constexpr quint64 most = std::numeric_limits<quint64>::max();
    const quint64 factor = quint64{1} << shift;
    if (m_number == most || m_number + (m_fraction > 0 ? 1 : 0) > most / factor)
        return Problem::OutOfRange;
    const quint64 amount = m_number * factor + static_cast<quint64>(m_fraction * static_cast<double>(factor));
    if (amount > most - m_sum)
        return Problem::OutOfRange;
    m_sum += amount;
    return std::nullopt;
}

std::expected<MemoryAmount, Problem> amountFrom(const std::optional<QByteArray> &word)
{
    if (!word)
        return std::unexpected(Problem::Malformed);
    if (*word == "infinity")
        return unlimitedMemory;
    const auto size = Size(*word).read();
    if (!size)
        return std::unexpected(size.error());
    if (*size >= unlimitedMemory.bytes)
        return std::unexpected(Problem::OutOfRange);
    return MemoryAmount{*size};
}

QByteArray sizeText(MemoryAmount amount)
{
    if (amount == unlimitedMemory)
        return "infinity";
    for (const Suffix &suffix : suffixes)
        if (amount.bytes != 0 && suffix.shift != 0 && (amount.bytes >> suffix.shift) << suffix.shift == amount.bytes)
            return QByteArray::number(amount.bytes >> suffix.shift) + suffix.letter;
    return QByteArray::number(amount.bytes);
}

} // namespace

std::expected<MemoryLimit, UnitLimitProblem> unitLimitFrom(const QByteArray &value)
{
    if (value.isEmpty() || value.contains('\0'))
        return std::unexpected(Problem::Malformed);
    std::optional<QByteArray> rest = value;
    const auto soft = amountFrom(takeWord(rest));
    if (!soft)
        return std::unexpected(soft.error());
    if (!rest)
        return MemoryLimit{*soft, *soft};
    const auto word = takeWord(rest);
    if (rest && !rest->isEmpty())
        return std::unexpected(Problem::Malformed);
    const auto hard = amountFrom(word);
    if (!hard)
        return std::unexpected(hard.error());
    if (*soft > *hard)
        return std::unexpected(Problem::SoftAboveHard);
    return MemoryLimit{*soft, *hard};
}

QByteArray unitLimitText(const MemoryLimit &limit)
{
    return limit.soft == limit.hard ? sizeText(limit.soft) : sizeText(limit.soft) + ':' + sizeText(limit.hard);
}

} // namespace rdma
