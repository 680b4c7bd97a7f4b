// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "jobs": the history of changes, and taking one back.
#include "helper/features/jobs.h"

#include "helper/bootimagework.h"
#include "helper/features/features.h"
#include "helper/jobstore.h"
#include "helper/liosteps.h"
#include "helper/modulesteps.h"
#include "helper/portsteps.h"
#include "helper/steps.h"
#include "helper/stepview.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A half-made disk where ours was never begun, or was done, is another's, whatever it is called.
Standing ownStanding(const Step &step, const StepReport &report, Standing standing)
{
    const bool isWhole = report.state == StepState::Pending || report.state == StepState::Done;
    const bool isOthers = standing == Standing::Partly && isWhole;
    return isOthers && std::holds_alternative<ChangeBackstore>(step) ? Standing::Neither : standing;
}

/// A running step asks its card first; of one of an earlier boot, nobody may have asked since.
Result<Standing> standingSince(const Step &step, Machine &machine)
{
    const auto *firmware = std::get_if<SetFirmwareTypes>(&step);
    const auto known = firmware ? expectRead(*firmware, machine.host) : Result<void>();
    return known.and_then([&] { return standingOf(step, machine); });
}

/// Where the machine stands with respect to each step; why that cannot be told.
Result<std::vector<Standing>> standingsOf(const Job &job, Machine &machine)
{
    std::vector<Standing> standings;
    for (std::size_t i = 0; i < job.plan.steps.size(); ++i) {
        const auto standing = standingSince(job.plan.steps[i], machine);
        if (!standing)
            return std::unexpected(standing.error());
        standings.push_back(ownStanding(job.plan.steps[i], job.steps[i], *standing));
    }
    return standings;
}

/// What comes last is no effect by itself: a boot image is built anew by others as well, with each kernel.
Effect effectOf(const Job &job, std::vector<Standing> standings)
{
    for (std::size_t i = standings.size(); i-- > 0;)
        if (comesLast(job.plan.steps[i]))
            standings.erase(standings.begin() + std::ptrdiff_t(i));
    const auto done = std::ranges::count(standings, Standing::After);
    if (done == std::ssize(standings))
        return Effect::All;
    return done == 0 && !std::ranges::contains(standings, Standing::Partly) ? Effect::None : Effect::Part;
}

/// Somebody changed what the step had done. One that never got there left nothing of ours, or a part of its effect.
bool wasChangedSince(const StepReport &report, Standing standing)
{
    return standing == Standing::Neither && (report.state == StepState::Done || report.state == StepState::Left);
}

/// Works on what the steps before it have taken back. Where it was never done there is nothing of ours in it.
void addLast(Plan &plan, const Job &job, const std::vector<Standing> &standings)
{
    for (std::size_t i = 0; i < standings.size(); ++i)
        if (comesLast(job.plan.steps[i]) && standings[i] != Standing::Before)
            if (const auto inverse = inverseOf(job.plan.steps[i]))
                plan.steps.push_back(*inverse);
}

/// The inverse of what stands; nullopt when nothing does, it cannot be undone, or somebody changed it since.
std::optional<Plan> undoPlanOf(const Job &job, const std::vector<Standing> &standings)
{
    Plan plan{.feature = job.plan.feature, .undoes = job.id};
    for (std::size_t i = standings.size(); i-- > 0;) {
        if (comesLast(job.plan.steps[i]))
            continue;
        if (wasChangedSince(job.steps[i], standings[i]))
            return std::nullopt;
        if ((standings[i] != Standing::After && standings[i] != Standing::Partly) || staysWhenUndone(job.plan.steps[i]))
            continue;
        const auto inverse = inverseOf(job.plan.steps[i]);
        if (!inverse)
            return std::nullopt;
        plan.steps.push_back(*inverse);
    }
    if (plan.steps.empty())
        return std::nullopt;
    addLast(plan, job, standings);
    return plan;
}

/// What an interrupted job did not come to, or an incomplete one failed at.
std::optional<Plan> finishPlanOf(const Job &job, const std::vector<Standing> &standings)
{
    Plan plan{.feature = job.plan.feature, .finishes = job.id};
    for (std::size_t i = 0; i < standings.size(); ++i) {
        if (standings[i] != Standing::Before && standings[i] != Standing::Partly)
            continue;
        plan.steps.push_back(job.plan.steps[i]);
        plan.looseSteps += i + job.plan.looseSteps >= standings.size() ? 1 : 0;
    }
    const bool isPossible = !plan.steps.empty() && !std::ranges::contains(standings, Standing::Neither);
    const bool isOpen = job.state == JobState::Interrupted || job.state == JobState::Incomplete;
    return isOpen && isPossible ? std::optional(plan) : std::nullopt;
}

/// What they would cut off as things are now.
void nameLosses(std::vector<Step> &steps, Machine &machine)
{
    nameSessions(steps, machine.host);
    for (Step &step : steps) {
        if (auto *module = std::get_if<SwitchModule>(&step))
            nameCuts(*module, machine);
        if (auto *ports = std::get_if<RetypePorts>(&step))
            nameCuts(*ports, machine);
        if (auto *image = std::get_if<RebuildBootImage>(&step))
            nameImage(*image, machine);
    }
}

