// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a client sees of a step and of a job: facts to word, a diff, the commands a person would type.
#pragma once

#include "helper/host.h"
#include "model/job.h"

namespace rdma {

/// Asks the host which files anybody may read: of others a client sees the changed lines only, which are ours.
[[nodiscard]] StepView viewOf(const Step &step, const Host &host);
[[nodiscard]] std::vector<StepView> viewsOf(const Plan &plan, const Host &host);
[[nodiscard]] std::vector<StepOutcome> outcomesOf(const Job &job, const Host &host);
/// Without what a tool said: that may hold what only root may read. The record keeps it.
[[nodiscard]] std::optional<Error> shownError(std::optional<Error> error);

enum class Context { ThreeLines, None };

/// Unified diff lines; bytes that are not UTF-8 shown as \\xNN.
[[nodiscard]] QStringList unifiedDiff(const QString &path, const std::optional<QByteArray> &before,
                                      const std::optional<QByteArray> &after, Context context = Context::ThreeLines);

} // namespace rdma
