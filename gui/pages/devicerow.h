// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A row of the list of devices, and which rows there are: devices, their ports, and virtual functions below their
// parent.
#pragma once

#include "gui/pages/rowtree.h"
#include "model/devices.h"

namespace rdma {

struct DeviceRow {
    enum class Kind { Device, Port, Functions };

    QString device; ///< Functions: their parent
    Kind kind = Kind::Device;
    int port = 0;

    auto operator<=>(const DeviceRow &) const = default;

    [[nodiscard]] PortId portId() const { return {device, port}; }
};

using DeviceOrder = RowOrder<DeviceRow>;

/// By name, numbers as numbers. The virtual functions of a device stand below one row of their own.
[[nodiscard]] DeviceOrder orderOf(const DevicesLive &live);

} // namespace rdma
