// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing a step to a machine, and telling whether it has been done.
#pragma once

#include "helper/machine.h"
#include "model/step.h"

namespace rdma {

/// Where the machine stands with respect to a step.
enum class Standing {
    Before,
    After,
    Partly,  ///< on the way from one to the other: only a step that is done node by node can be left so
    Neither, ///< somebody else changed the object
};

[[nodiscard]] Result<Standing> standingOf(const Step &step, Machine &machine);

/// Does the step and checks its postcondition. An error may leave the step's effect behind: ask standingOf().
[[nodiscard]] Result<void> perform(const Step &step, Machine &machine);

/// That nobody has begun what the step does: no other's work may pass for a part of ours, nor be taken back as ours.
[[nodiscard]] Result<void> expectUnbegun(const Step &step, Machine &machine);

/// Takes the step back if its effect is there. Conflict when the object is neither old nor new, or cannot be undone.
[[nodiscard]] Result<void> undo(const Step &step, Machine &machine);

} // namespace rdma
