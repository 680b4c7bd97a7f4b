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

/// Its address is the internal pointer of its indexes.
struct InterfaceTree::Row {
    std::optional<InterfaceId> id; ///< none: the one above the top level
    Row *above = nullptr;
    std::size_t place = 0; ///< in above->below
    std::vector<std::unique_ptr<Row>> below;

    void number(std::size_t from)
    {
        for (std::size_t i = from; i < below.size(); ++i)
            below[i]->place = i;
    }
};

namespace {

template <typename Map> bool differs(const Map &before, const Map &now, const InterfaceId &id)
{
    const auto old = before.find(id);
    const auto present = now.find(id);
    if (old == before.end() || present == now.end())
        return (old == before.end()) != (present == now.end());
    return old->second != present->second;
}

} // namespace

InterfaceTree::InterfaceTree(QObject *parent) : QAbstractItemModel(parent), m_top(std::make_unique<Row>()) {}

InterfaceTree::~InterfaceTree() = default;

void InterfaceTree::show(const NamesState &state, const NameEdits &edits)
{
    std::set<InterfaceId> changed;
    for (const auto &[id, interface] : state.live.interfaces)
        if (differs(m_live.interfaces, state.live.interfaces, id) || differs(m_edits, edits, id))
            changed.insert(id);
    const InterfaceOrder order = orderOf(state.live);
    m_live = state.live;
    m_edits = edits;
    removeStrays(*m_top, order);
    arrange(*m_top, order);
    tellChanges(*m_top, changed);
}

/// First of all, so that no interface is in two places while it moves.
void InterfaceTree::removeStrays(Row &above, const InterfaceOrder &order)
{
    const Ids &wanted = order.below(above.id);
    const std::set<InterfaceId> staying(wanted.begin(), wanted.end());
    const auto stays = [&](std::size_t place) { return staying.contains(*above.below[place]->id); };
    for (std::size_t end = above.below.size(); end > 0;) {
        std::size_t from = end;
        while (from > 0 && !stays(from - 1))
            --from;
        if (from < end)
            remove(above, from, end);
        end = std::max<std::size_t>(from, 1) - 1;
    }
    for (const auto &row : above.below)
        removeStrays(*row, order);
}

/// What is out of order goes and comes back at its place.
void InterfaceTree::arrange(Row &above, const InterfaceOrder &order)
{
    const Ids &wanted = order.below(above.id);
    const auto isNew = [this](const InterfaceId &id) { return !m_rows.contains(id); };
    for (std::size_t place = 0; place < wanted.size(); ++place) {
        const auto present = m_rows.find(wanted[place]);
        if (present != m_rows.end()) {
            if (present->second->place > place)
                remove(above, place, present->second->place);
            continue;
        }
        const auto from = wanted.begin() + static_cast<Ids::difference_type>(place);
        const auto to = std::find_if_not(from, wanted.end(), isNew);
        insert(above, place, {from, to});
    }
    for (const auto &row : above.below)
        arrange(*row, order);
}

void InterfaceTree::remove(Row &above, std::size_t from, std::size_t to)
{
    beginRemoveRows(indexFor(above), static_cast<int>(from), static_cast<int>(to) - 1);
    for (std::size_t place = from; place < to; ++place) {
        for (const auto &child : above.below[place]->below)
            m_rows.erase(*child->id);
        m_rows.erase(*above.below[place]->id);
    }
    above.below.erase(above.below.begin() + static_cast<std::ptrdiff_t>(from),
                      above.below.begin() + static_cast<std::ptrdiff_t>(to));
    above.number(from);
    endRemoveRows();
}

void InterfaceTree::insert(Row &above, std::size_t at, std::span<const InterfaceId> ids)
{
    beginInsertRows(indexFor(above), static_cast<int>(at), static_cast<int>(at + ids.size()) - 1);
    std::vector<std::unique_ptr<Row>> rows;
    for (const InterfaceId &id : ids) {
        rows.push_back(std::make_unique<Row>(Row{id, &above, 0, {}}));
        m_rows[id] = rows.back().get();
    }
    above.below.insert(above.below.begin() + static_cast<std::ptrdiff_t>(at), std::move_iterator(rows.begin()),
                       std::move_iterator(rows.end()));
    above.number(at);
    endInsertRows();
}

/// A child shows its parent's port, so it changes with it.
void InterfaceTree::tellChanges(const Row &above, const std::set<InterfaceId> &changed)
{
    const Row *first = nullptr;
    const Row *last = nullptr;
    for (const auto &row : above.below) {
        if (changed.contains(*row->id) || (above.id && changed.contains(*above.id))) {
            first = first ? first : row.get();
            last = row.get();
        }
        tellChanges(*row, changed);
    }
    if (first)
        emit dataChanged(indexFor(*first), indexFor(*last, ColumnCount - 1));
}

QModelIndex InterfaceTree::indexFor(const Row &row, int column) const
{
    return row.above ? createIndex(static_cast<int>(row.place), column, &row) : QModelIndex();
}

const InterfaceTree::Row &InterfaceTree::rowAt(const QModelIndex &index) const
{
    return index.isValid() ? *static_cast<const Row *>(index.constInternalPointer()) : *m_top;
}

QModelIndex InterfaceTree::indexOf(const InterfaceId &id) const
{
    const auto found = m_rows.find(id);
    return found == m_rows.end() ? QModelIndex() : indexFor(*found->second);
}

std::optional<InterfaceId> InterfaceTree::idAt(const QModelIndex &index) const
{
    return rowAt(index).id;
}

QModelIndex InterfaceTree::index(int row, int column, const QModelIndex &parent) const
{
    if (!hasIndex(row, column, parent))
        return {};
    return indexFor(*rowAt(parent).below[static_cast<std::size_t>(row)], column);
}

QModelIndex InterfaceTree::parent(const QModelIndex &index) const
{
    return index.isValid() ? indexFor(*rowAt(index).above) : QModelIndex();
}

int InterfaceTree::rowCount(const QModelIndex &parent) const
{
    return parent.column() > 0 ? 0 : static_cast<int>(rowAt(parent).below.size());
}

int InterfaceTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant InterfaceTree::data(const QModelIndex &index, int role) const
{
    const auto id = idAt(index);
    const auto found = id ? m_live.interfaces.find(*id) : m_live.interfaces.end();
    if (found == m_live.interfaces.end())
        return {};
    const Interface &interface = found->second;
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
