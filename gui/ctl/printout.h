// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// States, plans and jobs as text for a terminal.
#pragma once

#include "model/job.h"
#include "model/names.h"

namespace rdma {

[[nodiscard]] QString planText(const PlanView &plan);
[[nodiscard]] QString stepLine(const JobView &job, std::size_t step); ///< "[1/2] done: Rename …"
[[nodiscard]] QString resultText(const JobView &job);
[[nodiscard]] QString namesText(const NamesLive &live, const std::vector<Note> &notes);
[[nodiscard]] QString jobsText(const JobsLive &live, qint64 now);
[[nodiscard]] QString notesText(const std::vector<Note> &notes); ///< a line each
[[nodiscard]] QString jsonText(const QJsonObject &object);       ///< indented, with a final newline

} // namespace rdma
