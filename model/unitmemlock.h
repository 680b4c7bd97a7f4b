// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// LimitMEMLOCK= of units and DefaultLimitMEMLOCK= of systemd itself: what they say, and where it stands.
#pragma once

#include "model/nextname.h"
#include "model/unitlimit.h"

#include <optional>
#include <vector>

namespace rdma {

struct PlacedLimit {
    QString path;
    int line = 0;
    MemoryLimit limit;

    bool operator==(const PlacedLimit &) const = default;
};

struct UnitLimitComplaint {
    QString path;
    int line = 0;
    UnitLimitProblem problem = UnitLimitProblem::Malformed;

    bool operator==(const UnitLimitComplaint &) const = default;
};

struct UnitMemlock {
    std::optional<PlacedLimit> winner; ///< nullopt: the default of the manager
    std::vector<PlacedLimit> overridden;
    std::vector<UnitLimitComplaint> complaints;

    bool operator==(const UnitMemlock &) const = default;
};

/// `files`: the unit's file, then its drop-ins, in systemd's order. A broken drop-in ends with itself.
[[nodiscard]] UnitMemlock unitMemlock(const std::vector<RulesFile> &files);
/// `files`: system.conf or user.conf, then the drop-ins. A broken one ends reading of all that come after it.
[[nodiscard]] UnitMemlock managerMemlock(const std::vector<RulesFile> &files);

} // namespace rdma
