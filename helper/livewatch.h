// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps those who watch current: hears the machine's events, and looks at the ports that have none.
#pragma once

#include "helper/events.h"
#include "helper/listenable.h"
#include "helper/pace.h"
#include "helper/readpool.h"

namespace rdma {

class LiveWatch : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds defaultLinger{5};

    LiveWatch(const Host &host, Events &events, ReadPool &reads, std::chrono::milliseconds linger = defaultLinger);

    /// Nothing is looked at while nobody wants it, and soon nothing open: not at once, since opening a device costs it
    /// something and a caller that comes and goes without end would do it without end.
    void follow(bool wanted);

signals:
    void changed(); ///< read again; at most four times a second

private:
    void look();
    void compare(const PortStates &states);

    const Host &m_host;
    Events &m_events;
    ReadPool &m_reads;
    Pace m_pace;
    QTimer m_second;
    QTimer m_linger;
    std::optional<PortStates> m_seen;
    std::weak_ptr<int> m_looking; ///< lives as long as a look that was begun
    bool m_overdue = false;       ///< the last look was not done in the pool's time
    bool m_following = false;
};

} // namespace rdma
