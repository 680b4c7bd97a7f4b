// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// By which of three ways the port types of a card are kept over a reboot: never by two of them.
#pragma once

#include "model/mellanoxchips.h"
#include "model/mstversion.h"

#include <vector>

namespace rdma {

enum class PortRoad {
    None,
    Firmware,     ///< mstconfig set LINK_TYPE_Pn
    Mlx4Conf,     ///< /etc/rdma/mlx4.conf
    ModuleOption, ///< port_type_array of mlx4_core, for all its cards together
};

constexpr EnumNames<PortRoad, 4> portRoadNames{{{PortRoad::None, QLatin1StringView{"none"}},
                                                {PortRoad::Firmware, QLatin1StringView{"firmware"}},
                                                {PortRoad::Mlx4Conf, QLatin1StringView{"mlx4Conf"}},
                                                {PortRoad::ModuleOption, QLatin1StringView{"moduleOption"}}}};

/// Why this road, or why none.
enum class RoadReason {
    LinkTypeRows,    ///< the firmware has them
    NotACard,        ///< a bridge, a management function, a switch
    VirtualFunction, ///< its card has the types
    FlashRecovery,   ///< the firmware does not run
    FixedType,       ///< by its chip or its board it can be one thing only
    NotRead,         ///< nobody has asked the firmware yet
    NotReadable,     ///< mstconfig was asked, and failed
    ToolMissing,     ///< package mstflint
    ToolUnreadable,  ///< it does not say which version it is, so nobody knows what it can do
    ToolTooNew,      ///< mstflint 4.26 and later do not know the chip
    NeverInTool,     ///< no mstflint knows it
    NoRows,          ///< mstconfig knows the chip, its firmware has no such setting
    PortsReadOnly,   ///< SR-IOV of mlx4_core: mlx4_port1 cannot be written, so the setup script is in vain
};

constexpr EnumNames<RoadReason, 13> roadReasonNames{
    {{RoadReason::LinkTypeRows, QLatin1StringView{"linkTypeRows"}},
     {RoadReason::NotACard, QLatin1StringView{"notACard"}},
     {RoadReason::VirtualFunction, QLatin1StringView{"virtualFunction"}},
     {RoadReason::FlashRecovery, QLatin1StringView{"flashRecovery"}},
     {RoadReason::FixedType, QLatin1StringView{"fixedType"}},
     {RoadReason::NotRead, QLatin1StringView{"notRead"}},
     {RoadReason::NotReadable, QLatin1StringView{"notReadable"}},
     {RoadReason::ToolMissing, QLatin1StringView{"toolMissing"}},
     {RoadReason::ToolUnreadable, QLatin1StringView{"toolUnreadable"}},
     {RoadReason::ToolTooNew, QLatin1StringView{"toolTooNew"}},
     {RoadReason::NeverInTool, QLatin1StringView{"neverInTool"}},
     {RoadReason::NoRows, QLatin1StringView{"noRows"}},
     {RoadReason::PortsReadOnly, QLatin1StringView{"portsReadOnly"}}}};

/// What ToolMissing asks for.
constexpr QLatin1StringView portToolPackage{"mstflint"};

struct RoadFacts {
    MellanoxChip chip;
    bool isVirtualFunction = false;      ///< has a physfn; guests tell it by the chip's kind alone
    std::optional<MstVersion> tool;      ///< nullopt: not installed
    bool isToolUnreadable = false;       ///< it was asked for its version, and did not say
    std::optional<bool> hasLinkTypeRows; ///< nullopt: not asked, or it could not answer
    bool readFailed = false;             ///< it was asked and could not answer
    bool isOutOfReach = false;           ///< and neither will it when it is asked again
    bool hasSetupScript = false;         ///< mlx4-setup.sh
    bool hasInstallLine = false;         ///< "install mlx4_core …" of modprobe.d that runs it
    bool hasSriov = false;               ///< virtual functions are on
    bool isInMlx4Conf = false;           ///< an understood line names the card
    bool hasPortTypeArray = false;       ///< some file of modprobe.d has one

    bool operator==(const RoadFacts &) const = default;
};

struct RoadChoice {
    PortRoad road = PortRoad::None;
    RoadReason reason = RoadReason::NotRead;
    std::vector<PortRoad>
        alsoSetBy; ///< other roads that hold types for the card today: they go before this one is taken

    bool operator==(const RoadChoice &) const = default;
};

[[nodiscard]] RoadChoice roadFor(const RoadFacts &facts);

/// Whether this mstconfig can be asked about the chip.
[[nodiscard]] bool canAsk(const MstVersion &tool, const MellanoxChip &chip);

/// Whether it has the chip's PCI id: without, it fails to open the card and does not say why.
[[nodiscard]] bool knowsId(const MstVersion &tool, const MellanoxChip &chip);

} // namespace rdma
