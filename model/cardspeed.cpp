// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Chips by PCI id (drivers/net/ethernet/mellanox, drivers/infiniband/hw) and the slowest boards in their vendors'
// ordering tables.
#include "model/cardspeed.h"

#include <algorithm>
#include <array>

namespace rdma {

namespace {

constexpr quint16 mellanox = 0x15b3;
constexpr quint16 qlogic = 0x1077;
constexpr quint16 intel = 0x8086;

constexpr LinkRate ddr{20, 4, LinkSpeed::Ddr};
constexpr LinkRate qdr{40, 4, LinkSpeed::Qdr};
constexpr LinkRate fdr{56, 4, LinkSpeed::Fdr};
constexpr LinkRate edr{100, 4, LinkSpeed::Edr};
constexpr LinkRate hdr100{100, 2, LinkSpeed::Hdr}; // two lanes of a split cable: such boards are sold
constexpr LinkRate ndr200{200, 2, LinkSpeed::Ndr};

struct Chip {
    quint16 vendor;
    quint16 device;
    LinkRate least;
};

constexpr std::array<Chip, 23> chips{{
    // ConnectX and ConnectX-2 by the grade that mlx4_pci_table and pci.ids name. There are boards for DDR among those
    // with QSFP (MHRH19B, MHRH29B), and no list tells the grade of their chip: DDR is the least of all four.
    {mellanox, 0x634a, ddr},
    {mellanox, 0x6354, ddr},
    {mellanox, 0x6732, ddr},
    {mellanox, 0x673c, ddr},
    {mellanox, 0x1003, qdr}, // ConnectX-3
    {mellanox, 0x1004, qdr}, // its virtual functions, and those of the Pro
    {mellanox, 0x1007, qdr}, // ConnectX-3 Pro
    {mellanox, 0x1011, fdr}, // Connect-IB
    {mellanox, 0x1012, fdr},
    {mellanox, 0x1013, fdr}, // ConnectX-4
    {mellanox, 0x1014, fdr},
    {mellanox, 0x1017, edr}, // ConnectX-5
    {mellanox, 0x1018, edr},
    {mellanox, 0x1019, edr}, // ConnectX-5 Ex
    {mellanox, 0x101a, edr},
    {mellanox, 0x101b, hdr100}, // ConnectX-6
    {mellanox, 0x101c, hdr100},
    {mellanox, 0x1021, ndr200}, // ConnectX-7
    {mellanox, 0xa2d6, hdr100}, // BlueField-2
    {mellanox, 0xa2dc, hdr100}, // BlueField-3: the B3210 (NVIDIA, "Supported Platforms" of the BlueField BSP)
    // Not ConnectX-8 (0x1023): its connectors can be split into up to eight ports, and no table tells the least of one.
    {qlogic, 0x7322, qdr}, // QLE7340, QLE7342
    {intel, 0x24f0, edr},  // Omni-Path: 4 lanes of 25 Gb/s, which the driver calls EDR
    {intel, 0x24f1, edr},
}};

} // namespace

std::optional<LinkRate> cardCanDo(const PciIds &ids)
{
    const auto *found = std::ranges::find_if(
        chips, [&](const Chip &chip) { return chip.vendor == ids.vendor && chip.device == ids.device; });
    return found == chips.end() ? std::nullopt : std::optional(found->least);
}

} // namespace rdma
