// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What would lose its disk if a session ended.
#pragma once

#include "model/srpinitiator.h"

#include <set>

namespace rdma {

struct LostUse {
    QString disk; ///< sdb
    DeviceUse use;

    bool operator==(const LostUse &) const = default;
};

using SrpSessions = std::map<SrpTargetId, std::vector<SrpSession>>;

/// Whether the multipath map that it is a path of keeps another, over a session that runs.
[[nodiscard]] bool isKept(const SrpLun &lun, const std::set<SrpTargetId> &ending, const SrpSessions &sessions);

/// Nothing is lost where the same disk stays reachable: through a multipath map, over another session that runs. What
/// only lies on a disk (a volume group, a member of an array) does not use it: what is made of it does.
[[nodiscard]] std::vector<LostUse> lostWithout(const std::set<SrpTargetId> &ending, const SrpSessions &sessions);
[[nodiscard]] std::vector<LostUse> lostWithout(const SrpTargetId &target, const SrpSessions &sessions);

/// Busy: the first of them; its detail is "mounted /srv/data".
[[nodiscard]] Result<void> expectNothingLost(const std::set<SrpTargetId> &ending, const SrpSessions &sessions);

} // namespace rdma
