// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one thread that changes the machine, one job at a time.
#pragma once

#include "helper/events.h"
#include "helper/jobrun.h"

#include <QObject>
#include <QThread>

namespace rdma {

class Executor : public QObject {
    Q_OBJECT
public:
    Executor(Machine &machine, Events &events, const JobStore &store);
    ~Executor() override;
    void finish(); ///< waits for the running job's consistent end; none starts afterwards

    [[nodiscard]] bool isBusy() const;
    [[nodiscard]] const std::optional<Job> &running() const; ///< as it was when it started

    /// Lets go of the devices if a step needs that, records the job and answers, before the first step: then runs it.
    /// Busy while another runs. Whoever hears finished() may take the devices up again.
    void start(Job job, std::function<void(Result<QString>)> recorded);

    void cancel(); ///< between two steps

signals:
    void started();
    void progressed();
    void finished(); ///< once for every started()

private:
    void conclude();

    Machine &m_machine;
    Events &m_events;
    const JobStore &m_store;
    QThread m_thread;
    QObject m_worker; ///< lives in m_thread: the address for work
    std::atomic<bool> m_cancelled = false;
    std::optional<Job> m_running;
};

} // namespace rdma
