// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is known of a Mellanox chip by its PCI id alone.
#pragma once

#include "model/enumnames.h"
#include "model/mstversion.h"
#include "model/rdmadevice.h"

#include <optional>

namespace rdma {

enum class DriverGeneration {
    None, ///< no driver has ports for it
    Mlx4,
    Mlx5,
};

constexpr EnumNames<DriverGeneration, 3> driverGenerationNames{{{DriverGeneration::None, QLatin1StringView{"none"}},
                                                                {DriverGeneration::Mlx4, QLatin1StringView{"mlx4"}},
                                                                {DriverGeneration::Mlx5, QLatin1StringView{"mlx5"}}}};

enum class FunctionKind {
    Card,
    VirtualFunction, ///< the physical function's ports are its ports
    FlashRecovery,   ///< "livefish": the firmware does not run
    Management,      ///< a system on a BlueField, not its adapter
    Bridge,
    Other, ///< a switch
};

constexpr EnumNames<FunctionKind, 6> functionKindNames{
    {{FunctionKind::Card, QLatin1StringView{"card"}},
     {FunctionKind::VirtualFunction, QLatin1StringView{"virtualFunction"}},
     {FunctionKind::FlashRecovery, QLatin1StringView{"flashRecovery"}},
     {FunctionKind::Management, QLatin1StringView{"management"}},
     {FunctionKind::Bridge, QLatin1StringView{"bridge"}},
     {FunctionKind::Other, QLatin1StringView{"other"}}}};

/// What ports of the chip can be. A board can be narrower than its chip: only its firmware knows.
enum class ChipTypes { Either, EthernetOnly, InfiniBandOnly };

/// Which mstconfig can be asked about it at all.
enum class MstconfigReach {
    Never,
    UpTo425, ///< ConnectX-3 left with 4.26
    Always,
};

struct MellanoxChip {
    QLatin1StringView name; ///< "ConnectX-3 Pro"; of virtual functions the family's
    FunctionKind kind = FunctionKind::Other;
    DriverGeneration driver = DriverGeneration::None;
    ChipTypes types = ChipTypes::Either;
    MstconfigReach mstconfig = MstconfigReach::Never;
    bool senses = false; ///< a port can be Auto
    MstVersion since{};  ///< no earlier mstconfig has its PCI id; a later one may lack it, too

    bool operator==(const MellanoxChip &) const = default;
};

/// nullopt: another vendor, or an id that no table has.
[[nodiscard]] std::optional<MellanoxChip> mellanoxChip(const PciIds &ids);

} // namespace rdma
