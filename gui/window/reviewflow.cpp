// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way of a wish from preview to result, without a widget: what the review sheet shows is its phase.
#include "gui/window/reviewflow.h"

#include "gui/client/jobwatch.h"
#include "gui/words/jobwords.h"

namespace rdma {

ReviewFlow::ReviewFlow(const QDBusConnection &bus, AgentDoor agent, QObject *parent)
    : QObject(parent), m_bus(bus), m_agent(std::move(agent))
{
}

template <typename Take> auto ReviewFlow::inThisRound(Take take)
{
    return [this, round = m_round, take](const auto &answer) {
        if (round == m_round)
            take(answer);
    };
}

void ReviewFlow::start(FeatureClient *client, const Proposal &proposal)
{
    m_client = client;
    m_proposal = proposal;
    m_agentTried = false;
    preview();
}

void ReviewFlow::apply()
{
    if (m_phase != Phase::Ready)
        return;
    enter(Phase::Authorizing);
    m_client->apply(m_plan.id, m_proposal.wish, m_round,
                    inThisRound([this](const Result<QString> &job) { takeApplied(job); }));
}

void ReviewFlow::cancel()
{
    if (m_phase != Phase::Running || m_cancelling)
        return;
    m_cancelling = true;
    emit changed();
    m_client->cancel(m_jobId, m_round, inThisRound([this](const Result<void> &answer) { takeCancelled(answer); }));
}

void ReviewFlow::leave()
{
    newRound();
    enter(Phase::Idle);
}

void ReviewFlow::join(FeatureClient *client, const QString &jobId, const JobView &job)
{
    m_client = client;
    m_proposal = {{}, {jobTitle(job)}, false};
    newRound();
    m_job = job;
    follow(jobId);
}

/// Called from within answers, so the old round must outlive this call.
void ReviewFlow::newRound()
{
    if (m_round)
        m_round->deleteLater();
    m_round = new QObject(this);
    m_plan = {};
    m_job = {};
    m_cancelling = false;
}

void ReviewFlow::enter(Phase phase, const std::optional<Error> &error)
{
    m_phase = phase;
    m_error = error;
    emit changed();
}

void ReviewFlow::preview(const std::optional<Error> &because)
{
    newRound();
    enter(Phase::Previewing, because);
    m_client->preview(m_proposal.wish, m_round,
                      inThisRound([this, because](const Result<PlanView> &plan) { takePlan(plan, because); }));
}

void ReviewFlow::takePlan(const Result<PlanView> &plan, const std::optional<Error> &because)
{
    const bool nothing = plan && plan->steps.empty();
    if (plan && !nothing) {
        m_plan = *plan;
        return enter(Phase::Ready, because);
    }
    const Error error = nothing ? Error{ErrorCode::NothingToDo, {}, {}} : plan.error();
    leave();
    emit refused(error);
}

void ReviewFlow::takeApplied(const Result<QString> &job)
{
    if (job)
        follow(*job);
    else
        takeRefusal(job.error());
}

void ReviewFlow::takeRefusal(const Error &error)
{
    const bool machineChanged = error.code == ErrorCode::Stale || error.code == ErrorCode::NotFound ||
                                error.code == ErrorCode::InvalidWish || error.code == ErrorCode::NothingToDo;
    if (error.code == ErrorCode::NoAgent && m_agent && !m_agentTried)
        retryWithAgent(error);
    else if (machineChanged)
        preview(error);
    else
        enter(Phase::Ready, error);
}

void ReviewFlow::retryWithAgent(const Error &error)
{
    m_agentTried = true;
    m_phase = Phase::Ready;
    if (m_agent())
        apply();
    else
        enter(Phase::Ready, error);
}

void ReviewFlow::follow(const QString &job)
{
    m_jobId = job;
    for (const StepView &step : m_plan.steps)
        m_job.steps.push_back({step, StepState::Pending, {}});
    auto *watch = new JobWatch(m_bus, job, m_round);
    const auto takeView = [this](const JobView &view) {
        m_job = view;
        emit changed();
    };
    connect(watch, &JobWatch::updated, this, inThisRound(takeView));
    connect(watch, &JobWatch::finished, this, inThisRound([this](const JobView &view) { takeFinished(view); }));
    connect(watch, &JobWatch::lost, this, inThisRound([this](const Error &error) { enter(Phase::Failed, error); }));
    enter(Phase::Running);
}

void ReviewFlow::takeFinished(const JobView &job)
{
    m_job = job;
    m_cancelling = false;
    if (job.state != JobState::Done) {
        enter(Phase::Failed);
        if (job.state == JobState::Incomplete)
            emit incomplete();
        return;
    }
    leave();
    emit succeeded(m_jobId, job);
}

void ReviewFlow::takeCancelled(const Result<void> &answer)
{
    m_cancelling = answer.has_value();
    m_error = answer ? std::nullopt : std::optional(answer.error());
    emit changed();
}

} // namespace rdma
