// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Search and choice over devices and ports. A row that a port is below is listed with it.
#include "gui/pages/devicefilter.h"

#include "gui/words/devicewords.h"
#include "gui/words/verdictwords.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// As people write it down: with and without colons.
QStringList spellings(const std::optional<Guid> &guid)
{
    return guid ? QStringList{guid->hex(), guidWords(*guid)} : QStringList();
}

QStringList textsOf(const QString &name, const RdmaDevice &device)
{
    return QStringList{name,
                       device.modelName.value_or(QString()),
                       device.vendorName.value_or(QString()),
                       device.pciSlot.value_or(QString()),
                       device.driver.value_or(QString()),
                       device.boardId.value_or(QString()),
                       device.firmware.value_or(QString())} +
           spellings(device.nodeGuid);
}

QStringList textsOf(const RdmaPort &port, PortVerdict verdict)
{
    return QStringList{verdictWords(verdict).brief, linkLayerWords(port.linkLayer.value_or(LinkLayer::Unknown))} +
           spellings(port.portGuid) + port.netdevs + port.ipoibInterfaces;
}

} // namespace

DeviceFilter::DeviceFilter(DeviceTree *tree, QObject *parent) : QSortFilterProxyModel(parent), m_tree(tree)
{
    setRecursiveFilteringEnabled(true);
    setSourceModel(tree);
}

void DeviceFilter::setSearch(const QString &words)
{
    m_words = words.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void DeviceFilter::setShow(Show show)
{
    m_show = show;
    invalidateFilter();
}

void DeviceFilter::setHideFunctions(bool hide)
{
    m_hideFunctions = hide;
    invalidateFilter();
}

bool DeviceFilter::narrows() const
{
    return isSearching() || m_show != Show::Everything || m_hideFunctions;
}

std::optional<DeviceRow> DeviceFilter::rowAt(const QModelIndex &index) const
{
    return m_tree->idAt(mapToSource(index));
}

QModelIndex DeviceFilter::indexOf(const DeviceRow &row) const
{
    return mapFromSource(m_tree->indexOf(row));
}

bool DeviceFilter::filterAcceptsRow(int row, const QModelIndex &parent) const
{
    const auto id = m_tree->idAt(m_tree->index(row, 0, parent));
    return id && accepts(*id);
}

/// A device that tells of no ports is a row of its own; others are listed with their ports.
bool DeviceFilter::accepts(const DeviceRow &row) const
{
    const RdmaDevice *device = m_tree->deviceOf(row);
    if (!device || row.kind == DeviceRow::Kind::Functions || (m_hideFunctions && device->parentSlot))
        return false;
    if (row.kind == DeviceRow::Kind::Device && !device->ports.empty())
        return false;
    return isChosen(m_tree->portOf(row)) && isFound(row);
}

bool DeviceFilter::isChosen(const RdmaPort *port) const
{
    switch (m_show) {
    case Show::Everything:
        return true;
    case Show::Attention:
        return !port || urgencyOf(m_tree->verdictOn(*port)) != Urgency::None;
    case Show::InfiniBand:
        return port && port->linkLayer == LinkLayer::InfiniBand;
    case Show::Ethernet:
        break;
    }
    return port && port->linkLayer == LinkLayer::Ethernet;
}

bool DeviceFilter::isFound(const DeviceRow &row) const
{
    if (m_words.isEmpty())
        return true;
    QStringList texts = textsOf(row.device, *m_tree->deviceOf(row));
    if (const RdmaPort *port = m_tree->portOf(row))
        texts += textsOf(*port, m_tree->verdictOn(*port));
    return std::ranges::all_of(m_words, [&texts](const QString &word) {
        return std::ranges::any_of(texts,
                                   [&word](const QString &text) { return text.contains(word, Qt::CaseInsensitive); });
    });
}

} // namespace rdma
