// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which RDMA devices may be held open to hear of their ports, and a look at the ports of those that may not.
#pragma once

#include "helper/host.h"

#include <map>

namespace rdma {

/// A name alone does not say which card it is: mlx5_0 can be another one after a removal.
struct ListenableDevice {
    QString name;
    QString slot; ///< PCI
    QByteArray nodeGuid;

    auto operator<=>(const ListenableDevice &) const = default;
};

/// Physical functions whose driver can be removed while their device node is open.
[[nodiscard]] std::vector<ListenableDevice> listenableDevices(const Host &host);

using PortStates = std::map<QString, QByteArray>; ///< "qib0/1": "4: ACTIVE"

/// `state` of the InfiniBand ports of all other devices. Ethernet ports follow their link, which rtnetlink reports.
[[nodiscard]] PortStates silentPortStates(const Host &host, const QStringList &reporting);

} // namespace rdma
