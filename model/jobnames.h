// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of job and step states in JSON, for the record and for the view of it.
#pragma once

#include "model/job.h"
#include "model/json.h"

namespace rdma {

using namespace Qt::StringLiterals;

constexpr EnumNames<JobState, 6> jobStateNames{{
    {JobState::Running, "running"_L1},
    {JobState::Done, "done"_L1},
    {JobState::Undone, "undone"_L1},
    {JobState::LeftOver, "left-over"_L1},
    {JobState::Interrupted, "interrupted"_L1},
    {JobState::Incomplete, "incomplete"_L1},
}};

constexpr EnumNames<StepState, 7> stepStateNames{{
    {StepState::Pending, "pending"_L1},
    {StepState::Running, "running"_L1},
    {StepState::Done, "done"_L1},
    {StepState::Failed, "failed"_L1},
    {StepState::Undone, "undone"_L1},
    {StepState::Left, "left"_L1},
    {StepState::Interrupted, "interrupted"_L1},
}};

constexpr EnumNames<Effect, 3> effectNames{{
    {Effect::None, "none"_L1},
    {Effect::Part, "part"_L1},
    {Effect::All, "all"_L1},
}};

/// Sets "error" if there is one.
void insertError(QJsonObject &object, const std::optional<Error> &error, const QString &key = QStringLiteral("error"));
/// "error" if it is there. Its texts may be long: the last lines of a tool.
[[nodiscard]] std::optional<Error> takeError(ObjectReader &reader, const QString &key = QStringLiteral("error"));

} // namespace rdma
