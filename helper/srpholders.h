// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Programs that merely have a disk open which goes away with a session: nothing else shows them.
#pragma once

#include "helper/diskholders.h"
#include "helper/machine.h"
#include "model/srpuses.h"

namespace rdma {

/// Something that can be opened and goes with the sessions.
struct GoingDevice {
    DeviceNumber number;
    QString disk; ///< sdb, also of its partition and of its map
    QString path; ///< /dev/sdb, /dev/sdb1, /dev/mapper/mpatha

    bool operator==(const GoingDevice &) const = default;
};

/// Their disks and partitions, and the multipath maps that no other session keeps.
[[nodiscard]] std::vector<GoingDevice> goingWith(const std::set<SrpTargetId> &ending, const SrpSessions &sessions,
                                                 const Host &host);

/// Asked in a worker unit, of more than maxAskedDevices in portions. `look`: FindHolders or GlimpseHolders.
[[nodiscard]] Result<Holders> holdersOf(const std::vector<GoingDevice> &devices, Machine &machine, Tool look,
                                        NodeKind kind = NodeKind::Block);

/// Busy: the disk; its detail is "dd, process 4711, has /dev/sdb1 open", or "holders unknown" where nobody can tell;
/// the journal says why. Nothing is expected then if the plan has said so before, or a login is taken back: where
/// nobody can ever tell, sessions must be able to end. Whoever holds a disk exclusively is found in another way
/// (Kernel::expectUnheld()).
[[nodiscard]] Result<void> expectNotOpen(const std::vector<GoingDevice> &devices, Machine &machine);

} // namespace rdma
