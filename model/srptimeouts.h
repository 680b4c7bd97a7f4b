// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens when a session's connection breaks, and the law that the kernel puts on it.
#pragma once

#include "model/result.h"

#include <optional>
#include <vector>

namespace rdma {

/// Seconds; nullopt is "off". The defaults are ib_srp's.
struct SrpTimeouts {
    std::optional<int> reconnectDelay = 10; ///< between two attempts
    std::optional<int> fastIoFail = 15;     ///< then commands fail instead of waiting
    std::optional<int> devLoss = 600;       ///< then the disks go

    bool operator==(const SrpTimeouts &) const = default;
};

/// srp_tmo_valid() of drivers/scsi/scsi_transport_srp.c, in the order in which a user should be told.
enum class TimeoutProblem {
    OutOfRange,        ///< negative, or above what the kernel's int holds
    NoReconnectDelay,  ///< zero
    AllOff,            ///< nothing would ever end
    FastIoFailTooLong, ///< above 600
    DevLossTooLong,    ///< above 600 while fast_io_fail is off
    FastIoFailTooLate, ///< not before dev_loss
};

[[nodiscard]] QString nameOf(TimeoutProblem problem);
[[nodiscard]] std::optional<TimeoutProblem> problemOf(const SrpTimeouts &timeouts);

/// An attribute of /sys/class/srp_remote_ports/port-N:1 and what is written to it: "15" or "off".
struct TimeoutStore {
    QLatin1StringView attribute; ///< reconnect_delay, fast_io_fail_tmo, dev_loss_tmo
    QByteArray value;

    bool operator==(const TimeoutStore &) const = default;
};

/// From one legal combination to another such that the kernel accepts each store on the way.
[[nodiscard]] std::vector<TimeoutStore> storesBetween(const SrpTimeouts &before, const SrpTimeouts &after);

[[nodiscard]] QJsonObject toJson(const SrpTimeouts &timeouts);
[[nodiscard]] Result<SrpTimeouts> srpTimeoutsFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
