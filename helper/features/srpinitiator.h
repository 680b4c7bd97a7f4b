// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator": sessions at SRP targets, and those that this host remembers.
#pragma once

#include "helper/feature.h"
#include "helper/srpdaemon.h"
#include "model/knowntargets.h"
#include "model/srpinitiator.h"

namespace rdma {

/// The public view and, beside it, what planning needs: never sent.
struct SrpInitiatorMachine : SrpInitiatorLive {
    Result<std::optional<QByteArray>> file; ///< of the remembered targets, or why it cannot be edited
    RememberedTargets remembered;
    std::optional<Error> unreadable; ///< why they are not known
    DaemonState daemonState;
    std::optional<UnitState> bootLogins; ///< our unit's; nullopt: it is not installed
};

using SrpInitiatorState = State<SrpInitiatorConfig, SrpInitiatorMachine>;

[[nodiscard]] Result<SrpInitiatorState> readSrpInitiator(Machine &machine);
[[nodiscard]] Result<Plan> planSrpInitiator(const SrpInitiatorState &current, const SrpInitiatorConfig &wanted);

/// Which programs have disks open that go.
[[nodiscard]] std::vector<Note> consequencesOfSrpInitiator(Machine &machine, const SrpInitiatorState &current,
                                                           const Plan &plan);

/// Whether the wish wants what can be; what is there may stay.
[[nodiscard]] Result<void> checkInitiatorWish(const SrpInitiatorState &current, const SrpInitiatorConfig &wanted);

} // namespace rdma
