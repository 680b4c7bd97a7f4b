// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// config_parse(), parse_line() and read_line() of systemd 257.
#include "model/unitlines.h"

#include <QList>
#include <QString>
#include <algorithm>
#include <utility>

namespace rdma {

namespace {

constexpr qsizetype longestLine = qsizetype{1024} * 1024; ///< LONG_LINE_MAX
constexpr QByteArrayView blanks{" \t\r\n"};               ///< WHITESPACE
constexpr QByteArrayView byteOrderMark{"\xef\xbb\xbf"};

QByteArray stripped(const QByteArray &text)
{
    qsizetype start = 0;
    qsizetype end = text.size();
    while (start < end && blanks.contains(text[start]))
        ++start;
    while (end > start && blanks.contains(text[end - 1]))
        --end;
    return text.sliced(start, end - start);
}

/// A line ends at LF, CR or NUL, or at some of them after each other, each once.
class PhysicalLines {
public:
    explicit PhysicalLines(const QByteArray &file) : m_file(file) {}

    [[nodiscard]] bool atEnd() const { return m_at >= m_file.size(); }
    QByteArray next()
    {
        const qsizetype start = m_at;
        while (!atEnd() && !isEnding(m_file[m_at]))
            ++m_at;
        const QByteArray line = m_file.sliced(start, m_at - start);
        QByteArray ending;
        while (!atEnd() && isEnding(m_file[m_at]) && !ending.contains(m_file[m_at]))
            ending += m_file[m_at++];
        return line;
    }

private:
    static bool isEnding(char c) { return c == '\n' || c == '\r' || c == '\0'; }

    QByteArray m_file;
    qsizetype m_at = 0;
};

bool endsEscaped(const QByteArray &line)
{
    qsizetype backslashes = 0;
    while (backslashes < line.size() && line[line.size() - 1 - backslashes] == '\\')
        ++backslashes;
    return backslashes % 2 == 1;
}

/// string_is_safe()
bool isSafe(const QByteArray &name)
{
    return std::ranges::none_of(name,
                                [](char c) { return (c > 0 && c < ' ') || QByteArrayView("\"'\\\x7f").contains(c); });
}

/// utf8_is_valid(), to which noncharacters are none.
bool isClean(const QByteArray &line)
{
    return line.isValidUtf8() && std::ranges::none_of(QString::fromUtf8(line).toUcs4(),
                                                      [](uint character) { return QChar::isNonCharacter(character); });
}

class UnitReading {
public:
    /// Whether reading goes on.
    bool take(const QByteArray &physical);
    UnitLines end();

private:
    bool takeWhole(const QByteArray &line);
    bool takeHeader(const QByteArray &line);
    void takeAssignment(const QByteArray &line);
    bool stop();

    UnitLines m_lines;
    QByteArray m_section; ///< empty: none, or one without a name, which nobody knows
    QByteArray m_continued;
    int m_number = 0;
    int m_start = 0; ///< of what is continued; 0: nothing is
    bool m_sawMark = false;
};

bool UnitReading::stop()
{
    m_lines.brokenLine = m_start;
    return false;
}

bool UnitReading::takeHeader(const QByteArray &line)
{
    if (!line.endsWith(']') || line.size() < 2 || !isSafe(line.sliced(1, line.size() - 2)))
        return stop();
    m_section = line.sliced(1, line.size() - 2);
    return true;
}

void UnitReading::takeAssignment(const QByteArray &line)
{
    const qsizetype equals = line.indexOf('=');
    if (equals > 0 && !m_section.isEmpty())
        m_lines.assignments.push_back(
            {m_section, stripped(line.first(equals)), stripped(line.sliced(equals + 1)), m_start});
}

bool UnitReading::takeWhole(const QByteArray &text)
{
    const QByteArray line = stripped(text);
    if (line.isEmpty())
        return true;
    if (!isClean(line))
        return stop();
    if (line.startsWith('['))
        return takeHeader(line);
    takeAssignment(line);
    return true;
}

bool UnitReading::take(const QByteArray &physical)
{
    ++m_number;
    QByteArray line = physical;
    if (const QByteArray text = stripped(line); text.startsWith('#') || text.startsWith(';'))
        return true;
    if (!m_sawMark && line.startsWith(byteOrderMark)) {
        line = line.sliced(byteOrderMark.size());
        m_sawMark = true;
    }
    m_start = m_start == 0 ? m_number : m_start;
    if (m_continued.size() + line.size() > longestLine)
        return stop();
    m_continued += line;
    if (endsEscaped(line)) {
        m_continued.back() = ' ';
        return true;
    }
    const bool goesOn = takeWhole(std::exchange(m_continued, {}));
    m_start = 0;
    return goesOn;
}

UnitLines UnitReading::end()
{
    if (m_start != 0 && !m_lines.brokenLine)
        takeWhole(m_continued);
    return std::move(m_lines);
}

} // namespace

UnitLines unitLinesIn(const QByteArray &file)
{
    UnitReading reading;
    for (PhysicalLines lines(file); !lines.atEnd();)
        if (!reading.take(lines.next()))
            break;
    return reading.end();
}

} // namespace rdma
