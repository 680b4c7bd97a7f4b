// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rows of cards and their ports.
#include "gui/pages/portstable.h"

#include "gui/widgets/icons.h"
#include "gui/widgets/tints.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QDateTime>
#include <QFont>
#include <QGuiApplication>
#include <QPalette>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Of a port, and of nothing while it has no driver.
QString whereWords(const PortLive &port)
{
    QStringList words = port.interfaces;
    if (!port.device.isEmpty())
        words.prepend(port.device.section(u'/', 0, 0));
    return technical(words.join(u", "_s));
}

PortRow cardRow(const PortsState &state, const PortRowId &id)
{
    const CardLive &card = state.live.cards.at(id.slot);
    const auto ports = state.config.cards.find(id.slot);
    const bool isCard = card.kind == FunctionKind::Card;
    PortRow row;
    row.name = cardTitle(id.slot, card);
    row.isQuiet = !isCard;
    if (!isCard || card.road == PortRoad::None)
        row.hint = roadReasonWords(card, ports == state.config.cards.end() ? PortChoices() : ports->second);
    if (!isCard)
        row.now = functionKindWords(card.kind);
    return row;
}

QString bootWords(const CardLive &card, PortType type)
{
    if (type != PortType::Unknown)
        return portTypeWords(type);
    const bool isFixed =
        card.road == PortRoad::None && (card.reason == RoadReason::FixedType || card.reason == RoadReason::NoRows);
    if (isFixed)
        return PortsTable::tr("the same (fixed)");
    return card.road == PortRoad::None ? PortsTable::tr("not read") : PortsTable::tr("not set");
}

} // namespace

QString sinceWords(const PortLive &port)
{
    QStringList words;
    if (port.since)
        words.append(fill(PortsTable::tr("since %1"),
                          QDateTime::fromMSecsSinceEpoch(*port.since).toString(u"yyyy-MM-dd HH:mm"_s)));
    if (const QString until = pendingWords(port.verdict); !until.isEmpty())
        words.append(until);
    return words.join(u", "_s);
}

PortRow portRowOf(const PortsState &state, const PortsEdits &edits, const PortRowId &id)
{
    if (id.port == 0)
        return cardRow(state, id);
    const CardLive &card = state.live.cards.at(id.slot);
    const auto found = card.ports.find(id.port);
    const PortLive port = found == card.ports.end() ? PortLive() : found->second;
    const PortPlace now{id.slot, id.port, PortWhen::Now};
    const PortPlace boot{id.slot, id.port, PortWhen::AtBoot};
    const QString where = whereWords(port);
    PortRow row;
    row.name = where.isEmpty() ? fill(PortsTable::tr("Port %1"), QString::number(id.port))
                               : fill(PortsTable::tr("Port %1: %2"), QString::number(id.port), where);
    row.nowChanged = isEdited(edits, now);
    row.bootChanged = isEdited(edits, boot);
    row.now = portNowWords(typeAt(state, edits, now), row.nowChanged ? PortType::Unknown : port.found);
    row.atBoot = bootWords(card, typeAt(state, edits, boot));
    row.pending = sinceWords(port);
    row.iconName = isBad(port.verdict) ? u"dialog-warning"_s : QString();
    return row;
}

void PortsTable::show(const PortsState &state, const PortsEdits &edits)
{
    RowOrder<PortRowId> order;
    std::map<PortRowId, PortRow> next;
    const auto add = [&](std::vector<PortRowId> &to, const PortRowId &id) {
        to.push_back(id);
        next[id] = portRowOf(state, edits, id);
    };
    for (const bool cards : {true, false}) // what is no card comes last
        for (const auto &[slot, card] : state.live.cards) {
            if ((card.kind == FunctionKind::Card) != cards)
                continue;
            add(order.top, {slot, 0});
            const auto ports = state.config.cards.find(slot);
            if (ports == state.config.cards.end())
                continue;
            for (const auto &[port, choice] : ports->second)
                add(order.children[{slot, 0}], {slot, port});
        }
    std::map<PortRowId, PortRow> both = next;
    both.merge(m_shown); // rows that go are asked for until they are gone
    m_shown = std::move(both);
    rearrange(order);
    m_shown = std::move(next);
    tellAll();
}

int PortsTable::columnCount(const QModelIndex & /*parent*/) const
{
    return ColumnCount;
}

QVariant PortsTable::data(const QModelIndex &index, int role) const
{
    const auto id = idAt(index);
    const auto found = id ? m_shown.find(*id) : m_shown.end();
    if (found == m_shown.end())
        return {};
    const PortRow &row = found->second;
    const QString shown = text(row, index.column());
    switch (role) {
    case Qt::DisplayRole:
        return shown;
    case Qt::ToolTipRole:
        return row.hint.isEmpty() ? shown : row.hint;
    case Qt::AccessibleTextRole:
        return isChanged(row, index.column()) ? tr("%1, not yet applied").arg(shown) : shown;
    case Qt::FontRole:
        return font(*id, row, index.column());
    case Qt::ForegroundRole:
        return row.isQuiet ? QVariant(quietText(QGuiApplication::palette())) : QVariant();
    case Qt::DecorationRole:
        return index.column() == Pending && !row.iconName.isEmpty() ? QVariant(themeIcon(row.iconName)) : QVariant();
    default:
        return {};
    }
}

QVariant PortsTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Card and Port"), tr("Now"), tr("At Next Boot"), tr("Pending Since")};
    return titles.at(static_cast<std::size_t>(section));
}

QString PortsTable::text(const PortRow &row, int column)
{
    const std::array texts{row.name, row.now, row.atBoot, row.pending};
    return texts.at(static_cast<std::size_t>(column));
}

bool PortsTable::isChanged(const PortRow &row, int column)
{
    return (column == Now && row.nowChanged) || (column == AtBoot && row.bootChanged);
}

QFont PortsTable::font(const PortRowId &id, const PortRow &row, int column)
{
    QFont font;
    if (isChanged(row, column) || (column == Name && id.port == 0 && !row.isQuiet))
        font.setWeight(QFont::DemiBold);
    font.setItalic(isChanged(row, column));
    return font;
}

} // namespace rdma
