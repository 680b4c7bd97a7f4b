// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports first, each with its P_Key children: in one pass over the sorted interfaces, for there may be a thousand.
#include "gui/pages/interfaceorder.h"

#include <QHash>
#include <algorithm>

namespace rdma {

namespace {

std::vector<const Interface *> sorted(const NamesLive &live)
{
    std::vector<const Interface *> interfaces;
    for (const auto &[id, interface] : live.interfaces)
        interfaces.push_back(&interface);
    std::ranges::sort(interfaces, {},
                      [](const Interface *one) { return std::tie(one->rdmaDevice, one->port, one->index); });
    return interfaces;
}

} // namespace

InterfaceOrder orderOf(const NamesLive &live)
{
    QHash<QString, InterfaceId> parents;
    for (const auto &[id, interface] : live.interfaces)
        if (interface.parent.isEmpty())
            parents.emplace(interface.name, id);
    InterfaceOrder order;
    for (const Interface *one : sorted(live)) {
        const auto parent = parents.constFind(one->parent);
        const bool isChild = !one->parent.isEmpty() && parent != parents.cend();
        (isChild ? order.children[*parent] : order.top).push_back(one->id);
    }
    return order;
}

} // namespace rdma
