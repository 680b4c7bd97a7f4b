// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The devices and ports of this computer as a tree, each port with what its state means.
#include "gui/pages/devicetree.h"

#include "gui/widgets/icons.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/verdictwords.h"

#include <QFont>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Kind = DeviceRow::Kind;

bool differBesidesPorts(const RdmaDevice &before, const RdmaDevice &now)
{
    RdmaDevice same = before;
    same.ports = now.ports;
    return same != now;
}

void addPortChanges(std::set<DeviceRow> *changed, const QString &name, const RdmaDevice &before, const RdmaDevice &now)
{
    for (const auto &[number, port] : now.ports)
        if (const auto old = before.ports.find(number); old != before.ports.end() && old->second != port)
            changed->insert({name, Kind::Port, number});
}

/// Devices that began or ceased to tell of ports. In a row of its own such a device is listed for its own sake.
std::set<DeviceRow> bareChanges(const DevicesLive &before, const DevicesLive &now)
{
    std::set<DeviceRow> changed;
    for (const auto &[name, device] : now.devices)
        if (const auto old = before.devices.find(name);
            old != before.devices.end() && old->second.ports.empty() != device.ports.empty())
            changed.insert({name, Kind::Device, 0});
    return changed;
}

/// How many virtual functions stand below each device that has some.
std::map<DeviceRow, std::size_t> groupSizes(const DeviceOrder &order)
{
    std::map<DeviceRow, std::size_t> sizes;
    for (const auto &[row, children] : order.children)
        if (row.kind == Kind::Functions)
            sizes[row] = children.size();
    return sizes;
}

} // namespace

void DeviceTree::show(const DevicesLive &live)
{
    std::set<DeviceRow> changed = changesTo(live);
    const DeviceOrder order = orderOf(live);
    const auto before = groupSizes(orderOf(m_live));
    for (const auto &[row, size] : groupSizes(order))
        if (const auto old = before.find(row); old != before.end() && old->second != size)
            changed.insert(row);
    const std::set<DeviceRow> bare = bareChanges(m_live, live);
    m_live = live;
    m_live.counters.clear();
    tellChanges(bare); // before ports come below them: a recursive filter asks its rows again only when they change
    rearrange(order);
    tellChanges(changed);
}

/// Of rows that stay.
std::set<DeviceRow> DeviceTree::changesTo(const DevicesLive &next) const
{
    std::set<DeviceRow> changed;
    for (const auto &[name, device] : next.devices) {
        const auto old = m_live.devices.find(name);
        if (old == m_live.devices.end() || old->second == device)
            continue;
        addPortChanges(&changed, name, old->second, device);
        if (differBesidesPorts(old->second, device))
            changed.insert({name, Kind::Device, 0});
    }
    if (next.openSmRuns != m_live.openSmRuns)
        for (const auto &[name, device] : next.devices)
            for (const auto &[number, port] : device.ports)
                if (portVerdict(port, true) != portVerdict(port, false))
                    changed.insert({name, Kind::Port, number});
    return changed;
}

const RdmaDevice *DeviceTree::deviceOf(const DeviceRow &row) const
{
    const auto found = m_live.devices.find(row.device);
    return found == m_live.devices.end() ? nullptr : &found->second;
}

const RdmaPort *DeviceTree::portOf(const DeviceRow &row) const
{
    const RdmaDevice *device = row.kind == Kind::Port ? deviceOf(row) : nullptr;
    if (!device)
        return nullptr;
    const auto found = device->ports.find(row.port);
    return found == device->ports.end() ? nullptr : &found->second;
}

PortVerdict DeviceTree::verdictOn(const RdmaPort &port) const
{
    return portVerdict(port, m_live.openSmRuns);
}

int DeviceTree::columnCount(const QModelIndex &) const
{
    return ColumnCount;
}

QVariant DeviceTree::data(const QModelIndex &index, int role) const
{
    const auto row = idAt(index);
    if (!row)
        return {};
    if (role == Qt::DisplayRole) {
        const std::array cells{&DeviceTree::name, &DeviceTree::state, &DeviceTree::interfaces};
        return (this->*cells.at(static_cast<std::size_t>(index.column())))(*row);
    }
    if (role == Qt::DecorationRole && index.column() == State) {
        const QString icon = iconName(*row);
        return icon.isEmpty() ? QVariant() : themeIcon(icon);
    }
    if (role == Qt::FontRole && index.column() == Name && row->kind == Kind::Device) {
        QFont font;
        font.setWeight(QFont::DemiBold);
        return font;
    }
    return {};
}

QVariant DeviceTree::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    const std::array titles{tr("Device and Port"), tr("State"), tr("Interfaces")};
    return titles.at(static_cast<std::size_t>(section));
}

QString DeviceTree::name(const DeviceRow &row) const
{
    if (row.kind == Kind::Port)
        return tr("Port %1").arg(row.port);
    if (row.kind == Kind::Functions)
        return tr("%n virtual function(s)", nullptr, rowCount(indexOf(row)));
    return technical(row.device);
}

QString DeviceTree::state(const DeviceRow &row) const
{
    if (const RdmaPort *port = portOf(row))
        return verdictWords(verdictOn(*port)).brief;
    const RdmaDevice *device = row.kind == Kind::Device ? deviceOf(row) : nullptr;
    if (!device)
        return {};
    return device->ports.empty() ? tr("Does not answer") : briefModelWords(*device);
}

QString DeviceTree::iconName(const DeviceRow &row) const
{
    if (const RdmaPort *port = portOf(row))
        return iconNameOf(urgencyOf(verdictOn(*port)));
    const RdmaDevice *device = row.kind == Kind::Device ? deviceOf(row) : nullptr;
    return device && device->ports.empty() ? iconNameOf(Urgency::Problem) : QString();
}

QString DeviceTree::interfaces(const DeviceRow &row) const
{
    const RdmaPort *port = portOf(row);
    return port ? technical((port->netdevs + port->ipoibInterfaces).join(u", "_s)) : QString();
}

} // namespace rdma
