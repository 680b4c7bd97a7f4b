// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Threads are detached: nobody can wait for one that hangs in the kernel.
#include "helper/readthreads.h"

#include <system_error>
#include <thread>

namespace rdma {

bool ReadThreads::start(const std::shared_ptr<ReadThreads> &threads, std::function<void()> work)
{
    if (!threads->add())
        return false;
    try { // EAGAIN of pthread_create(3): TasksMax=, or no memory for a stack
        std::thread([threads, work = std::move(work)] {
            work();
            threads->end();
        }).detach();
    } catch (const std::system_error &) {
        threads->end();
        return false;
    }
    return true;
}

void ReadThreads::leaveBehind(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    m_leftBehind.insert(key);
}

void ReadThreads::comeBack(const QString &key)
{
    const std::scoped_lock lock(m_mutex);
    m_leftBehind.remove(key);
}

bool ReadThreads::isLeftBehind(const QString &key) const
{
    const std::scoped_lock lock(m_mutex);
    return m_leftBehind.contains(key);
}

bool ReadThreads::add()
{
    const std::scoped_lock lock(m_mutex);
    if (m_running == maxThreads)
        return false;
    ++m_running;
    return true;
}

void ReadThreads::end()
{
    const std::scoped_lock lock(m_mutex);
    --m_running;
}

} // namespace rdma
