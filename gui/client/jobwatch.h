// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Follows one job from Apply's answer to its end.
#pragma once

#include "gui/client/featureclient.h"
#include "model/job.h"

#include <QElapsedTimer>
#include <QTimer>

namespace rdma {

/// Reads feature "jobs" whenever the helper says that a job moved, and once a second in case it does not.
/// After finished() or lost() it is silent; delete it whenever you like.
class JobWatch : public QObject {
    Q_OBJECT
public:
    JobWatch(const QDBusConnection &bus, QString job, QObject *parent = nullptr,
             std::chrono::milliseconds patience = std::chrono::seconds(30));

    [[nodiscard]] QString job() const;

signals:
    void updated(const rdma::JobView &view);  ///< each time the job is seen changed, the last time included
    void finished(const rdma::JobView &view); ///< once: its state is not Running any more
    void lost(const rdma::Error &error);      ///< once: nobody could say for `patience` how it goes; it may still run

private:
    void read();
    void take(const Result<QJsonObject> &state);
    void takeView(const JobView &view);
    void takeFailure(const Error &error);
    void lose(const Error &error);

    QString m_job;
    FeatureClient m_jobs;
    QTimer m_tick;
    QElapsedTimer m_sinceSeen;
    std::chrono::milliseconds m_patience;
    std::optional<JobView> m_last;
    bool m_reading = false;
    bool m_readAgain = false;
    bool m_over = false;
};

} // namespace rdma
