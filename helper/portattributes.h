// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The attributes of mlx4_core by which a port becomes InfiniBand or Ethernet while the machine runs.
#pragma once

#include "model/result.h"

#include <QByteArray>

namespace rdma {

/// See Kernel::storePortType(). InvalidWish for any path but /sys/bus/pci/devices/ADDRESS/mlx4_port1 and 2, and for any
/// other value: set_port_type() compares the newline as well.
[[nodiscard]] Result<void> storePortType(const QString &path, const QByteArray &value);

/// What storePortType() takes.
[[nodiscard]] bool isPortTypePath(const QString &path);
[[nodiscard]] bool isPortTypeValue(const QByteArray &value);

} // namespace rdma
