// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// After a boot: SRP exports that rtslib's unit could not restore, since the RDMA device or the disk came late.
#pragma once

#include "helper/machine.h"

#include <chrono>

namespace rdma {

struct RestorePatience {
    std::chrono::milliseconds all{90'000}; ///< devices may come as late as this
    std::chrono::milliseconds between{1000};
};

/// Once a boot: tries what is missing at its start again and again, each target as a job of its own in the history.
/// NotFound with the targets that are still missing in the end; why is in the journal.
[[nodiscard]] Result<void> restoreExports(Machine &machine, const RestorePatience &patience = {});

/// The same, and nothing when it was done since the boot: whoever starts the unit again means no export that was taken
/// away since.
[[nodiscard]] Result<void> restoreOncePerBoot(Machine &machine);

} // namespace rdma
