// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A job in plain words: what it did, who asked, when, and what became of it.
#pragma once

#include "model/job.h"

namespace rdma {

/// "Rename interface ib0 to mlx4_ib0 now, and 1 more step"; for an undo "Undo: …"
[[nodiscard]] QString jobTitle(const JobView &job);

/// "running", "done", "failed and taken back", "failed, something is left over", "interrupted"
[[nodiscard]] QString jobStateWords(JobState state);

/// What a user should know at its end, in whole sentences: what was done, what was taken back, what is left, what to
/// do.
[[nodiscard]] QString jobResultWords(const JobView &job);

/// "by root, 5 min ago, undone"
[[nodiscard]] QString jobByline(const JobView &job, qint64 now);

/// "root", "you" or "user 1001"
[[nodiscard]] QString whoWords(uint uid);

/// "just now", "5 min ago", "3 h ago", from a day on the date and time. Milliseconds since 1970, UTC.
[[nodiscard]] QString agoWords(qint64 then, qint64 now);

} // namespace rdma
