// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change sessions at SRP targets: where the machine stands, doing them, what a client sees of them.
#pragma once

#include "helper/steps.h"
#include "model/plan.h"

namespace rdma {

[[nodiscard]] Result<Standing> standing(const ChangeSession &step, Machine &machine);
[[nodiscard]] Result<Standing> standing(const RescanSession &step, Machine &machine);

/// Logging in: Io with ECONNRESET in the detail for every refusal, Conflict for a session that is there, Cancelled.
/// Logging out: Busy (subject: the disk, detail: its use, or which program has it open) while something would lose its
/// disk; waits until it is gone.
[[nodiscard]] Result<void> carryOut(const ChangeSession &step, Machine &machine);
[[nodiscard]] Result<void> carryOut(const RescanSession &step, Machine &machine);

[[nodiscard]] StepView view(const ChangeSession &step, const Host &host);
[[nodiscard]] StepView view(const RescanSession &step, const Host &host);

} // namespace rdma
