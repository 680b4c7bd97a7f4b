// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of exports: which rows there are, and how they stand.
#include "gui/pages/srptargettree.h"

#include <QFont>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = ExportRow::Kind;

const MappedLun *mappedIn(const SrpTree &tree, const ExportRow &row)
{
    const SrpTarget *target = targetIn(tree, row.wwn);
    if (!target || !target->acls.contains(row.initiator))
        return nullptr;
    const auto &luns = target->acls.at(row.initiator).luns;
    const auto found = luns.find(row.number);
    return found == luns.end() || found->second.lun != row.lun ? nullptr : &found->second;
}

bool isIn(const SrpTree &tree, const ExportRow &row)
{
    const SrpTarget *target = targetIn(tree, row.wwn);
    switch (row.kind) {
    case Kind::Port:
        return target;
    case Kind::Disk: {
        const auto lun = target ? target->luns.find(row.lun) : decltype(target->luns.end())();
        return target && lun != target->luns.end() && lun->second == row.disk;
    }
    case Kind::Initiator:
        return row.disk.name.isEmpty() ? target && target->acls.contains(row.initiator)
                                       : mappedIn(tree, row) != nullptr;
    case Kind::Unused:
        return tree.backstores.contains(row.disk);
    case Kind::Others:
        break;
    }
    return false;
}

bool isOtherDisk(const SrpTree &one, const SrpTree &other, const BackstoreId &id)
{
    const auto disk = one.backstores.find(id);
    const auto same = other.backstores.find(id);
    return disk != one.backstores.end() && same != other.backstores.end() && disk->second != same->second;
}

/// What both have of it differs: of a port itself, not of what it exports.
bool differs(const SrpTree &one, const SrpTree &other, const ExportRow &row)
{
    if (row.kind == Kind::Port)
        return targetIn(one, row.wwn)->enabled != targetIn(other, row.wwn)->enabled;
    if (row.kind == Kind::Disk || row.kind == Kind::Unused)
        return isOtherDisk(one, other, row.disk);
    return row.kind == Kind::Initiator && !row.disk.name.isEmpty() && *mappedIn(one, row) != *mappedIn(other, row);
}

/// Of a port with all that it exports.
bool comesBackOtherwise(const SrpTree &now, const SrpTree &atBoot, const ExportRow &row)
{
    if (row.kind != Kind::Port)
        return differs(now, atBoot, row);
    const SrpTarget *target = targetIn(now, row.wwn);
    return *target != *targetIn(atBoot, row.wwn) ||
           std::ranges::any_of(target->luns, [&](const auto &lun) { return isOtherDisk(now, atBoot, lun.second); });
}

} // namespace

void ExportTree::show(const ExportState &state, const ExportEdits &edits)
{
    m_state = state;
    m_wanted = afterEdits(state, edits);
    m_rows = ExportRows(m_state, m_wanted);
    place();
}

void ExportTree::showRates(const Sessions &sessions, const ExportRates &rates)
{
    m_state.live.sessions = sessions;
    m_rates = rates;
    tellAll();
}

void ExportTree::setSearch(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    place();
}

void ExportTree::place()
{
    ExportOrder order = m_rows.order(m_words);
    std::erase_if(m_unfolded, [this](const ExportRow &row) { return !m_rows.hasUsers(row); });
    for (const ExportRow &disk : m_unfolded)
        order.children[disk] = m_rows.usersOf(disk, m_words);
    rearrange(order);
    tellAll(); // a row shows what is told of its port, of its disk and of others' edits
    tellFoldable(order);
}

/// Whether a row that is still folded has something below it a view asks again only when the layout changes.
void ExportTree::tellFoldable(const ExportOrder &order)
{
    std::set<ExportRow> foldable;
    for (const auto &[above, below] : order.children)
        for (const ExportRow &row : below)
            if (m_rows.hasUsers(row))
                foldable.insert(row);
    if (std::exchange(m_foldable, foldable) == foldable)
        return;
    emit layoutAboutToBeChanged();
    emit layoutChanged();
}

