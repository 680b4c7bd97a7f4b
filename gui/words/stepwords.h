// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a step of a plan will do, and how it went, in plain words.
#pragma once

#include "model/job.h"

namespace rdma {

/// "Rename interface ib0 to mlx4_ib0 now", "Create the file /etc/udev/… so that the name survives a reboot". No final
/// dot.
[[nodiscard]] QString stepWords(const StepView &step);

/// "waiting", "running", "done", "failed", "taken back", "left half done"
[[nodiscard]] QString stepStateWords(StepState state);

} // namespace rdma
