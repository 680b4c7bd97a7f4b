// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mlx4_pci_table, mlx5_core_pci_table (drivers/net/ethernet/mellanox) and the device list of mstflint's dev_mgt.
#include "model/mellanoxchips.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr quint16 mellanox = 0x15b3;

struct Ids {
    quint16 first;
    quint16 last;
    MellanoxChip chip;
};

constexpr MellanoxChip mlx4(QLatin1StringView name, MstconfigReach reach)
{
    return {name, FunctionKind::Card, DriverGeneration::Mlx4, ChipTypes::Either, reach, true};
}

constexpr MellanoxChip mlx5(QLatin1StringView name, ChipTypes types = ChipTypes::Either)
{
    return {name, FunctionKind::Card, DriverGeneration::Mlx5, types, MstconfigReach::Always, false};
}

constexpr MellanoxChip mlx5From(MstVersion since, QLatin1StringView name)
{
    MellanoxChip chip = mlx5(name);
    chip.since = since;
    return chip;
}

/// debian/changelog of mstflint has BlueField-2 come with it; what was made later came later.
constexpr MstVersion sinceBlueField2{4, 14, 0};
/// Debian's mstflint 4.31.0 has all but this one.
constexpr MstVersion sinceConnectX9{4, 32, 0};

constexpr MellanoxChip virtualOf(MellanoxChip chip)
{
    chip.kind = FunctionKind::VirtualFunction;
    chip.mstconfig = MstconfigReach::Never;
    chip.senses = false;
    return chip;
}

constexpr MellanoxChip noCard(FunctionKind kind, QLatin1StringView name)
{
    return {name, kind, DriverGeneration::None, ChipTypes::Either, MstconfigReach::Never, false};
}

constexpr Ids one(quint16 device, const MellanoxChip &chip)
{
    return {device, device, chip};
}

// ConnectX and ConnectX-2 have the same ids.
constexpr MellanoxChip connectX2 = mlx4("ConnectX/ConnectX-2"_L1, MstconfigReach::Never);
constexpr MellanoxChip connectX3 = mlx4("ConnectX-3"_L1, MstconfigReach::UpTo425);
constexpr MellanoxChip unreleased = mlx4("ConnectX (unreleased)"_L1, MstconfigReach::Never);
constexpr MellanoxChip connectIb = mlx5("Connect-IB"_L1, ChipTypes::InfiniBandOnly);
constexpr MellanoxChip connectX4Lx = mlx5("ConnectX-4 Lx"_L1, ChipTypes::EthernetOnly);
constexpr MellanoxChip livefish = noCard(FunctionKind::FlashRecovery, "ConnectX or BlueField"_L1);
constexpr MellanoxChip bridge = noCard(FunctionKind::Bridge, "PCI bridge"_L1);
constexpr MellanoxChip management = noCard(FunctionKind::Management, "BlueField"_L1);
constexpr MellanoxChip fabricSwitch = noCard(FunctionKind::Other, "Switch"_L1);

constexpr std::array mlx4Chips{
    one(0x6340, connectX2),          one(0x634a, connectX2),
    one(0x6354, connectX2),          one(0x6368, connectX2),
    one(0x6372, connectX2),          one(0x6732, connectX2),
    one(0x673c, connectX2),          one(0x6746, connectX2),
    one(0x6750, connectX2),          one(0x675a, connectX2),
    one(0x6764, connectX2),          one(0x676e, connectX2),
    one(0x6778, connectX2),          one(0x1002, virtualOf(connectX2)),
    one(0x1003, connectX3),          one(0x1004, virtualOf(connectX3)), // the Pro's, too
    Ids{0x1005, 0x1006, unreleased}, one(0x1007, mlx4("ConnectX-3 Pro"_L1, MstconfigReach::UpTo425)),
    Ids{0x1008, 0x1010, unreleased},
};

constexpr std::array mlx5Chips{
    one(0x1011, connectIb),
    one(0x1012, virtualOf(connectIb)),
    one(0x1013, mlx5("ConnectX-4"_L1)),
    one(0x1014, virtualOf(mlx5("ConnectX-4"_L1))),
    one(0x1015, connectX4Lx),
    one(0x1016, virtualOf(connectX4Lx)),
    one(0x1017, mlx5("ConnectX-5"_L1)),
    one(0x1018, virtualOf(mlx5("ConnectX-5"_L1))),
    one(0x1019, mlx5("ConnectX-5 Ex"_L1)),
    one(0x101a, virtualOf(mlx5("ConnectX-5 Ex"_L1))),
    one(0x101b, mlx5("ConnectX-6"_L1)),
    one(0x101c, virtualOf(mlx5("ConnectX-6"_L1))),
    one(0x101d, mlx5("ConnectX-6 Dx"_L1, ChipTypes::EthernetOnly)),
    one(0x101e, virtualOf(mlx5("ConnectX or BlueField"_L1))), // of ConnectX-6 Dx, BlueField-2 and all later ones
    one(0x101f, mlx5("ConnectX-6 Lx"_L1, ChipTypes::EthernetOnly)),
    one(0x1021, mlx5From(sinceBlueField2, "ConnectX-7"_L1)),
    one(0x1023, mlx5From(sinceBlueField2, "ConnectX-8"_L1)),
    one(0x1025, mlx5From(sinceConnectX9, "ConnectX-9"_L1)),
    one(0xa2d2, mlx5("BlueField"_L1)),
    one(0xa2d3, virtualOf(mlx5("BlueField"_L1))),
    one(0xa2d6, mlx5From(sinceBlueField2, "BlueField-2"_L1)),
    one(0xa2d9, mlx5From(sinceBlueField2, "BlueField-3 Lx"_L1)),
    one(0xa2dc, mlx5From(sinceBlueField2, "BlueField-3"_L1)),
    one(0xa2df, mlx5From(sinceBlueField2, "BlueField-4"_L1)),
};

constexpr std::array noCards{
    one(0x0191, livefish),           one(0x01f6, livefish),           one(0x01f8, livefish),
    one(0x01ff, livefish),           one(0x0209, livefish),           one(0x020b, livefish),
    one(0x020d, livefish),           Ids{0x020f, 0x0221, livefish},   Ids{0x1974, 0x197e, bridge},
    Ids{0x2020, 0x2025, bridge},     Ids{0xa2d0, 0xa2d1, management}, Ids{0xa2d4, 0xa2d5, management},
    Ids{0xa2d7, 0xa2d8, management}, Ids{0xa2da, 0xa2db, management}, Ids{0xa2dd, 0xa2de, management},
    one(0xc2d6, management),         one(0xcb20, fabricSwitch),       one(0xcb84, fabricSwitch),
    one(0xcf08, fabricSwitch),       one(0xcf6c, fabricSwitch),       one(0xcf70, fabricSwitch),
    one(0xcf80, fabricSwitch),
};

template <std::size_t N> const MellanoxChip *findIn(const std::array<Ids, N> &table, quint16 device)
{
    const auto found =
        std::ranges::find_if(table, [device](const Ids &ids) { return ids.first <= device && device <= ids.last; });
    return found == table.end() ? nullptr : &found->chip;
}

} // namespace

std::optional<MellanoxChip> mellanoxChip(const PciIds &ids)
{
    if (ids.vendor != mellanox)
        return std::nullopt;
    for (const MellanoxChip *chip :
         {findIn(mlx4Chips, ids.device), findIn(mlx5Chips, ids.device), findIn(noCards, ids.device)})
        if (chip != nullptr)
            return *chip;
    return std::nullopt;
}

} // namespace rdma
