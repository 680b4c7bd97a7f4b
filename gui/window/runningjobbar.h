// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change that is being made while its sheet is not open: another window's, or one that somebody left to itself.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/widgets/messagebar.h"
#include "model/job.h"

namespace rdma {

class JobWatch;

class RunningJobBar : public MessageBar {
    Q_OBJECT
public:
    RunningJobBar(const QDBusConnection &bus, QWidget *parent = nullptr);

    void follow(const QString &id, const JobView &job); ///< until it ends or leave()
    void leave();                                       ///< hidden: its sheet shows it

signals:
    void showRequested(const QString &id, const rdma::JobView &job);
    void ended(const QString &id, const rdma::JobView &job);

private:
    void tell(const JobView &job);

    QDBusConnection m_bus;
    JobWatch *m_watch = nullptr;
    JobView m_job;
};

} // namespace rdma
