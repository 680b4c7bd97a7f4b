// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What happened between two samples of a port's counters.
#pragma once

#include "model/portcounters.h"

#include <optional>

namespace rdma {

/// How much a counter of ports/N/counters has grown. Absent when it cannot be told: it was reset, or stands at its
/// end (error counters and those of 32 bits saturate).
[[nodiscard]] std::optional<quint64> growthOf(const QString &name, quint64 before, quint64 after);

/// As above, from two samples; absent as well when one of them does not have it.
[[nodiscard]] std::optional<quint64> growthOf(const QString &name, const CounterValues &before,
                                              const CounterValues &after);

[[nodiscard]] double secondsBetween(const PortCounters &before, const PortCounters &after);

struct TrafficRate {
    std::optional<double> received; ///< bytes a second
    std::optional<double> sent;

    bool operator==(const TrafficRate &) const = default;
};

/// Of the RDMA port: all its traffic on InfiniBand, the RDMA traffic alone on RoCE.
[[nodiscard]] TrafficRate rdmaRate(const PortCounters &before, const PortCounters &after);

/// Of its Ethernet interface.
[[nodiscard]] TrafficRate netdevRate(const PortCounters &before, const PortCounters &after);

} // namespace rdma
