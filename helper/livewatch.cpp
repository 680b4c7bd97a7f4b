// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeping those who watch current.
#include "helper/livewatch.h"

namespace rdma {

using namespace std::chrono_literals;

LiveWatch::LiveWatch(const Host &host, Events &events, ReadPool &reads, std::chrono::milliseconds linger)
    : m_host(host), m_events(events), m_reads(reads)
{
    m_linger.setSingleShot(true);
    m_linger.setInterval(linger);
    connect(&m_linger, &QTimer::timeout, &m_events, &Events::ignore);
    m_second.setInterval(1s);
    connect(&m_second, &QTimer::timeout, this, &LiveWatch::look);
    connect(&m_events, &Events::happened, &m_pace, &Pace::event);
    connect(&m_pace, &Pace::beat, this, [this] {
        if (m_following)
            emit changed();
    });
}

void LiveWatch::follow(bool wanted)
{
    if (std::exchange(m_following, wanted) == wanted)
        return;
    m_seen.reset();
    if (!wanted) {
        m_second.stop();
        return m_linger.start();
    }
    m_linger.stop();
    m_events.listen();
    m_second.start();
    look();
}

/// One look at a time: a file that is stuck holds one thread of the pool, not all of them. While none comes to its end
/// watchers read every second: their reads are patient device by device.
void LiveWatch::look()
{
    if (m_overdue)
        m_pace.event();
    if (!m_looking.expired())
        return;
    m_overdue = false;
    const auto looking = std::make_shared<int>();
    m_looking = looking;
    m_reads.run<PortStates>(
        [this, looking, reporting = m_events.reporting()] { return silentPortStates(m_host, reporting); },
        [this](const Result<PortStates> &states) {
            m_overdue = !states;
            if (states && m_following)
                compare(*states);
        });
}

/// The first look counts as a change: the ports may have changed between the watcher's own read and ours.
void LiveWatch::compare(const PortStates &states)
{
    if (std::exchange(m_seen, states) != states)
        m_pace.event();
}

} // namespace rdma
