// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "jobs": the history of changes, and taking one back.
#pragma once

#include "helper/feature.h"
#include "model/job.h"

namespace rdma {

/// What would be run to take a job back, and to do the rest of it.
struct JobPlans {
    std::optional<Plan> undo;
    std::optional<Plan> finish;

    bool operator==(const JobPlans &) const = default;
};

/// The public view and, beside it, what a wish would run: never sent.
struct JobsMachine : JobsLive {
    std::map<QString, JobPlans> plans; ///< by job id

    bool operator==(const JobsMachine &) const = default;
};

[[nodiscard]] Result<State<JobsConfig, JobsMachine>> readJobs(Machine &machine);
[[nodiscard]] Result<Plan> planJobs(const State<JobsConfig, JobsMachine> &current, const JobsConfig &wanted);

} // namespace rdma