ExportTree::Standing ExportTree::standingOf(const ExportRow &row) const
{
    const bool isNow = isIn(m_state.config.now, row);
    const bool willBe = isIn(m_wanted.now, row);
    if (isNow != willBe)
        return isNow ? Standing::Removed : Standing::Added;
    return isNow && differs(m_state.config.now, m_wanted.now, row) ? Standing::Changed : Standing::Stays;
}

Lasting ExportTree::lastingOf(const ExportRow &row) const
{
    const bool now = isIn(m_wanted.now, row);
    const bool atBoot = isIn(m_wanted.atBoot, row);
    if (now && atBoot && comesBackOtherwise(m_wanted.now, m_wanted.atBoot, row))
        return Lasting::Otherwise;
    return rdma::lastingOf(now, atBoot);
}

const MappedLun *ExportTree::mappedLun(const ExportRow &row) const
{
    for (const SrpTree *tree : {&m_wanted.now, &m_state.config.now, &m_wanted.atBoot})
        if (const MappedLun *mapped = mappedIn(*tree, row))
            return mapped;
    return nullptr;
}

const Backstore *ExportTree::diskOf(const ExportRow &row) const
{
    for (const SrpTree *tree : {&m_wanted.now, &m_state.config.now, &m_wanted.atBoot})
        if (const auto disk = tree->backstores.find(row.disk); disk != tree->backstores.end())
            return &disk->second;
    return nullptr;
}

const InitiatorSession *ExportTree::sessionOf(const ExportRow &row) const
{
    const auto port = m_state.live.sessions.find(row.wwn);
    if (row.kind != Kind::Initiator || port == m_state.live.sessions.end())
        return nullptr;
    const auto session = port->second.find(row.initiator);
    return session == port->second.end() || !session->second.loggedIn ? nullptr : &session->second;
}

int ExportTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant ExportTree::data(const QModelIndex &index, int role) const
{
    const auto row = idAt(index);
    if (!row)
        return {};
    if (role == Qt::AccessibleTextRole && index.column() == Name && standingOf(*row) != Standing::Stays)
        return tr("%1, not yet applied").arg(text(*row, Name));
    if (role == Qt::DisplayRole || role == Qt::AccessibleTextRole)
        return text(*row, index.column());
    if (role == Qt::TextAlignmentRole && index.column() == Size)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (role != Qt::FontRole)
        return {};
    const Standing standing = standingOf(*row);
    QFont font;
    if (standing == Standing::Stays && row->kind != Kind::Port && row->kind != Kind::Others)
        return {};
    if (index.column() == Name || (index.column() == State && standing != Standing::Stays))
        font.setWeight(QFont::DemiBold);
    font.setItalic(standing != Standing::Stays);
    font.setStrikeOut(standing == Standing::Removed && index.column() == Name);
    return font;
}

QVariant ExportTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation == Qt::Horizontal && role == Qt::TextAlignmentRole && section == Size)
        return QVariant(Qt::AlignTrailing | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Port, Disk, Initiator"), tr("Kind"), tr("Size"), tr("State"), tr("There")};
    return titles.at(static_cast<std::size_t>(section));
}

bool ExportTree::hasChildren(const QModelIndex &parent) const
{
    const auto row = idAt(parent);
    return row && row->kind == Kind::Disk ? m_rows.hasUsers(*row) : RowTree::hasChildren(parent);
}

bool ExportTree::canFetchMore(const QModelIndex &parent) const
{
    const auto row = idAt(parent);
    return row && !m_unfolded.contains(*row) && m_rows.hasUsers(*row);
}

void ExportTree::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const ExportRow disk = *idAt(parent);
    m_unfolded.insert(disk);
    ExportOrder order;
    order.children[disk] = m_rows.usersOf(disk, m_words);
    rearrangeBelow(disk, order);
}

} // namespace rdma
