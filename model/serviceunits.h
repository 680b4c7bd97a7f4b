// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services around RDMA by their names, and what can be done with each from here.
#pragma once

#include "model/servicestate.h"

#include <array>

namespace rdma {

struct ServiceUnit {
    QLatin1StringView unit;
    ServiceRole role;
    ServiceBar enabling = ServiceBar::None; ///< and disabling
    ServiceBar starting = ServiceBar::None;
    ServiceBar stopping = ServiceBar::None;

    bool operator==(const ServiceUnit &) const = default;
};

/// All there can be, in the order of a list. opensmd and rtslib-fb-targetctl are what SUSE and Debian call theirs.
extern const std::array<ServiceUnit, 18> serviceUnits;

/// nullptr: none of them.
[[nodiscard]] const ServiceUnit *serviceUnit(QStringView name);

/// Why a state cannot become another one; None: it can, or nothing differs.
[[nodiscard]] ServiceBar barBetween(const ServiceUnit &unit, const UnitState &before, const UnitState &after);

/// Why no feature may do the step, nor take another one back by it. ElsewhereKept bars one page only: another has such
/// steps.
[[nodiscard]] ServiceBar barAgainst(const SwitchUnit &step);

} // namespace rdma
