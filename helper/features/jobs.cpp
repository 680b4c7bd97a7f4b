// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "jobs": the history of changes, and taking one back.
#include "helper/features/jobs.h"

#include "helper/features/features.h"
#include "helper/jobstore.h"
#include "helper/steps.h"
#include "helper/stepview.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The inverse of what the job left on the machine; nullopt when nothing is left or somebody changed it since.
std::optional<Plan> undoPlanOf(const Job &job, Machine &machine)
{
    if (job.state == JobState::Running)
        return std::nullopt;
    Plan plan{.feature = job.plan.feature, .undoes = job.id};
    for (auto step = job.plan.steps.rbegin(); step != job.plan.steps.rend(); ++step) {
        const auto standing = standingOf(*step, machine);
        const auto inverse = inverseOf(*step);
        if (!standing || *standing == Standing::Neither || !inverse)
            return std::nullopt;
        if (*standing == Standing::After)
            plan.steps.push_back(*inverse);
    }
    return plan.steps.empty() ? std::nullopt : std::optional(plan);
}

JobView viewOf(const Job &job)
{
    return {.feature = job.plan.feature,
            .undoes = job.plan.undoes,
            .undoneBy = {},
            .action = job.action,
            .uid = job.uid,
            .started = job.started,
            .finished = job.finished,
            .state = job.state,
            .undoable = false,
            .steps = outcomesOf(job),
            .error = shownError(job.error)};
}

void addJob(State<JobsConfig, JobsMachine> &state, const Job &job, Machine &machine)
{
    auto undoPlan = undoPlanOf(job, machine);
    state.live.jobs[job.id] = viewOf(job);
    state.live.jobs[job.id].undoable = undoPlan.has_value();
    if (job.state != JobState::Running)
        state.config.applied[job.id] = undoPlan.has_value();
    if (undoPlan)
        state.live.undoPlans[job.id] = std::move(*undoPlan);
}

/// An undo names the job it took back; seen from that job it is "undone by", unless it was itself taken back later.
void linkUndone(std::map<QString, JobView> &jobs)
{
    for (const auto &[id, job] : jobs)
        if (auto undone = jobs.find(job.undoes);
            undone != jobs.end() && job.state == JobState::Done && !undone->second.undoable)
            undone->second.undoneBy = id;
}

} // namespace

Result<State<JobsConfig, JobsMachine>> readJobs(Machine &machine)
{
    State<JobsConfig, JobsMachine> state;
    for (const Job &job : JobStore(machine.host).jobs())
        addJob(state, job, machine);
    linkUndone(state.live.jobs);
    return state;
}

Result<Plan> planJobs(const State<JobsConfig, JobsMachine> &current, const JobsConfig &wanted)
{
    Plan plan;
    for (const auto &[id, applied] : wanted.applied) {
        const auto present = current.config.applied.find(id);
        if (present == current.config.applied.end())
            return fail(ErrorCode::NotFound, id, u"job"_s);
        if (applied == present->second)
            continue;
        if (applied)
            return fail(ErrorCode::InvalidWish, id, u"only undo can be wished"_s);
        if (!plan.steps.empty())
            return fail(ErrorCode::InvalidWish, id, u"one job at a time"_s);
        plan = current.live.undoPlans.at(id);
    }
    return plan;
}

Feature jobsFeature()
{
    const QStringList roots = namesFeature().roots;
    return makeFeature<JobsConfig, JobsMachine>(u"jobs"_s, roots, readJobs, planJobs, jobsConfigFromJson);
}

std::vector<Feature> allFeatures()
{
    return {namesFeature(), jobsFeature()};
}

} // namespace rdma
