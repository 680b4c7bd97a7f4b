// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The IPoIB interfaces as a tree: P_Key children below the interface of their port.
#include "gui/pages/interfacetree.h"

#include "gui/pages/interfacewords.h"
#include "gui/words/plaintext.h"

#include <QFont>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

void InterfaceTree::show(const NamesState &state, const NameEdits &edits)
{
    const std::vector<Row> rows = rowsOf(state.live);
    const bool sameRows = rows == m_rows;
    if (!sameRows)
        beginResetModel();
    m_rows = rows;
    m_live = state.live;
    m_edits = edits;
    if (!sameRows)
        return endResetModel();
    for (const Row &row : m_rows) {
        const QModelIndex first = indexOf(row.id);
        emit dataChanged(first, first.siblingAtColumn(ColumnCount - 1));
    }
}

QModelIndex InterfaceTree::indexOf(const InterfaceId &id) const
{
    const auto found = std::ranges::find(m_rows, id, &Row::id);
    if (found == m_rows.end())
        return {};
    return createIndex(found->place, 0, static_cast<quintptr>(found - m_rows.begin()));
}

std::optional<InterfaceId> InterfaceTree::idAt(const QModelIndex &index) const
{
    const Row *row = rowOf(index);
    return row ? std::optional(row->id) : std::nullopt;
}

QModelIndex InterfaceTree::index(int row, int column, const QModelIndex &parent) const
{
    const int found = find(parent.isValid() ? static_cast<int>(parent.internalId()) : -1, row);
    return found < 0 || column >= ColumnCount ? QModelIndex() : createIndex(row, column, static_cast<quintptr>(found));
}

QModelIndex InterfaceTree::parent(const QModelIndex &index) const
{
    const Row *row = rowOf(index);
    if (!row || row->parent < 0)
        return {};
    return createIndex(m_rows.at(static_cast<std::size_t>(row->parent)).place, 0, static_cast<quintptr>(row->parent));
}

int InterfaceTree::rowCount(const QModelIndex &parent) const
{
    const int wanted = parent.isValid() ? static_cast<int>(parent.internalId()) : -1;
    if (parent.column() > 0)
        return 0;
    return static_cast<int>(std::ranges::count(m_rows, wanted, &Row::parent));
}

int InterfaceTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant InterfaceTree::data(const QModelIndex &index, int role) const
{
    const Row *row = rowOf(index);
    if (!row)
        return {};
    const Interface &interface = m_live.interfaces.at(row->id);
    if (role == Qt::DisplayRole) {
        const QString change = renamed(interface, index.column(), u" → "_s);
        return change.isEmpty() ? text(interface, index.column()) : change;
    }
    if (role == Qt::AccessibleTextRole) {
        const QString change = renamed(interface, index.column(), tr(", not yet applied: "));
        return change.isEmpty() ? text(interface, index.column()) : change;
    }
    if (role == Qt::FontRole && !renamed(interface, index.column(), {}).isEmpty()) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        font.setItalic(true);
        return font;
    }
    return {};
}

QVariant InterfaceTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Name"), tr("Device and Port"), tr("Link"), tr("Name After Reboot"), tr("Given By")};
    return titles.at(static_cast<std::size_t>(section));
}

std::vector<InterfaceTree::Row> InterfaceTree::rowsOf(const NamesLive &live)
{
    std::vector<const Interface *> sorted;
    for (const auto &[id, interface] : live.interfaces)
        sorted.push_back(&interface);
    std::ranges::sort(sorted, {},
                      [](const Interface *one) { return std::tie(one->rdmaDevice, one->port, one->index); });
    std::vector<Row> rows;
    const auto isParent = [&](const Interface *child) {
        return [child](const Interface *other) { return other != child && other->name == child->parent; };
    };
    const auto addBelow = [&](const Interface *parent, int parentRow) {
        int place = 0;
        for (const Interface *one : sorted) {
            const auto above = one->parent.isEmpty() ? sorted.end() : std::ranges::find_if(sorted, isParent(one));
            const Interface *actual = above == sorted.end() || !(*above)->parent.isEmpty() ? nullptr : *above;
            if (actual == parent)
                rows.push_back({one->id, parentRow, place++});
        }
    };
    addBelow(nullptr, -1);
    const auto tops = static_cast<int>(rows.size());
    for (int row = 0; row < tops; ++row)
        addBelow(&live.interfaces.at(rows.at(static_cast<std::size_t>(row)).id), row);
    return rows;
}

int InterfaceTree::find(int parent, int place) const
{
    const auto found =
        std::ranges::find_if(m_rows, [=](const Row &row) { return row.parent == parent && row.place == place; });
    return found == m_rows.end() ? -1 : static_cast<int>(found - m_rows.begin());
}

const InterfaceTree::Row *InterfaceTree::rowOf(const QModelIndex &index) const
{
    const bool known = index.isValid() && index.internalId() < m_rows.size();
    return known ? &m_rows.at(index.internalId()) : nullptr;
}

QString InterfaceTree::text(const Interface &interface, int column) const
{
    switch (column) {
    case Name:
        return technical(interface.name);
    case Port:
        return portWords(m_live, interface);
    case Link:
        return linkWords(interface);
    case NextName:
        return nextNameWords(interface);
    default:
        return nextSourceWords(interface.nextBoot);
    }
}

QString InterfaceTree::renamed(const Interface &interface, int column, const QString &joint) const
{
    const auto edit = m_edits.find(interface.id);
    if (edit == m_edits.end() || (column != Name && column != NextName))
        return {};
    const bool removes = edit->second.moment == NameEdit::Moment::RemoveRule;
    if (column == Name && edit->second.moment != NameEdit::Moment::Now)
        return {};
    const QString next = removes ? tr("the system’s choice") : plain(edit->second.name);
    const QString present = column == Name ? plain(interface.name) : nextNameWords(interface);
    if (next == (column == Name ? interface.name : interface.nextBoot.name))
        return {};
    return technical(present % joint % next);
}

} // namespace rdma
