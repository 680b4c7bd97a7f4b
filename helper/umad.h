// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The device through which programs talk to an InfiniBand port's subnet.
#pragma once

#include "helper/host.h"
#include "model/portcounters.h"

namespace rdma {

/// "umad0", by /sys/class/infiniband_mad/umad0/{ibdev,port}; nullopt: none, since ib_umad is not loaded or does not
/// serve the port.
[[nodiscard]] std::optional<QString> umadOf(const PortId &port, const Host &host);

} // namespace rdma
