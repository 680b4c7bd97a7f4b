// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rows the tree of attached disks has: ports of this host, targets that are known there, and the disks of each.
#pragma once

#include "gui/pages/rowtree.h"
#include "gui/pages/srpinitiatoredit.h"

namespace rdma {

struct AttachRow {
    enum class Kind {
        Port,
        Target, ///< known, logged in to, or both
        Disk,   ///< a LUN of one session
    };

    Kind kind = Kind::Port;
    SrpTargetId target; ///< of a port: its port alone
    int host = 0;       ///< of a disk: the SCSI host
    quint64 lun = 0;

    auto operator<=>(const AttachRow &) const = default;
};

using AttachOrder = RowOrder<AttachRow>;

[[nodiscard]] AttachRow rowOf(const PortId &port);
[[nodiscard]] AttachRow rowOf(const SrpTargetId &target);

/// Of what is there and what is wished; a port that is gone stays while a target is known there.
[[nodiscard]] AttachOrder attachOrder(const AttachState &state, const SrpInitiatorConfig &wanted);

/// nullptr: the row is of something else, or it is not there (any more).
[[nodiscard]] const SrpLun *lunOf(const SrpInitiatorLive &live, const AttachRow &row);
[[nodiscard]] const std::vector<SrpSession> &sessionsOf(const SrpInitiatorLive &live, const SrpTargetId &target);

} // namespace rdma
