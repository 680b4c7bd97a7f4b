// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing a step to a machine, and telling whether it has been done.
#pragma once

#include "helper/machine.h"
#include "model/step.h"

namespace rdma {

/// Where the machine stands with respect to a step. Neither: somebody else changed the object.
enum class Standing { Before, After, Neither };

[[nodiscard]] Result<Standing> standingOf(const Step &step, Machine &machine);

/// Does the step and checks its postcondition. An error may leave the step's effect behind: ask standingOf().
[[nodiscard]] Result<void> perform(const Step &step, Machine &machine);

/// Takes the step back if its effect is there. Conflict when the object is neither old nor new, or cannot be undone.
[[nodiscard]] Result<void> undo(const Step &step, Machine &machine);

} // namespace rdma
