// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of a step and of a job: facts to word, a diff, the commands a person would type.
#pragma once

#include "model/job.h"

namespace rdma {

[[nodiscard]] StepView viewOf(const Step &step);
[[nodiscard]] std::vector<StepView> viewsOf(const Plan &plan);
[[nodiscard]] std::vector<StepOutcome> outcomesOf(const Job &job);
/// Without what a tool said: that may hold what only root may read. The record keeps it.
[[nodiscard]] std::optional<Error> shownError(std::optional<Error> error);

/// Unified diff lines with three lines of context; bytes that are not UTF-8 shown as \\xNN.
[[nodiscard]] QStringList unifiedDiff(const QString &path, const std::optional<QByteArray> &before,
                                      const std::optional<QByteArray> &after);

} // namespace rdma
