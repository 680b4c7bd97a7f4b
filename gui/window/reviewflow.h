// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The way of a wish from preview to result, without a widget: what the review sheet shows is its phase.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/pages/page.h"
#include "model/job.h"

namespace rdma {

class JobWatch;

/// Makes a password dialog of our own available; the answer says whether it is now.
using AgentDoor = std::function<Result<void>()>;

class ReviewFlow : public QObject {
    Q_OBJECT
public:
    enum class Phase {
        Idle,
        Previewing,
        Ready,       ///< the plan lies on the table
        Authorizing, ///< Apply was asked; a person may be typing a password
        Running,
        Failed, ///< a job ended otherwise than wished, or nobody can say how it ended
    };

    ReviewFlow(const QDBusConnection &bus, AgentDoor agent, QObject *parent = nullptr);

    void start(FeatureClient *client, const Proposal &proposal); ///< also to replace the proposal under review
    void apply();
    void cancel(); ///< the running job, between two steps
    void leave();  ///< forgets the plan; a running job goes on
    /// Follows a job that runs already, be it another's.
    void join(FeatureClient *client, const QString &jobId, const JobView &job);

    [[nodiscard]] Phase phase() const { return m_phase; }
    [[nodiscard]] const Proposal &proposal() const { return m_proposal; }
    [[nodiscard]] const PlanView &plan() const { return m_plan; }
    [[nodiscard]] const JobView &job() const { return m_job; }
    [[nodiscard]] const QString &jobId() const { return m_jobId; }
    [[nodiscard]] const std::optional<Error> &error() const { return m_error; } ///< what to tell beside the phase
    [[nodiscard]] bool isCancelling() const { return m_cancelling; }

signals:
    void changed();                         ///< phase, plan, job or error
    void refused(const rdma::Error &error); ///< no preview: the wish cannot be, or nothing is to be done
    void succeeded(const QString &jobId, const rdma::JobView &job);
    void incomplete(); ///< made, but what makes it last failed; job() says what

private:
    template <typename Take> [[nodiscard]] auto inThisRound(Take take);
    void newRound();
    void enter(Phase phase, const std::optional<Error> &error = {});
    void preview(const std::optional<Error> &because = {});
    void takePlan(const Result<PlanView> &plan, const std::optional<Error> &because);
    void takeApplied(const Result<QString> &job);
    void takeRefusal(const Error &error);
    void retryWithAgent(const Error &error);
    void follow(const QString &job);
    void takeFinished(const JobView &job);
    void takeCancelled(const Result<void> &answer);

    QDBusConnection m_bus;
    AgentDoor m_agent;
    FeatureClient *m_client = nullptr;
    Phase m_phase = Phase::Idle;
    Proposal m_proposal;
    PlanView m_plan;
    JobView m_job;
    QString m_jobId;
    std::optional<Error> m_error;
    bool m_agentTried = false;
    bool m_cancelling = false;
    QObject *m_round = nullptr; ///< the context of the answers still awaited; a new round drops them
};

} // namespace rdma
