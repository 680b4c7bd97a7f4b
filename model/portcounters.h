// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a port has counted up to one moment. A counter that could not be read is not in the map: not measured.
#pragma once

#include "model/result.h"

#include <compare>
#include <map>

namespace rdma {

constexpr int maxPort = 255; ///< of an InfiniBand switch; u8 in the protocol

/// A port of a device, by the device's name.
struct PortId {
    QString device;
    int port = 0;

    auto operator<=>(const PortId &) const = default;

    /// mlx4_0/1
    [[nodiscard]] static Result<PortId> fromText(QStringView text);
    [[nodiscard]] QString text() const;
};

/// Counters by their file's name, as read: port_xmit_data counts words of four bytes.
using CounterValues = std::map<QString, quint64>;

struct PortCounters {
    qint64 microseconds = 0; ///< CLOCK_MONOTONIC: for differences only
    CounterValues port;      ///< ports/N/counters
    CounterValues hardware;  ///< ports/N/hw_counters, in the driver's own words
    CounterValues netdev;    ///< statistics of the port's Ethernet interface

    bool operator==(const PortCounters &) const = default;
};

[[nodiscard]] QJsonObject toJson(const PortCounters &counters);
[[nodiscard]] Result<PortCounters> portCountersFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
