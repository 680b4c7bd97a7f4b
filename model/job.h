// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A job: one plan that was applied. Crash journal, progress, report, history and the source of undo in one record.
#pragma once

#include "model/plan.h"

#include <map>

namespace rdma {

enum class StepState {
    Pending,
    Running,
    Done,
    Failed, ///< had no effect, or its effect was taken back
    Undone,
    Left, ///< failed half-way or could not be taken back: what is there now is neither old nor new
};

enum class JobState {
    Running,
    Done,
    Undone,      ///< a step failed or the user cancelled; everything before it was taken back
    LeftOver,    ///< … and something could not be taken back: the step reports say what
    Interrupted, ///< the helper ended while it ran (crash, power): found at the next start
};

struct StepReport {
    StepState state = StepState::Pending;
    std::optional<Error> error;

    bool operator==(const StepReport &) const = default;
};

/// The root-only record, /run/rdma-manager/jobs/ID.json while it runs, /var/lib/rdma-manager/jobs/ID.json afterwards.
struct Job {
    QString id; ///< 32 hex digits, random
    Plan plan;
    QString action;      ///< the polkit action that was granted
    uint uid = 0;        ///< who asked
    qint64 started = 0;  ///< ms since 1970, UTC
    qint64 finished = 0; ///< 0 while it runs
    JobState state = JobState::Running;
    std::vector<StepReport> steps; ///< as many as plan.steps
    std::optional<Error> error;    ///< the first failure, or Cancelled

    bool operator==(const Job &) const = default;
};

[[nodiscard]] bool isJobId(QStringView id);      ///< exactly 32 lower-case hex digits: safe as a file name
[[nodiscard]] QString stateName(JobState state); ///< "running", "done", "undone", "left-over", "interrupted"
[[nodiscard]] QJsonObject toJson(const Job &job);
[[nodiscard]] Result<Job> jobFromJson(const QJsonObject &object);

/// What a client sees: the same without the bytes of files.
struct StepOutcome {
    StepView step;
    StepState state = StepState::Pending;
    std::optional<Error> error;

    bool operator==(const StepOutcome &) const = default;
};

struct JobView {
    QString feature;
    QString undoes;   ///< the job it took back, or empty
    QString undoneBy; ///< the job that took it back, or empty
    QString action;
    uint uid = 0;
    qint64 started = 0;
    qint64 finished = 0;
    JobState state = JobState::Running;
    bool undoable = false;
    std::vector<StepOutcome> steps;
    std::optional<Error> error;

    bool operator==(const JobView &) const = default;
};

/// Feature "jobs": the only wish is to take a finished job back.
struct JobsConfig {
    std::map<QString, bool> applied; ///< job id → whether its effect stands; wish false to undo it

    bool operator==(const JobsConfig &) const = default;
};

struct JobsLive {
    std::map<QString, JobView> jobs;

    bool operator==(const JobsLive &) const = default;
};

[[nodiscard]] QJsonObject toJson(const JobView &view);
[[nodiscard]] Result<JobView> jobViewFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const JobsConfig &config); ///< {"jobs": {ID: {"applied": true}}}
[[nodiscard]] Result<JobsConfig> jobsConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const JobsLive &live); ///< {"jobs": {ID: {…}}}
[[nodiscard]] Result<JobsLive> jobsLiveFromJson(const QJsonObject &object);

} // namespace rdma
