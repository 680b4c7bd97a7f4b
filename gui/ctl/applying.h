// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change from its preview to its result: show, ask, apply, follow.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/client/jobwatch.h"
#include "gui/ctl/exitcode.h"
#include "gui/ctl/terminal.h"

namespace rdma {

class Applying : public QObject {
    Q_OBJECT
public:
    struct Wish {
        QString feature;
        QJsonObject patch;
        bool json = false;
        bool yes = false;
        bool consent = false;
    };

    Applying(const QDBusConnection &bus, Terminal &terminal, Wish wish, QObject *parent = nullptr);

    void start();

signals:
    void ended(int exitCode);
    void failed(const rdma::Error &error);

private:
    void takePlan(const Result<PlanView> &plan);
    void askForConsent();
    void confirm();
    void leave();
    void apply();
    void takeJob(const Result<QString> &job);
    void askForAgent();
    void showProgress(const JobView &job);
    void finish(const JobView &job);

    QDBusConnection m_bus;
    Terminal &m_terminal;
    Wish m_wish;
    FeatureClient m_feature;
    PlanView m_plan;
    QString m_job;
    std::vector<StepState> m_shown;
    QStringList m_said; ///< by the tool of the running step
};

} // namespace rdma
