// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rows of a list about locked memory.
#include "gui/pages/limitsrows.h"

#include "gui/widgets/icons.h"

#include <QFont>

namespace rdma {

using namespace Qt::StringLiterals;

LimitRow rowOf(const LimitLine &line)
{
    return {line.id, line.cells, LimitStanding::Stays, line.isProblem ? u"dialog-warning"_s : QString()};
}

void LimitRows::show(const std::vector<LimitRow> &rows)
{
    RowOrder<QString> order;
    std::map<QString, LimitRow> next;
    std::set<QString> changed;
    for (const LimitRow &row : rows) {
        order.top.push_back(row.id);
        const auto before = m_rows.find(row.id);
        if (before == m_rows.end() || before->second != row)
            changed.insert(row.id);
        next[row.id] = row;
    }
    std::erase_if(m_rows, [&](const auto &row) { return next.contains(row.first) && changed.contains(row.first); });
    m_rows.merge(next); // rows that go are asked for until they are gone
    rearrange(order);
    std::erase_if(m_rows, [&](const auto &row) { return !indexOf(row.first).isValid(); });
    tellChanges(changed);
}

int LimitRows::columnCount(const QModelIndex & /*parent*/) const
{
    return static_cast<int>(m_titles.size());
}

QVariant LimitRows::data(const QModelIndex &index, int role) const
{
    const auto id = idAt(index);
    if (!id)
        return {};
    const LimitRow &row = m_rows.at(*id);
    const QString text = row.cells.value(index.column());
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return text;
    case Qt::AccessibleTextRole:
        return index.column() == 0 && row.standing != LimitStanding::Stays ? tr("%1, not yet applied").arg(text) : text;
    case Qt::DecorationRole:
        return index.column() == 0 && !row.icon.isEmpty() ? themeIcon(row.icon) : QVariant();
    case Qt::FontRole:
        return font(row, index.column());
    default:
        return {};
    }
}

QFont LimitRows::font(const LimitRow &row, int column)
{
    QFont font;
    if (row.standing == LimitStanding::Stays)
        return font;
    font.setItalic(true);
    font.setWeight(column == 0 ? QFont::DemiBold : QFont::Normal);
    font.setStrikeOut(row.standing == LimitStanding::Removed && column == 0);
    return font;
}

QVariant LimitRows::headerData(int section, Qt::Orientation orientation, int role) const
{
    return orientation == Qt::Horizontal && role == Qt::DisplayRole ? QVariant(m_titles.value(section)) : QVariant();
}

} // namespace rdma
