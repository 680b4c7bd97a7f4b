// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The step that loads or unloads a module: where the machine stands, and doing it.
#pragma once

#include "helper/steps.h"

namespace rdma {

[[nodiscard]] Result<Standing> standing(const SwitchModule &step, Machine &machine);

/// To unload: Busy for what keeps it (detail: who), Conflict for what would be cut and is not part of the step. A
/// failure of modprobe: its reason (model/modulefailure.h), and which modules came or went all the same.
[[nodiscard]] Result<void> carryOut(const SwitchModule &step, Machine &machine);

/// Fills in what unloading cuts as things are now: for steps made of recorded ones.
void nameCuts(SwitchModule &step, Machine &machine);

} // namespace rdma
