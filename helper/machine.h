// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The doors to one machine, handed to whoever acts on it. Nobody asks whether they are real.
#pragma once

#include "helper/accounts.h"
#include "helper/host.h"
#include "helper/journal.h"
#include "helper/kernel.h"
#include "helper/services.h"
#include "helper/tools.h"
#include "model/plan.h"

#include <atomic>

namespace rdma {

struct Machine {
    Host &host;
    Kernel &kernel;
    Tools &tools;
    const Journal &journal;
    const Services &services;
    const Accounts &accounts;
    /// Of the job whose step is being done: a long step that can be ended looks at it. nullptr: nobody can cancel.
    const std::atomic<bool> *cancelled = nullptr;
    /// Of that job: what was told before is expected. nullptr: no job, or one that is taken back.
    const Plan *plan = nullptr;
    /// For whom is read; nullopt: for nobody outside.
    std::optional<uint> asker = std::nullopt;
};

} // namespace rdma
