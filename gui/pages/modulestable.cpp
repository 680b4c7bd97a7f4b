// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of protocols, or of services.
#include "gui/pages/modulestable.h"

#include "gui/widgets/icons.h"

#include <QApplication>
#include <QFont>
#include <QIcon>
#include <QPixmap>
#include <QStyle>

namespace rdma {

using namespace Qt::StringLiterals;

void BootTable::show(const ModulesState &state, const ModulesEdits &edits)
{
    RowOrder<BootSubject> order;
    m_shown.clear();
    const auto add = [&](const BootSubject &subject) {
        order.top.push_back(subject);
        m_shown[subject] = rowOf(state, edits, subject);
    };
    if (m_kind == Kind::Protocols)
        for (const auto &[protocol, live] : state.live.protocols)
            add(protocol);
    else
        for (const auto &[unit, live] : state.live.services)
            add(unit);
    rearrange(order);
    tellAll();
}

const BootRow *BootTable::row(const BootSubject &subject) const
{
    const auto found = m_shown.find(subject);
    return found == m_shown.end() ? nullptr : &found->second;
}

void BootTable::toggle(const BootSubject &subject)
{
    if (const BootRow *shown = row(subject); shown && shown->bar.isEmpty())
        emit toggled(subject, !shown->atBoot);
}

int BootTable::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant BootTable::data(const QModelIndex &index, int role) const
{
    const auto subject = idAt(index);
    const BootRow *shown = subject ? row(*subject) : nullptr;
    if (!shown)
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return text(*shown, index.column());
    case Qt::AccessibleTextRole:
        return spoken(*shown, index.column());
    case Qt::ToolTipRole:
        return hint(*shown, index.column());
    case Qt::FontRole:
        return font(*shown, index.column());
    case Qt::DecorationRole:
        return index.column() == Now ? QVariant(icon(*shown)) : QVariant();
    case Qt::CheckStateRole:
        return index.column() == AtBoot && shown->hasBox ? QVariant(box(*shown)) : QVariant();
    default:
        return {};
    }
}

/// Room where there is none, so that words stand below each other.
QIcon BootTable::icon(const BootRow &row)
{
    if (!row.iconName.isEmpty())
        return themeIcon(row.iconName);
    const int side = QApplication::style()->pixelMetric(QStyle::PM_SmallIconSize);
    QPixmap room(side, side);
    room.fill(Qt::transparent);
    return QIcon(room);
}

Qt::CheckState BootTable::box(const BootRow &row)
{
    if (!row.isKnown && !row.changed)
        return Qt::PartiallyChecked;
    return row.atBoot ? Qt::Checked : Qt::Unchecked;
}

QString BootTable::text(const BootRow &row, int column)
{
    const std::array texts{row.name, row.boot, row.now, row.about};
    return texts.at(static_cast<std::size_t>(column));
}

QString BootTable::spoken(const BootRow &row, int column)
{
    return column == AtBoot && row.changed ? tr("%1, not yet applied").arg(row.boot) : text(row, column);
}

/// What may be elided, and why a box cannot be ticked.
QString BootTable::hint(const BootRow &row, int column)
{
    return column == AtBoot ? row.bar : text(row, column);
}

QFont BootTable::font(const BootRow &row, int column)
{
    QFont font;
    if (column == Name || (column == AtBoot && row.changed))
        font.setWeight(QFont::DemiBold);
    font.setItalic(column == AtBoot && row.changed);
    return font;
}

QVariant BootTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const bool services = m_kind == Kind::Services;
    const std::array titles{services ? tr("Service") : tr("Protocol"), tr("At Boot"), tr("Now"),
                            services ? tr("Unit") : tr("What It Is For")};
    return titles.at(static_cast<std::size_t>(section));
}

Qt::ItemFlags BootTable::flags(const QModelIndex &index) const
{
    const auto subject = idAt(index);
    const BootRow *shown = subject ? row(*subject) : nullptr;
    const Qt::ItemFlags flags = RowTree::flags(index);
    return shown && index.column() == AtBoot && shown->bar.isEmpty() ? flags | Qt::ItemIsUserCheckable : flags;
}

bool BootTable::setData(const QModelIndex &index, const QVariant &value, int role)
{
    const auto subject = idAt(index);
    if (!subject || role != Qt::CheckStateRole || !flags(index).testFlag(Qt::ItemIsUserCheckable))
        return false;
    emit toggled(*subject, value.toInt() == Qt::Checked);
    return true;
}

} // namespace rdma
