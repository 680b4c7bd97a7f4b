// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The last lines of the log as a table, oldest first, and what of it is shown.
#include "gui/pages/logtable.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/textlabels.h"
#include "gui/words/failurewords.h"
#include "gui/words/logwords.h"
#include "gui/words/plaintext.h"

#include <QGuiApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int error = 3; // syslog(3)
constexpr int warning = 4;

QIcon iconOf(const DecodedLine &line)
{
    if (line.line.priority <= error)
        return themeIcon(u"dialog-error"_s);
    return line.line.priority == warning ? themeIcon(u"dialog-warning"_s) : QIcon();
}

QString textOf(const DecodedLine &line, int column)
{
    switch (column) {
    case LogTable::When:
        return logTimeWords(line.line.time);
    case LogTable::Level:
        return logLevelLabel(line.line.priority);
    case LogTable::From:
        return logOriginWords(line.line);
    case LogTable::Text:
        return technical(line.line.text, LogDecoder::longestLine);
    default:
        break;
    }
    const QString meaning = meaningLabel(line.meaning);
    return meaning.isEmpty() && line.afterGap ? LogTable::tr("lines before this one were not read") : meaning;
}

} // namespace

void LogTable::append(std::vector<DecodedLine> lines)
{
    if (lines.size() > maxLines)
        lines.erase(lines.begin(), lines.end() - maxLines);
    if (lines.empty())
        return;
    if (m_lines.size() + lines.size() > maxLines)
        dropOldest(m_lines.size() + lines.size() - maxLines);
    beginInsertRows({}, rowCount(), rowCount() + static_cast<int>(lines.size()) - 1);
    m_lines.insert(m_lines.end(), std::make_move_iterator(lines.begin()), std::make_move_iterator(lines.end()));
    endInsertRows();
}

void LogTable::dropOldest(std::size_t count)
{
    if (count == 0 || m_lines.empty())
        return;
    beginRemoveRows({}, 0, static_cast<int>(count) - 1);
    m_lines.erase(m_lines.begin(), m_lines.begin() + static_cast<std::ptrdiff_t>(count));
    endRemoveRows();
}

const DecodedLine *LogTable::lineAt(int row) const
{
    return row >= 0 && row < rowCount() ? &m_lines[static_cast<std::size_t>(row)] : nullptr;
}

int LogTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int LogTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant LogTable::data(const QModelIndex &index, int role) const
{
    const DecodedLine *line = lineAt(index.row());
    if (!line)
        return {};
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return textOf(*line, index.column());
    if (role == Qt::DecorationRole && index.column() == Level)
        return iconOf(*line);
    if (role == Qt::FontRole && index.column() == Text)
        return monospaceFont(QGuiApplication::font());
    return {};
}

QVariant LogTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const QString titles[] = {tr("Time"), tr("Level"), tr("From"), tr("Message"), tr("What It Means")};
    return section < ColumnCount ? titles[section] : QVariant();
}

LogFilter::LogFilter(LogTable *table) : QSortFilterProxyModel(table), m_table(table)
{
    setSourceModel(table);
}

void LogFilter::setText(const QString &text)
{
    m_text = text;
    invalidateRowsFilter();
}

void LogFilter::setLevel(int mostVerbose)
{
    m_level = mostVerbose;
    invalidateRowsFilter();
}

void LogFilter::setTopic(std::optional<LogTopic> topic)
{
    m_topic = topic;
    invalidateRowsFilter();
}

const DecodedLine *LogFilter::lineAt(const QModelIndex &index) const
{
    return m_table->lineAt(mapToSource(index).row());
}

bool LogFilter::filterAcceptsRow(int row, const QModelIndex &) const
{
    const DecodedLine *line = m_table->lineAt(row);
    if (!line || line->line.priority > m_level || (m_topic && line->topic != *m_topic))
        return false;
    return m_text.isEmpty() || line->line.text.contains(m_text, Qt::CaseInsensitive) ||
           logOriginWords(line->line).contains(m_text, Qt::CaseInsensitive) ||
           meaningLabel(line->meaning).contains(m_text, Qt::CaseInsensitive);
}

} // namespace rdma
