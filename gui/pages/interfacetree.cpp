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

/// A child shows its parent's port, so it changes with it.
void InterfaceTree::show(const NamesState &state, const NameEdits &edits)
{
    const InterfaceOrder order = orderOf(state.live);
    std::set<InterfaceId> changed;
    for (const auto &[id, interface] : state.live.interfaces)
        if (differs(m_live.interfaces, state.live.interfaces, id) || differs(m_edits, edits, id)) {
            changed.insert(id);
            changed.insert(order.below(id).begin(), order.below(id).end());
        }
    m_live = state.live;
    m_edits = edits;
    rearrange(order);
    tellChanges(changed);
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
    const QString &present = column == Name ? interface.name : interface.nextBoot.name;
    if (next == present)
        return {};
    return technical((present.isEmpty() ? nextNameWords(interface) : plain(present)) % joint % next);
}

} // namespace rdma
