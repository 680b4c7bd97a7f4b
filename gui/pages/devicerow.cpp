// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The order of devices: mlx5_2 before mlx5_10, a virtual function below the device at its parent's slot.
#include "gui/pages/devicerow.h"

#include <QHash>

namespace rdma {

namespace {

/// "mlx5_10": "mlx5_" and 10.
std::pair<QString, int> naturalKey(const QString &name)
{
    qsizetype digits = 0;
    while (digits < name.size() && digits < 9 && name[name.size() - digits - 1].isDigit())
        ++digits;
    return {name.chopped(digits), name.last(digits).toInt()};
}

std::vector<QString> sortedNames(const DevicesLive &live)
{
    std::vector<QString> names;
    for (const auto &[name, device] : live.devices)
        names.push_back(name);
    std::ranges::stable_sort(names, {}, naturalKey);
    return names;
}

/// Who is at which PCI slot. Several devices of one function: the first.
QHash<QString, QString> devicesBySlot(const DevicesLive &live)
{
    QHash<QString, QString> places;
    for (const auto &[name, device] : live.devices)
        if (device.pciSlot && !places.contains(*device.pciSlot))
            places.insert(*device.pciSlot, name);
    return places;
}

} // namespace

DeviceOrder orderOf(const DevicesLive &live)
{
    const auto places = devicesBySlot(live);
    DeviceOrder order;
    std::map<QString, std::vector<DeviceRow>> functions;
    for (const QString &name : sortedNames(live)) {
        const DeviceRow row{name, DeviceRow::Kind::Device, 0};
        const RdmaDevice &device = live.devices.at(name);
        const QString parent = device.parentSlot ? places.value(*device.parentSlot) : QString();
        const bool isBelow = !parent.isEmpty() && parent != name && !live.devices.at(parent).parentSlot;
        (isBelow ? functions[parent] : order.top).push_back(row);
        for (const auto &[number, port] : device.ports)
            order.children[row].push_back({name, DeviceRow::Kind::Port, number});
    }
    for (auto &[parent, rows] : functions) {
        const DeviceRow group{parent, DeviceRow::Kind::Functions, 0};
        order.children[{parent, DeviceRow::Kind::Device, 0}].push_back(group);
        order.children[group] = std::move(rows);
    }
    return order;
}

} // namespace rdma
