// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one thread that changes the machine, one job at a time.
#include "helper/executor.h"

namespace rdma {

using namespace std::chrono_literals;

namespace {

constexpr auto lockPatience = 10s;

/// Any other plan must not wait for a device that cannot be closed.
Result<void> clearWay(Events &events, const Plan &plan)
{
    return std::ranges::any_of(plan.steps, needsNothingOpen) ? events.letGo() : Result<void>();
}

} // namespace

Executor::Executor(Machine &machine, Events &events, const JobStore &store)
    : m_machine(machine), m_events(events), m_store(store)
{
    m_worker.moveToThread(&m_thread);
    m_thread.start();
}

Executor::~Executor()
{
    finish();
}

void Executor::finish()
{
    m_thread.quit();
    m_thread.wait();
}

bool Executor::isBusy() const
{
    return m_running.has_value();
}

const std::optional<Job> &Executor::running() const
{
    return m_running;
}

void Executor::start(Job job, std::function<void(Result<QString>)> recorded)
{
    if (m_running) {
        recorded(fail(ErrorCode::Busy, m_running->id));
        return;
    }
    m_running = job;
    m_cancelled = false;
    emit started();
    QMetaObject::invokeMethod(&m_worker, [this, job = std::move(job), recorded = std::move(recorded)] {
        const auto alone = m_store.lock(lockPatience);
        const auto saved = alone.and_then([&](const Descriptor &) {
            m_store.interruptAbandoned();
            return clearWay(m_events, job.plan).and_then([&] { return m_store.save(job); });
        });
        QMetaObject::invokeMethod(this,
                                  [recorded, answer = saved.transform([&] { return job.id; })] { recorded(answer); });
        if (saved)
            std::ignore = runJob(job, {m_machine, m_store, m_cancelled, [this] { emit progressed(); }});
        QMetaObject::invokeMethod(this, &Executor::conclude);
    });
}

void Executor::cancel()
{
    m_cancelled = true;
}

void Executor::conclude()
{
    m_running.reset();
    emit finished();
}

} // namespace rdma
