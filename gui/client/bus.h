// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one place that opens a bus: the system bus, or the address a person gave with --bus.
#pragma once

#include "model/result.h"

#include <QDBusConnection>

namespace rdma {

/// An empty address is the system bus. Connecting blocks for the bus daemon's greeting: once, at the start.
[[nodiscard]] Result<QDBusConnection> openBus(const QString &address);

/// Who may own org.rdmamanager.Helper1 on this bus: root alone on the system bus, else root or the user who runs us.
[[nodiscard]] QList<uint> helperOwners(const QDBusConnection &bus);

} // namespace rdma