JobView viewOf(const Job &job, const Host &host)
{
    return {.feature = job.plan.feature,
            .undoes = job.plan.undoes,
            .undoneBy = {},
            .finishes = job.plan.finishes,
            .finishedBy = {},
            .action = job.action,
            .uid = job.uid,
            .started = job.started,
            .finished = job.finished,
            .state = job.state,
            .undoable = false,
            .finishable = false,
            .steps = outcomesOf(job, host),
            .error = shownError(job.error),
            .unjudged = {},
            .said = {}};
}

/// A tool's own words may be about anything on the machine: they are for root and for whoever began the job.
bool mayHear(const Machine &machine, const Job &job)
{
    return !machine.asker || *machine.asker == 0 || *machine.asker == job.uid;
}

/// Only a boot image takes so long that people want to see what its builder says.
QStringList saidMeanwhile(const Job &job, const Host &host)
{
    const auto isBuilding = [&](std::size_t i) {
        return job.steps[i].state == StepState::Running && std::holds_alternative<RebuildBootImage>(job.plan.steps[i]);
    };
    for (std::size_t i = 0; i < job.steps.size(); ++i)
        if (isBuilding(i))
            return saidLines(host).value_or(QStringList());
    return {};
}

void addJob(State<JobsConfig, JobsMachine> &state, const Job &job, Machine &machine)
{
    JobView &view = state.live.jobs[job.id] = viewOf(job, machine.host);
    if (job.state == JobState::Running) {
        view.said = mayHear(machine, job) ? saidMeanwhile(job, machine.host) : QStringList();
        return;
    }
    Effect &effect = state.config.effects[job.id] = Effect::None;
    const auto standings = standingsOf(job, machine);
    if (!standings) {
        if (job.state != JobState::Undone)
            view.unjudged = shownError(standings.error());
        return;
    }
    JobPlans plans{undoPlanOf(job, *standings), finishPlanOf(job, *standings)};
    for (auto *plan : {&plans.undo, &plans.finish})
        if (*plan)
            nameLosses((*plan)->steps, machine);
    view.undoable = plans.undo.has_value();
    view.finishable = plans.finish.has_value();
    effect = plans.undo ? effectOf(job, *standings) : Effect::None;
    state.live.plans[job.id] = std::move(plans);
}

/// A job names the one it took back or finished; seen from that one it is "undone by" or "finished by", as long as that
/// is still so. What was taken back needs no judging.
void linkFollowers(std::map<QString, JobView> &jobs)
{
    for (const auto &[id, job] : jobs) {
        if (job.state != JobState::Done)
            continue;
        if (const auto undone = jobs.find(job.undoes); undone != jobs.end() && !undone->second.undoable) {
            undone->second.undoneBy = id;
            undone->second.unjudged.reset();
        }
        if (const auto finished = jobs.find(job.finishes); finished != jobs.end() && !finished->second.finishable)
            finished->second.finishedBy = id;
    }
}

/// What brings a job's effect to the wished one; nullopt when nothing can.
std::optional<Plan> planFor(const JobPlans &plans, Effect wanted)
{
    switch (wanted) {
    case Effect::None:
        return plans.undo;
    case Effect::All:
        return plans.finish;
    case Effect::Part:
        break;
    }
    return std::nullopt;
}

/// Those of the feature whose change is taken back or finished.
std::vector<Note> consequencesOfJobs(Machine &machine, const State<JobsConfig, JobsMachine> &, const Plan &plan)
{
    for (const Feature &feature : allFeatures())
        if (feature.name == plan.feature && feature.name != "jobs"_L1)
            return feature.consequences(machine, plan);
    return {};
}

} // namespace

Result<State<JobsConfig, JobsMachine>> readJobs(Machine &machine)
{
    State<JobsConfig, JobsMachine> state;
    for (const Job &job : JobStore(machine.host).jobs())
        addJob(state, job, machine);
    linkFollowers(state.live.jobs);
    return state;
}

Result<Plan> planJobs(const State<JobsConfig, JobsMachine> &current, const JobsConfig &wanted)
{
    Plan plan;
    for (const auto &[id, effect] : wanted.effects) {
        const auto present = current.config.effects.find(id);
        if (present == current.config.effects.end())
            return fail(ErrorCode::NotFound, id, u"job"_s);
        if (effect == present->second)
            continue;
        if (!plan.steps.empty())
            return fail(ErrorCode::InvalidWish, id, u"one job at a time"_s);
        const auto plans = current.live.plans.find(id);
        const auto next = plans == current.live.plans.end() ? std::nullopt : planFor(plans->second, effect);
        if (!next)
            return fail(ErrorCode::InvalidWish, id, u"neither undone nor finished"_s);
        plan = *next;
    }
    return plan;
}

Feature jobsFeature()
{
    const QStringList roots = modulesFeature().roots + namesFeature().roots + limitsFeature().roots +
                              portsFeature().roots + srpTargetFeature().roots + srpInitiatorFeature().roots;
    return makeFeature<JobsConfig, JobsMachine>(u"jobs"_s, roots, readJobs, planJobs, jobsConfigFromJson,
                                                consequencesOfJobs);
}

std::vector<Feature> allFeatures()
{
    return {devicesFeature(),   modulesFeature(),      namesFeature(), portsFeature(), limitsFeature(),
            srpTargetFeature(), srpInitiatorFeature(), logFeature(),   jobsFeature()};
}

} // namespace rdma
