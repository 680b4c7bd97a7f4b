// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logging in after a boot by the plans and steps of everybody else's logins.
#include "helper/bootconnect.h"

#include "helper/features/srpinitiator.h"
#include "helper/settledlogins.h"

#include <algorithm>
#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::set<SrpTargetId> wishedAtBoot(const SrpInitiatorConfig &config)
{
    std::set<SrpTargetId> wished;
    for (const auto &[id, target] : config.targets)
        if (target.atBoot)
            wished.insert(id);
    return wished;
}

bool isMissing(const SrpInitiatorConfig &config, const SrpTargetId &id)
{
    return wishedAtBoot(config).contains(id) && !config.targets.at(id).connected;
}

/// A file that nobody can read wishes nothing, which must not be taken for nothing wished.
Result<SrpInitiatorState> readWishes(Machine &machine)
{
    return readSrpInitiator(machine).and_then([](SrpInitiatorState &&state) -> Result<SrpInitiatorState> {
        if (state.live.unreadable)
            return std::unexpected(*state.live.unreadable);
        return std::move(state);
    });
}

Result<void> logIn(const SrpInitiatorState &state, const SrpTargetId &id, Machine &machine, const JobStore &store,
                   const Descriptor &lock)
{
    SrpInitiatorConfig wanted = state.config;
    wanted.targets[id].connected = true;
    return planSrpInitiator(state, wanted).and_then([&](const Plan &plan) {
        return applyAtBoot(plan, {u"load-module"_s, u"connect-srp"_s}, machine, store, lock);
    });
}

void report(const SrpTargetId &id, const Error &error)
{
    qWarning("%s is not connected yet: %s %s %s", qPrintable(id.text()), qPrintable(codeName(error.code)),
             qPrintable(error.subject), qPrintable(error.detail));
}

/// A target that is missing, and when it is tried next.
struct Awaited {
    SrpTargetId id;
    std::chrono::milliseconds due{0}; ///< on a clock that runs only while we wait: the lock is free as long as that
    std::chrono::milliseconds pause;
    int attempts = 0;
};

/// Each target has its own distances: one that does not answer takes a minute, and others need not wait for its turn.
class Connecting {
public:
    Connecting(Machine &machine, const JobStore &store, const ConnectPatience &patience)
        : m_machine(machine), m_store(store), m_patience(patience)
    {
    }

    Result<void> run(const std::set<SrpTargetId> &targets)
    {
        for (const SrpTargetId &id : targets)
            m_awaited.push_back({.id = id, .pause = m_patience.first});
        while (!m_awaited.empty()) {
            const auto next = std::ranges::min_element(m_awaited, {}, &Awaited::due);
            wait(next->due - m_waited);
            if (const auto done = attempt(next->id))
                next->attempts = m_patience.attempts;
            else
                postpone(*next, done.error());
            std::erase_if(m_awaited, [&](const Awaited &one) { return one.attempts == m_patience.attempts; });
        }
        return m_missing ? fail(ErrorCode::NotFound, m_missing->text(), u"not connected"_s) : Result<void>();
    }

private:
    void wait(std::chrono::milliseconds time)
    {
        if (time <= time.zero())
            return;
        m_waited += time;
        if (m_patience.wait)
            m_patience.wait(time);
        else
            std::this_thread::sleep_for(time);
    }

    /// What is there, or wished no more, is settled: who ends it later wants it so.
    Result<bool> isOwed(const SrpInitiatorState &state, const SrpTargetId &id)
    {
        const auto settled = settledLogins(m_machine.host);
        if (!settled)
            return std::unexpected(settled.error());
        if (!settled->contains(id) && isMissing(state.config, id))
            return true;
        return settleLogin(m_machine.host, id).transform([] { return false; });
    }

    Result<void> attempt(const SrpTargetId &id)
    {
        const auto lock = m_store.lock(m_patience.lock);
        if (!lock)
            return std::unexpected(lock.error());
        return readWishes(m_machine).and_then([&](const SrpInitiatorState &state) {
            return isOwed(state, id).and_then(
                [&](bool isOwed) { return isOwed ? logIn(state, id, m_machine, m_store, *lock) : Result<void>(); });
        });
    }

    void postpone(Awaited &target, const Error &error)
    {
        report(target.id, error);
        target.due = m_waited + std::exchange(target.pause, target.pause * 2);
        if (++target.attempts == m_patience.attempts && !m_missing)
            m_missing = target.id;
        wait(m_patience.between);
    }

    Machine &m_machine;
    const JobStore &m_store;
    const ConnectPatience &m_patience;
    std::vector<Awaited> m_awaited;
    std::chrono::milliseconds m_waited{0};
    std::optional<SrpTargetId> m_missing; ///< the first that was given up
};

} // namespace

Result<void> connectAtBoot(Machine &machine, const ConnectPatience &patience)
{
    const JobStore store(machine.host);
    return store.prepare().and_then([&] { return readWishes(machine); }).and_then([&](const auto &state) {
        return Connecting(machine, store, patience).run(wishedAtBoot(state.config));
    });
}

} // namespace rdma
