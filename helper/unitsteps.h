// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The step that switches a service: where the machine stands, doing it, and the words a person would type.
#pragma once

#include "helper/steps.h"
#include "model/plan.h"

namespace rdma {

[[nodiscard]] Result<Standing> standing(const SwitchUnit &step, Machine &machine);
/// From wherever between before and after the service is.
[[nodiscard]] Result<void> carryOut(const SwitchUnit &step, Machine &machine);
[[nodiscard]] StepView view(const SwitchUnit &step, const Host &host);

} // namespace rdma
