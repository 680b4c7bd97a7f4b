// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many events, few signals.
#include "helper/pace.h"

namespace rdma {

Pace::Pace(std::chrono::milliseconds interval)
{
    m_interval.setSingleShot(true);
    m_interval.setTimerType(Qt::PreciseTimer); // a coarse one may come early
    m_interval.setInterval(interval);
    connect(&m_interval, &QTimer::timeout, this, &Pace::pause);
}

/// The kernel reports a change before all of its consequences are there (it fills GID tables from a work queue,
/// drivers/infiniband/core/roce_gid_mgmt.c), so one event is two beats.
void Pace::event()
{
    m_more = true;
    if (m_interval.isActive())
        return;
    m_interval.start();
    emit beat();
}

void Pace::pause()
{
    if (!std::exchange(m_more, false))
        return;
    m_interval.start();
    emit beat();
}

} // namespace rdma
