// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running a job's plan step by step: recorded before each step, taken back as a whole when one fails.
#pragma once

#include "helper/jobstore.h"
#include "helper/machine.h"

#include <atomic>
#include <functional>

namespace rdma {

struct JobSurroundings {
    Machine &machine;
    const JobStore &store;
    const std::atomic<bool> &cancelled; ///< looked at between two steps
    std::function<void()> progressed;   ///< called after each change of the record
};

/// A new job for a plan that was authorized, with a fresh random id.
[[nodiscard]] Job newJob(Plan plan, QString action, uint uid);

/// Runs to a consistent end and returns the finished record. The job must have been saved once already.
[[nodiscard]] Job runJob(Job job, const JobSurroundings &around);

} // namespace rdma
