// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running a job's plan step by step.
#include "helper/jobrun.h"

#include "helper/portmemory.h"
#include "helper/randomid.h"
#include "helper/settledlogins.h"
#include "helper/steps.h"

#include <QDateTime>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Result<void> record(const Job &job, const JobSurroundings &around)
{
    auto saved = around.store.saveProgress(job);
    around.progressed();
    return saved;
}

Result<void> keepOriginal(const Step &step, const JobStore &store)
{
    const auto *file = std::get_if<WriteFile>(&step);
    return file && file->before ? store.keepOriginal(file->path, *file->before) : Result<void>();
}

/// A file that goes must come back for nobody else's eyes than before, and what an edit stands beside must not be shown
/// when the file is public one day.
unsigned recordedMode(const WriteFile &file, const Host &host)
{
    if (!file.before)
        return file.mode;
    const unsigned mode = host.modeOf(file.path).value_or(privateMode);
    return file.after && !host.isReadableByAll(file.path) ? mode & ~unsigned(S_IROTH) : mode;
}

/// Before the first step: then the plan in the record stays as it is.
Result<void> recordModes(Job &job, const JobSurroundings &around)
{
    bool isNews = false;
    for (Step &step : job.plan.steps)
        if (auto *file = std::get_if<WriteFile>(&step)) {
            const unsigned planned = std::exchange(file->mode, recordedMode(*file, around.machine.host));
            isNews = isNews || file->mode != planned;
        }
    return isNews ? around.store.save(job) : Result<void>();
}

/// What a dead helper had begun is ours for the plan that finishes or undoes its job, and for no other.
Result<void> expectOurs(const Plan &plan, const Step &step, Machine &machine)
{
    const bool goesOn = !plan.finishes.isEmpty() || !plan.undoes.isEmpty();
    return goesOn ? Result<void>() : expectUnbegun(step, machine);
}

/// Taking back has none of it: what was cancelled is undone all the same.
Result<void> performCancellably(const Plan &plan, const Step &step, const JobSurroundings &around)
{
    Machine machine = around.machine;
    machine.cancelled = &around.cancelled;
    machine.plan = &plan;
    return perform(step, machine);
}

Result<void> runStep(Job &job, std::size_t i, const JobSurroundings &around)
{
    if (around.cancelled)
        return fail(ErrorCode::Cancelled);
    if (auto ours = expectOurs(job.plan, job.plan.steps[i], around.machine); !ours)
        return ours; // not begun: what is there is not ours to take back
    job.steps[i].state = StepState::Running;
    const auto done =
        record(job, around).and_then([&] { return keepOriginal(job.plan.steps[i], around.store); }).and_then([&] {
            return performCancellably(job.plan, job.plan.steps[i], around);
        });
    if (!done) {
        job.steps[i] = {StepState::Failed, done.error()};
        return done;
    }
    job.steps[i].state = StepState::Done; // recorded with the next one's start, or with the job's end
    return {};
}

bool isLoose(const Job &job, std::size_t i)
{
    return i + job.plan.looseSteps >= job.steps.size();
}

/// Up to the first failure that makes all the others void; of loose steps each is tried. The first failure is the
/// job's.
JobState runSteps(Job &job, const JobSurroundings &around)
{
    if (const auto recorded = recordModes(job, around); !recorded) {
        job.error = recorded.error();
        return JobState::Undone;
    }
    for (std::size_t i = 0; i < job.steps.size(); ++i) {
        const auto done = runStep(job, i, around);
        if (!done && !job.error)
            job.error = done.error();
        if (!done && !isLoose(job, i))
            return JobState::Undone;
    }
    return job.error ? JobState::Incomplete : JobState::Done;
}

/// Somebody else logged in while we tried: the kernel has one session of an id.
bool isOthersSession(const Step &step, const std::optional<Error> &error)
{
    return std::holds_alternative<ChangeSession>(step) && error && error->code == ErrorCode::Exists;
}

/// A failed step may have had its effect all the same (a file written, its reader not told), or a part of it where it
/// is done node by node. Anything else is not ours to touch.
bool needsTakingBack(const Job &job, std::size_t i, Machine &machine)
{
    if (staysWhenUndone(job.plan.steps[i]) || isOthersSession(job.plan.steps[i], job.steps[i].error))
        return false;
    if (job.steps[i].state != StepState::Failed)
        return job.steps[i].state != StepState::Pending;
    const auto standing = standingOf(job.plan.steps[i], machine);
    return !standing || *standing == Standing::After || *standing == Standing::Partly;
}

/// Backwards; then what works on all that was taken back.
std::vector<std::size_t> orderOfTakingBack(const Job &job)
{
    std::vector<std::size_t> order;
    for (std::size_t i = job.steps.size(); i-- > 0;)
        order.push_back(i);
    std::ranges::stable_partition(order, [&](std::size_t i) { return !comesLast(job.plan.steps[i]); });
    return order;
}

JobState takeBack(Job &job, const JobSurroundings &around)
{
    for (const std::size_t i : orderOfTakingBack(job)) {
        if (!needsTakingBack(job, i, around.machine))
            continue;
        StepReport &report = job.steps[i];
        if (const auto undone = undo(job.plan.steps[i], around.machine); !undone) {
            report = {StepState::Left, undone.error()};
            return JobState::LeftOver;
        }
        if (report.state == StepState::Done)
            report.state = StepState::Undone;
        std::ignore = record(job, around); // a full disk must not stop the taking back
    }
    return JobState::Undone;
}

} // namespace

Job newJob(Plan plan, QString action, uint uid)
{
    Job job{.id = randomId(), .plan = std::move(plan), .action = std::move(action), .uid = uid};
    job.started = QDateTime::currentMSecsSinceEpoch();
    job.steps.resize(job.plan.steps.size());
    return job;
}

Job runJob(Job job, const JobSurroundings &around)
{
    const JobState end = runSteps(job, around);
    job.state = end == JobState::Undone ? takeBack(job, around) : end;
    settleLoginsOf(job, around.machine.host);
    rememberTypesOf(job, around.machine.host);
    job.finished = QDateTime::currentMSecsSinceEpoch();
    if (const auto kept = around.store.finish(job); !kept) {
        std::ignore = around.store.saveProgress(job); // the true end, where there may be room
        qWarning("job %s: report not kept: %s", qPrintable(job.id), qPrintable(kept.error().detail));
    }
    around.progressed();
    return job;
}

} // namespace rdma
