// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper as a whole on one bus connection: its objects, its one executor, its end.
#pragma once

#include "helper/featureobject.h"
#include "helper/livewatch.h"
#include "helper/pace.h"

#include <memory>

namespace rdma {

constexpr QLatin1StringView serviceName{"org.rdmamanager.Helper1"};

struct ServiceOptions {
    std::chrono::milliseconds patience = Presence::defaultPatience; ///< idle time before the end
    std::chrono::milliseconds readDeadline = ReadPool::defaultDeadline;
    std::chrono::milliseconds linger = LiveWatch::defaultLinger; ///< how long is listened on after the last watcher
};

class Service : public QObject {
    Q_OBJECT
public:
    Service(Machine machine, Events &events, const QDBusConnection &bus, ServiceOptions options = {});

    /// Makes the job directories, exports the objects and only then takes the name.
    [[nodiscard]] Result<void> start();
    [[nodiscard]] bool isBusy() const { return m_executor.isBusy(); }

    /// As on idle, but watchers do not hold it up: a running job and what had arrived are dealt with.
    void terminate();

    void finishJob() { m_executor.finish(); } ///< waits for a running one's consistent end; the last thing to be done

signals:
    void ended(); ///< idle: the name is given back and what had arrived is answered

private:
    [[nodiscard]] QStringList roots() const; ///< of all features
    void announce(const QString &topic);
    void announceLive();
    void settlePorts();
    void end();
    void drain(int rounds);

    bool m_ending = false;

    // Destroyed from below: a running job and running reads end first, what they refer to goes last.
    Machine m_machine;
    QDBusConnection m_bus;
    JobStore m_store;
    Presence m_presence;
    Callers m_callers;
    std::vector<std::unique_ptr<FeatureObject>> m_objects;
    Pace m_progress; ///< a job of hundreds of steps is not hundreds of signals
    LiveWatch m_live;
    ReadPool m_reads;
    Authorizer m_authorizer;
    Executor m_executor;
};

} // namespace rdma
