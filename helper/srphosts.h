// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// This host's sessions at SRP targets as sysfs shows them: a SCSI host each, and its remote port.
#pragma once

#include "helper/host.h"
#include "model/srpinitiator.h"

namespace rdma {

/// What /sys/class/scsi_host/hostN (drivers/infiniband/ulp/srp/ib_srp.c) and /sys/class/srp_remote_ports/port-N:1
/// (drivers/scsi/scsi_transport_srp.c) tell of one session.
struct SrpHost {
    SrpTargetId target;
    SrpLogin login; ///< no path over RDMA/CM: the kernel does not show it (ENOENT)
    SrpTimeouts timeouts;
    SrpSession session;
};

/// In the order of their numbers. One that goes while it is read is left out. Its LUNs have the names of their block
/// devices only: addDisks() fills in the rest.
[[nodiscard]] std::vector<SrpHost> readSrpHosts(const Host &host);

/// `uses` of a disk that is a path of a multipath map are those of the map.
void addDisks(std::vector<SrpHost> &hosts, const std::vector<BlockDevice> &devices, const Host &host);

struct MultipathMap {
    QString device; ///< dm-0
    QString name;   ///< mpatha
};
[[nodiscard]] std::optional<MultipathMap> multipathMapOn(const QString &disk, const Host &host);

[[nodiscard]] QString remotePortPath(int host); ///< /sys/class/srp_remote_ports/port-7:1

} // namespace rdma
