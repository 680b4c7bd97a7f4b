// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Changing port types: in the firmware, of a running mlx4 card, and building the boot image that holds a copy.
#pragma once

#include "helper/steps.h"
#include "model/plan.h"

namespace rdma {

/// By what the firmware said last in this boot: a look at it is a worker's, and takes seconds.
[[nodiscard]] Result<Standing> standing(const SetFirmwareTypes &step, Machine &machine);
/// NotSupported "notRead": the card was not asked in this boot, so what became of an earlier one's step nobody knows.
[[nodiscard]] Result<void> expectRead(const SetFirmwareTypes &step, const Host &host);
[[nodiscard]] Result<void> carryOut(const SetFirmwareTypes &step, Machine &machine);
[[nodiscard]] StepView view(const SetFirmwareTypes &step, const Host &host);

[[nodiscard]] Result<Standing> standing(const RetypePorts &step, Machine &machine);
[[nodiscard]] Result<void> carryOut(const RetypePorts &step, Machine &machine);
[[nodiscard]] StepView view(const RetypePorts &step, const Host &host);

[[nodiscard]] Result<Standing> standing(const RebuildBootImage &step, Machine &machine);
[[nodiscard]] Result<void> carryOut(const RebuildBootImage &step, Machine &machine);
[[nodiscard]] StepView view(const RebuildBootImage &step, const Host &host);

/// What a step made of a recorded one would cut as things are now, and which image it would replace.
void nameCuts(RetypePorts &step, Machine &machine);
void nameImage(RebuildBootImage &step, Machine &machine);

} // namespace rdma
