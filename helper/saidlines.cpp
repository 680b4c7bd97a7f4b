// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two streams made one list of lines, and a small file of them.
#include "helper/saidlines.h"

#include "helper/bootimagework.h"

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype mostLines = 20;
constexpr qsizetype longestLine = 200;
constexpr FileKind rootOnly{0600, qsizetype{64} * 1024};

QString printable(const QByteArray &line)
{
    QString text = QString::fromUtf8(line.first(std::min(line.size(), 4 * longestLine))).left(longestLine).trimmed();
    for (QChar &character : text)
        if (!character.isPrint())
            character = u'\uFFFD';
    return text;
}

} // namespace

SaidLines::SaidLines(const Host &host) : m_host(host)
{
    put(std::nullopt);
}

SaidLines::~SaidLines()
{
    put(std::nullopt);
}

void SaidLines::hear(const ToolOutcome &soFar)
{
    takeFrom(soFar.output, m_heardOutput);
    takeFrom(soFar.errors, m_heardErrors);
    if (!m_isNew || Clock::now() < m_next)
        return;
    put(m_lines.join(u'\n').toUtf8() + '\n');
    m_isNew = false;
    m_next = Clock::now() + 500ms;
}

void SaidLines::takeFrom(const QByteArray &stream, qsizetype &heard)
{
    for (qsizetype end = stream.indexOf('\n', heard); end != -1; end = stream.indexOf('\n', heard)) {
        const QString line = printable(stream.sliced(heard, end - heard));
        heard = end + 1;
        if (line.isEmpty())
            continue;
        m_lines.append(line);
        m_isNew = true;
    }
    m_lines = m_lines.last(std::min(m_lines.size(), mostLines));
}

/// Whoever cannot follow the tool still has its result.
void SaidLines::put(const std::optional<QByteArray> &text)
{
    const auto done = m_host.read(saidPath, rootOnly.limit).and_then([&](const auto &present) {
        return m_host.write(saidPath, present, text, rootOnly);
    });
    if (!done)
        qWarning("%s: %s", qPrintable(done.error().subject), qPrintable(done.error().detail));
}

std::optional<QStringList> saidLines(const Host &host)
{
    const auto text = host.read(saidPath, rootOnly.limit);
    if (!text || !*text)
        return std::nullopt;
    return QString::fromUtf8(**text).split(u'\n', Qt::SkipEmptyParts);
}

} // namespace rdma
