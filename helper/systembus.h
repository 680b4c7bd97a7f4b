// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A connection to the system bus for one conversation with systemd or logind, which has a deadline as a whole.
#pragma once

#include "model/result.h"

#include <chrono>
#include <memory>
#include <systemd/sd-bus.h>

namespace rdma {

struct BusUnref {
    void operator()(sd_bus *bus) const { ::sd_bus_close_unref(bus); }
    void operator()(sd_bus_message *message) const { ::sd_bus_message_unref(message); }
};
using BusMessage = std::unique_ptr<sd_bus_message, BusUnref>;

/// A connection of its own for each: who asks is a thread, and a bus connection belongs to one.
class SystemBus {
public:
    using Deadline = std::chrono::steady_clock::time_point;

    /// Within three seconds, of which the calls get what is left. Timeout, Io about `asked`.
    [[nodiscard]] static Result<SystemBus> open(const QString &asked);

    [[nodiscard]] sd_bus *inTime() const; ///< for one call
    [[nodiscard]] bool isLate() const;
    [[nodiscard]] std::unexpected<Error> failure(int answer) const; ///< of a call: a negative errno

private:
    SystemBus(sd_bus *opened, Deadline deadline, QString asked);
    Result<void> awaitReady() const;

    std::unique_ptr<sd_bus, BusUnref> m_bus;
    Deadline m_deadline;
    QString m_asked;
};

} // namespace rdma
