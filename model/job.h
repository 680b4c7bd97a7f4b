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
    Left,        ///< failed half-way or could not be taken back: what is there now is neither old nor new
    Interrupted, ///< the helper ended in it: only the machine tells whether its effect is there
};

enum class JobState {
    Running,
    Done,
    Undone,      ///< a step failed or the user cancelled; everything before it was taken back
    LeftOver,    ///< … and something could not be taken back: the step reports say what
    Interrupted, ///< the helper ended while it ran (crash, power): found at the next start
    Incomplete,  ///< done, but for loose steps at the end that failed: they can be tried again
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

[[nodiscard]] bool isJobId(QStringView id); ///< exactly 32 lower-case hex digits: safe as a file name
[[nodiscard]] QString
stateName(JobState state); ///< "running", "done", "undone", "left-over", "interrupted", "incomplete"
[[nodiscard]] QJsonObject toJson(const Job &job);
[[nodiscard]] Result<Job> jobFromJson(const QJsonObject &object);

/// Of the record what changes while the job runs: all but the plan and who asked for it.
[[nodiscard]] QJsonObject progressToJson(const Job &job);
[[nodiscard]] Result<Job> withProgress(Job job, const QJsonObject &progress);

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
    QString finishes; ///< the interrupted job it did the rest of, or empty
    QString finishedBy;
    QString action;
    uint uid = 0;
    qint64 started = 0;
    qint64 finished = 0;
    JobState state = JobState::Running;
    bool undoable = false;
    bool finishable = false; ///< interrupted or incomplete, and what is missing can still be done
    std::vector<StepOutcome> steps;
    std::optional<Error> error;
    std::optional<Error> unjudged; ///< why nobody can tell what of it stands, where something may
    QStringList said; ///< the last lines of the tool that works for the running step, newest last; mostly empty

    bool operator==(const JobView &) const = default;
};

/// How much of a job stands on the machine now and can be taken back.
enum class Effect {
    None, ///< or somebody changed it since
    Part,
    All,
};

/// Feature "jobs": wish None to take a job back, All to finish an interrupted one.
struct JobsConfig {
    std::map<QString, Effect> effects; ///< by job id; running jobs are not there

    bool operator==(const JobsConfig &) const = default;
};

struct JobsLive {
    std::map<QString, JobView> jobs;

    bool operator==(const JobsLive &) const = default;
};

[[nodiscard]] QJsonObject toJson(const JobView &view);
[[nodiscard]] Result<JobView> jobViewFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const JobsConfig &config); ///< {"jobs": {ID: {"effect": "all"}}}
[[nodiscard]] Result<JobsConfig> jobsConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const JobsLive &live); ///< {"jobs": {ID: {…}}}
[[nodiscard]] Result<JobsLive> jobsLiveFromJson(const QJsonObject &object);

} // namespace rdma
