// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "limits" and its kin print.
#pragma once

#include "model/limits.h"
#include "model/note.h"

namespace rdma {

/// A table of all rules, and what is wrong with lines that do nothing.
[[nodiscard]] QString limitsText(const LimitsLive &live, const std::vector<Note> &notes);

/// What holds for one user, group, service or process, and why.
[[nodiscard]] QString limitAnswerText(const LimitsQuery &query, const LimitAnswer &answer, const LimitsLive &live);

/// A table of what sessions and services have.
[[nodiscard]] QString runningLimitsText(const std::vector<RunningLimit> &running, const std::vector<Note> &notes);

} // namespace rdma
