// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// All sources of events of a real machine, in the thread it lives in: what is open, what is missing, what was lost.
#pragma once

#include "helper/attention.h"
#include "helper/linkevents.h"
#include "helper/listenable.h"
#include "helper/udevevents.h"
#include "helper/verbsevents.h"

#include <QMutex>
#include <atomic>
#include <map>
#include <set>

namespace rdma {

/// How what is listened to is opened.
struct EventSources {
    OpenedSource (*devices)() = &openUdevEvents;
    OpenedSource (*links)() = &openLinkEvents;
    Result<Verbs> (*verbs)() = &loadVerbs;
};

class Listener : public QObject {
    Q_OBJECT
public:
    explicit Listener(const Host &host, const EventSources &sources = {});

    void open();
    void close();
    void followDevices(); ///< opens those that came, closes those that went, unless all are forbidden
    void closeDevices();

    // For any thread.
    void forbidDevices(bool forbidden) { m_forbidden = forbidden; }
    [[nodiscard]] QStringList reporting() const;

signals:
    void happened();

private:
    /// What is always listened to. Null while it cannot be: then it is tried again every second, and each time counts
    /// as an event, so that those who watch see the machine all the same.
    struct Standing {
        OpenedSource (*open)();
        void (Listener::*heard)();
        std::unique_ptr<Attention> attention = nullptr;
        bool lost = false; ///< once; said once, whatever is closed and opened again
    };

    void openStanding(Standing &standing);
    void lose(Standing &standing, const Error &error);
    void openMissing();
    void openDevice(const ListenableDevice &device);
    void warnOnce(const ListenableDevice &device, const Error &error);
    void loseDevice(const ListenableDevice &device);
    void openDevices();
    void publish();

    const Host &m_host;
    Result<Verbs> (*m_loadVerbs)();
    std::vector<Standing> m_standing;
    QTimer m_again;
    std::optional<Result<Verbs>> m_verbs;
    /// Null for one that could not be opened: it is not tried again before it went away.
    std::map<ListenableDevice, std::unique_ptr<Attention>> m_devices;
    std::set<ListenableDevice> m_warned; ///< outlives a close(): any user can have it opened and closed without end
    bool m_listening = false;
    std::atomic<bool> m_forbidden = false;
    mutable QMutex m_mutex;
    QStringList m_reporting;
};

} // namespace rdma
