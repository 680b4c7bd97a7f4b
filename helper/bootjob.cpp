// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running a plan that nobody is there to authorize.
#include "helper/bootjob.h"

#include "helper/jobrun.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What the history has instead of a polkit action.
constexpr auto bootAction = "boot"_L1;

Result<void> expectOnly(const QStringList &allowedKinds, const Plan &plan)
{
    for (const Step &step : plan.steps)
        if (!allowedKinds.contains(kindOf(step)))
            return fail(ErrorCode::Internal, subjectOf(step), kindOf(step));
    return {};
}

/// What a plan is for comes last in it.
bool isSameAttempt(const Job &one, const Job &other)
{
    return one.action == bootAction && one.state == JobState::Undone && !one.plan.steps.empty() &&
           kindOf(one.plan.steps.back()) == kindOf(other.plan.steps.back()) &&
           subjectOf(one.plan.steps.back()) == subjectOf(other.plan.steps.back());
}

/// The history has room for so many jobs, and a boot must not fill it with what nobody can undo.
void forgetEarlierAttempts(const Job &failed, const JobStore &store)
{
    for (const Job &job : store.jobs())
        if (job.id != failed.id && isSameAttempt(job, failed))
            if (const auto forgotten = store.forget(job.id); !forgotten)
                qWarning("job %s: not removed: %s", qPrintable(job.id), qPrintable(forgotten.error().detail));
}

} // namespace

Result<void> applyAtBoot(const Plan &plan, const QStringList &allowedKinds, Machine &machine, const JobStore &store,
                         const Descriptor &)
{
    if (auto harmless = expectOnly(allowedKinds, plan); !harmless || plan.steps.empty())
        return harmless;
    const std::atomic<bool> cancelled = false;
    const Job job = newJob(plan, bootAction, 0);
    return store.save(job).and_then([&]() -> Result<void> {
        const Job ended = runJob(job, {machine, store, cancelled, [] {}});
        if (ended.state == JobState::Undone)
            forgetEarlierAttempts(ended, store);
        return ended.error ? Result<void>(std::unexpected(*ended.error)) : Result<void>();
    });
}

Result<bool> isFirstSinceBoot(const QString &name, const Host &host)
{
    const auto made = host.write("/run/rdma-manager/"_L1 + name, std::nullopt, QByteArray(), {privateMode});
    if (!made && made.error().code == ErrorCode::Conflict)
        return false;
    return made.transform([] { return true; });
}

} // namespace rdma
