// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "jobs": the history of changes, and taking one back.
#pragma once

#include "helper/feature.h"
#include "model/job.h"

namespace rdma {

/// The public view and, beside it, what undoing would run: never sent.
struct JobsMachine : JobsLive {
    std::map<QString, Plan> undoPlans; ///< for every job that can be taken back

    bool operator==(const JobsMachine &) const = default;
};

[[nodiscard]] Result<State<JobsConfig, JobsMachine>> readJobs(Machine &machine);
[[nodiscard]] Result<Plan> planJobs(const State<JobsConfig, JobsMachine> &current, const JobsConfig &wanted);

} // namespace rdma
