// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines by which the SCSI layer tells that a login at an SRP target brought disks.
#pragma once

#include "model/log.h"

namespace rdma {

struct LoggedInDisk {
    QString address; ///< 7:0:0:0
    QString vendor;
    QString model;
    QString revision;
    QString name;        ///< sdb; empty while it has none
    quint64 size = 0;    ///< bytes
    bool usable = false; ///< "Attached SCSI disk"

    bool operator==(const LoggedInDisk &) const = default;
};

/// A SCSI host of ib_srp as the log tells of its beginning.
struct LoggedInHost {
    int host = 0;
    QString service; ///< SRP.T10:001175000077DD7E
    QString from;    ///< GIDs, 32 hex digits; kernels tell them only where debugging messages are kept
    QString to;
    std::vector<LoggedInDisk> disks;

    bool operator==(const LoggedInHost &) const = default;
};

/// Oldest first. Disks of other hosts are none of ours.
[[nodiscard]] std::vector<LoggedInHost> loggedInHosts(const std::vector<LogLine> &lines);

} // namespace rdma
