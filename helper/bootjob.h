// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What our units do after a boot: jobs as anybody else's, in the same history and under the same lock.
#pragma once

#include "helper/jobstore.h"
#include "helper/machine.h"

#include <chrono>

namespace rdma {

constexpr std::chrono::milliseconds bootLockPatience{60'000}; ///< somebody's job may run

/// Nobody is asked: whoever saved it was. With the lock held since before the state was read that the plan is made
/// from: who is waited for may have changed just that. Of what fails again and again the history keeps the last
/// attempt. Internal for a plan with any other kind of step than these, whose undoing a boot must not decide about.
[[nodiscard]] Result<void> applyAtBoot(const Plan &plan, const QStringList &allowedKinds, Machine &machine,
                                       const JobStore &store, const Descriptor &lock);

/// Makes the stamp /run/rdma-manager/NAME. False when it is there: it was done since the boot.
[[nodiscard]] Result<bool> isFirstSinceBoot(const QString &name, const Host &host);

} // namespace rdma
