// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Splitting bytes into lines without losing one of them.
#include "model/linedocument.h"

namespace rdma {

namespace {

qsizetype endingLength(const QByteArray &line)
{
    if (!line.endsWith('\n'))
        return 0;
    return line.endsWith("\r\n") ? 2 : 1;
}

} // namespace

LineDocument::LineDocument(QByteArray bytes)
{
    for (qsizetype start = 0; start < bytes.size();) {
        const qsizetype newline = bytes.indexOf('\n', start);
        const qsizetype next = newline < 0 ? bytes.size() : newline + 1;
        m_lines.append(bytes.mid(start, next - start));
        start = next;
    }
}

QByteArray LineDocument::bytes() const
{
    return m_lines.join();
}

qsizetype LineDocument::count() const
{
    return m_lines.size();
}

QByteArray LineDocument::text(qsizetype line) const
{
    const QByteArray &whole = m_lines.at(line);
    return whole.chopped(endingLength(whole));
}

void LineDocument::setText(qsizetype line, const QByteArray &text)
{
    QByteArray &whole = m_lines[line];
    whole.replace(0, whole.size() - endingLength(whole), text);
}

void LineDocument::append(const QByteArray &text)
{
    const QByteArray ending = !m_lines.isEmpty() && m_lines.first().endsWith("\r\n") ? "\r\n" : "\n";
    if (!m_lines.isEmpty() && endingLength(m_lines.last()) == 0)
        m_lines.last() += ending;
    m_lines.append(text + ending);
}

void LineDocument::insert(qsizetype line, const QByteArray &text)
{
    if (line > 0 && endingLength(m_lines[line - 1]) == 0)
        m_lines[line - 1] += '\n';
    m_lines.insert(line, text + '\n');
}

void LineDocument::remove(qsizetype line)
{
    m_lines.removeAt(line);
}

} // namespace rdma
