// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of a device and of a port, as labelled values.
#pragma once

#include "gui/widgets/factsview.h"
#include "model/devices.h"

namespace rdma {

/// Whether what only the detail of a device has is there.
enum class Details { Awaited, Refused, Known };

[[nodiscard]] QList<Fact> adapterFacts(const RdmaDevice &device, const RdmaStack &stack, Details details);
[[nodiscard]] QList<Fact> portFacts(const RdmaPort &port, bool openSmRuns, Details details);
[[nodiscard]] QList<Fact> interfaceFacts(const RdmaPort &port);

/// Of a device of which no single port is chosen: each port with what its state means.
[[nodiscard]] QList<Fact> portsFacts(const RdmaDevice &device, bool openSmRuns);

} // namespace rdma
