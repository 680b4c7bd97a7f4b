// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Threads are detached: nobody can wait for one that hangs in the kernel.
#include "helper/readthreads.h"

#include <algorithm>
#include <system_error>
#include <thread>

namespace rdma {

namespace {

/// mlx5_0 for the port mlx5_0/1.
QString deviceOf(const QString &key)
{
    return key.section(u'/', 0, 0);
}

} // namespace

bool ReadThreads::start(std::function<void()> work)
{
    if (!add())
        return false;
    try { // EAGAIN of pthread_create(3): TasksMax=, or no memory for a stack
        std::thread(std::move(work)).detach();
    } catch (const std::system_error &) {
        leave();
        return false;
    }
    return true;
}

bool ReadThreads::begin(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    if (m_leftBehind.contains(key))
        return false;
    if (m_answered.contains(deviceOf(key)))
        return true;
    if (m_unproven.size() >= m_most - m_kept)
        return false;
    m_unproven.insert(key);
    return true;
}

void ReadThreads::leaveBehind(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    m_leftBehind.insert(key);
    m_unproven.insert(key);
    m_answered.remove(deviceOf(key));
}

void ReadThreads::end(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    m_leftBehind.remove(key);
    m_unproven.remove(key);
    const QString device = deviceOf(key);
    if (std::ranges::none_of(m_leftBehind, [&](const QString &other) { return deviceOf(other) == device; }))
        m_answered.insert(device);
}

bool ReadThreads::isLeftBehind(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    return m_leftBehind.contains(key);
}

bool ReadThreads::hasAnswered(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    return m_answered.contains(deviceOf(key));
}

bool ReadThreads::add()
{
    const std::scoped_lock lock(m_mutex);
    if (m_running == m_most)
        return false;
    ++m_running;
    return true;
}

void ReadThreads::leave()
{
    const std::scoped_lock lock(m_mutex);
    --m_running;
}

} // namespace rdma
