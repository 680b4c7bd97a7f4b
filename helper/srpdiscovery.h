// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which SRP targets an InfiniBand port can see: asked of the subnet with ibsrpdm.
#pragma once

#include "helper/machine.h"
#include "model/foundtarget.h"

#include <chrono>

namespace rdma {

/// How long discoverTargets() may take: two runs of ibsrpdm, each in a unit that has to start.
constexpr std::chrono::seconds discoveryDeadline{100};

/// None is an answer, too. Nothing is started for a port that cannot be asked: NotSupported with a ScanProblem as
/// detail; NotFound without such a port. ToolMissing, Timeout; ToolFailed for what nobody has foreseen, without the
/// tool's words in it.
[[nodiscard]] Result<std::vector<FoundTarget>> discoverTargets(Machine &machine, const PortId &port);

} // namespace rdma
