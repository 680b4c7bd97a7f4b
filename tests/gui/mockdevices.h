// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The RDMA hardware of the mock machine, and a machine with thousands of ports.
#pragma once

#include "model/devices.h"

namespace rdma {

/// A VPI card (port 1 works, port 2 is Ethernet without a link), a card whose port waits for a subnet manager and that
/// has virtual functions, a soft device; with tables.
[[nodiscard]] DevicesLive demoDevices();

/// The device as the helper tells it among all.
[[nodiscard]] RdmaDevice summaryOf(RdmaDevice device);

/// `cards` cards of one port, each with `functions` virtual functions of one port.
[[nodiscard]] DevicesLive manyDevices(int cards, int functions);

/// What the helper answers. A sample counts on, so that two of them have a rate.
[[nodiscard]] Result<DevicesLive> answerTo(const DevicesQuery &query, DevicesLive *machine);

/// As the helper says it: {config, live, notes}.
[[nodiscard]] QJsonObject stateJson(const DevicesLive &live);

} // namespace rdma
