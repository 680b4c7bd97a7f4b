// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// sd-bus(3) with a deadline of ours.
#include "helper/systembus.h"

#include "helper/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <cstdint>

namespace rdma {

namespace {

constexpr std::chrono::seconds patience{3}; // for all of it; a read has five

/// At least 1: by 0 the library's own 25 seconds are meant (sd_bus_set_method_call_timeout(3)).
quint64 microsecondsTo(SystemBus::Deadline deadline)
{
    const auto left = std::chrono::ceil<std::chrono::microseconds>(deadline - std::chrono::steady_clock::now());
    return quint64(std::max<std::int64_t>(left.count(), 1));
}

std::unexpected<Error> failureOf(int answer, const QString &asked)
{
    return fail(answer == -ETIMEDOUT ? ErrorCode::Timeout : ErrorCode::Io, asked, errnoName(-answer));
}

} // namespace

Result<SystemBus> SystemBus::open(const QString &asked)
{
    const Deadline deadline = std::chrono::steady_clock::now() + patience;
    sd_bus *opened = nullptr;
    if (const int answer = ::sd_bus_open_system(&opened); answer < 0)
        return failureOf(answer, asked);
    SystemBus bus(opened, deadline, asked);
    return bus.awaitReady().transform([&] { return std::move(bus); });
}

SystemBus::SystemBus(sd_bus *opened, Deadline deadline, QString asked)
    : m_bus(opened), m_deadline(deadline), m_asked(std::move(asked))
{
}

sd_bus *SystemBus::inTime() const
{
    ::sd_bus_set_method_call_timeout(m_bus.get(), microsecondsTo(m_deadline));
    return m_bus.get();
}

bool SystemBus::isLate() const
{
    return std::chrono::steady_clock::now() >= m_deadline;
}

std::unexpected<Error> SystemBus::failure(int answer) const
{
    return failureOf(answer, m_asked);
}

/// A call would wait 90 seconds for a bus that takes the connection and says nothing (BUS_AUTH_TIMEOUT in systemd's
/// src/libsystemd/sd-bus/bus-socket.c).
Result<void> SystemBus::awaitReady() const
{
    int answer = ::sd_bus_is_ready(m_bus.get());
    while (answer == 0) {
        if (isLate())
            return failure(-ETIMEDOUT);
        answer = ::sd_bus_process(m_bus.get(), nullptr);
        if (answer == 0)
            answer = ::sd_bus_wait(m_bus.get(), microsecondsTo(m_deadline));
        answer = answer < 0 && answer != -EINTR ? answer : ::sd_bus_is_ready(m_bus.get());
    }
    return answer < 0 ? Result<void>(failure(answer)) : Result<void>();
}

} // namespace rdma
