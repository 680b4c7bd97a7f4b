// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of attached disks: which rows there are, and how they stand.
#include "gui/pages/srpinitiatortree.h"

#include "gui/widgets/icons.h"

#include <QFont>

namespace rdma {

using namespace Qt::StringLiterals;

void AttachTree::show(const AttachState &state, const AttachEdits &edits)
{
    m_state = state;
    m_wanted = afterEdits(state, edits);
    rearrange(attachOrder(m_state, m_wanted));
    tellAll();
}

void AttachTree::showFound(const std::vector<FoundTarget> &found)
{
    for (const FoundTarget &one : found)
        m_controllers[{one.idExt, one.iocGuid}] = one.controller;
    tellAll();
}

AttachTree::Standing AttachTree::standingOf(const AttachRow &row) const
{
    if (row.kind == AttachRow::Kind::Port) {
        const auto now = m_state.config.daemons.find(row.target.port);
        const auto wished = m_wanted.daemons.find(row.target.port);
        const bool isKnown = now != m_state.config.daemons.end() && wished != m_wanted.daemons.end();
        return isKnown && now->second != wished->second ? Standing::Changed : Standing::Stays;
    }
    const auto now = m_state.config.targets.find(row.target);
    const auto wished = m_wanted.targets.find(row.target);
    const bool isNow = now != m_state.config.targets.end() && now->second.connected;
    const bool willBe = wished != m_wanted.targets.end() && wished->second.connected;
    if (isNow != willBe)
        return isNow ? Standing::Removed : Standing::Added;
    if (row.kind == AttachRow::Kind::Disk || now == m_state.config.targets.end())
        return Standing::Stays;
    if (wished == m_wanted.targets.end())
        return Standing::Removed;
    return now->second == wished->second ? Standing::Stays : Standing::Changed;
}

const KnownTarget *AttachTree::knownTarget(const SrpTargetId &id) const
{
    for (const SrpInitiatorConfig *config : {&m_wanted, &m_state.config})
        if (const auto found = config->targets.find(id); found != config->targets.end())
            return &found->second;
    return nullptr;
}

const InitiatorPort *AttachTree::port(const PortId &id) const
{
    const auto found = m_state.live.ports.find(id);
    return found == m_state.live.ports.end() ? nullptr : &found->second;
}

QString AttachTree::controllerOf(const SrpTargetId &id) const
{
    const auto found = m_controllers.find({id.idExt, id.iocGuid});
    return found == m_controllers.end() ? QString() : found->second;
}

int AttachTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant AttachTree::data(const QModelIndex &index, int role) const
{
    const auto row = idAt(index);
    if (!row)
        return {};
    switch (role) {
    case Qt::DecorationRole: {
        const QString icon = index.column() == State ? iconName(*row) : QString();
        return icon.isEmpty() ? QVariant() : themeIcon(icon);
    }
    case Qt::AccessibleTextRole:
        return index.column() == Name && standingOf(*row) != Standing::Stays
                   ? tr("%1, not yet applied").arg(text(*row, Name))
                   : text(*row, index.column());
    case Qt::DisplayRole:
        return text(*row, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == Size ? QVariant(Qt::AlignTrailing | Qt::AlignVCenter) : QVariant();
    case Qt::FontRole:
        return font(*row, index.column());
    default:
        return {};
    }
}

QFont AttachTree::font(const AttachRow &row, int column) const
{
    const Standing standing = standingOf(row);
    const bool isPort = row.kind == AttachRow::Kind::Port;
    QFont font;
    if ((column == Name && (isPort || standing != Standing::Stays)) ||
        (column == State && standing != Standing::Stays && !isPort))
        font.setWeight(QFont::DemiBold);
    font.setItalic(standing != Standing::Stays);
    font.setStrikeOut(standing == Standing::Removed && column == Name);
    return font;
}

QVariant AttachTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Size)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Port, Target, Disk"), tr("Kind"), tr("Size"), tr("State"), tr("After a Reboot")};
    return titles.at(static_cast<std::size_t>(section));
}

} // namespace rdma
