// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// After a boot: logging in to the known targets for which that was wished. srp_daemon cannot do it over RDMA/CM.
#pragma once

#include "helper/bootjob.h"
#include "helper/machine.h"

#include <chrono>
#include <functional>

namespace rdma {

struct ConnectPatience {
    std::chrono::milliseconds first{20'000}; ///< to a target's second attempt; each further one waits twice as long
    int attempts = 5;                        ///< at each target: some five minutes in all
    std::chrono::milliseconds between{500};  ///< two targets: a person's job, which waits for the lock, comes first
    std::chrono::milliseconds lock = bootLockPatience;
    std::function<void(std::chrono::milliseconds)> wait; ///< other than sleeping
};

/// Tries what this boot still owes again and again, and holds no lock meanwhile. One that was killed goes on where it
/// was; who starts the unit again means no target that was logged in to or out of since. NotFound with the first target
/// that still is not in the end; why is in the journal. BadFile, UnsafeFile where the file of known targets tells
/// nothing.
[[nodiscard]] Result<void> connectAtBoot(Machine &machine, const ConnectPatience &patience = {});

} // namespace rdma
