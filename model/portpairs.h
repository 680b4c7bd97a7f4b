// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which types the ports of one card may have together.
#pragma once

#include "model/portroad.h"
#include "model/porttype.h"
#include "model/result.h"

#include <optional>
#include <vector>

namespace rdma {

struct PairRules {
    MellanoxChip chip;
    PortRoad road = PortRoad::None;
    int ports = 1; ///< 1 or 2; ConnectX-8 has up to 8

    bool operator==(const PairRules &) const = default;
};

enum class PairProblem {
    NoRoad,
    NoSuchPort,
    PortMissing,             ///< but in the firmware, each has to be named
    NotAType,                ///< Unknown
    FixedType,               ///< the chip cannot be it
    NoAuto,                  ///< chip or road have none
    EthernetBeforeOtherType, ///< mlx4: port 1 Ethernet needs port 2 Ethernet
};

constexpr EnumNames<PairProblem, 7> pairProblemNames{
    {{PairProblem::NoRoad, QLatin1StringView{"noRoad"}},
     {PairProblem::NoSuchPort, QLatin1StringView{"noSuchPort"}},
     {PairProblem::PortMissing, QLatin1StringView{"portMissing"}},
     {PairProblem::NotAType, QLatin1StringView{"notAType"}},
     {PairProblem::FixedType, QLatin1StringView{"fixedType"}},
     {PairProblem::NoAuto, QLatin1StringView{"noAuto"}},
     {PairProblem::EthernetBeforeOtherType, QLatin1StringView{"ethernetBeforeOtherType"}}}};

[[nodiscard]] std::optional<PairProblem> pairProblem(const PortTypes &types, const PairRules &rules);

/// InvalidWish with the problem's name as detail.
[[nodiscard]] Result<void> expectPair(const PortTypes &types, const PairRules &rules);

/// For this port, while the others stay what they are in `types`: InfiniBand, Ethernet, Auto in this order.
[[nodiscard]] std::vector<PortType> choicesFor(int port, const PortTypes &types, const PairRules &rules);

} // namespace rdma
