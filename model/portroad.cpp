// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The procedure matrix: firmware where mstconfig reaches it, else what the distribution has for mlx4_core.
#include "model/portroad.h"

namespace rdma {

namespace {

bool isSetupRun(const RoadFacts &facts)
{
    return facts.hasSetupScript && facts.hasInstallLine;
}

std::optional<RoadReason> whyNoCard(const RoadFacts &facts)
{
    if (facts.isVirtualFunction || facts.chip.kind == FunctionKind::VirtualFunction)
        return RoadReason::VirtualFunction;
    if (facts.chip.kind == FunctionKind::FlashRecovery)
        return RoadReason::FlashRecovery;
    if (facts.chip.kind != FunctionKind::Card || facts.chip.driver == DriverGeneration::None)
        return RoadReason::NotACard;
    if (facts.chip.types != ChipTypes::Either)
        return RoadReason::FixedType;
    return std::nullopt;
}

/// What mstconfig has to say about the card.
RoadReason firmwareReason(const RoadFacts &facts)
{
    if (facts.chip.mstconfig == MstconfigReach::Never)
        return RoadReason::NeverInTool;
    if (!facts.tool)
        return RoadReason::ToolMissing;
    if (facts.isToolUnreadable)
        return RoadReason::ToolUnreadable;
    if (!canAsk(*facts.tool, facts.chip))
        return RoadReason::ToolTooNew;
    if (facts.readFailed)
        return RoadReason::NotReadable;
    if (!facts.hasLinkTypeRows)
        return RoadReason::NotRead;
    return *facts.hasLinkTypeRows ? RoadReason::LinkTypeRows : RoadReason::NoRows;
}

RoadChoice firmwareOnly(RoadReason reason)
{
    if (reason == RoadReason::LinkTypeRows)
        return {PortRoad::Firmware, reason, {}};
    return {PortRoad::None, reason == RoadReason::NoRows ? RoadReason::FixedType : reason, {}};
}

/// The firmware may yet have the types: two roads would be one too many.
bool mayBeInFirmware(const RoadFacts &facts, RoadReason reason)
{
    return reason == RoadReason::NotRead || reason == RoadReason::ToolUnreadable ||
           (reason == RoadReason::NotReadable && !facts.isOutOfReach);
}

RoadChoice ofMlx4(const RoadFacts &facts, RoadReason reason)
{
    if (reason == RoadReason::LinkTypeRows)
        return {PortRoad::Firmware, reason, {}};
    if (reason == RoadReason::NoRows) // an EN card: the driver cannot make it InfiniBand
        return {PortRoad::None, RoadReason::FixedType, {}};
    if (mayBeInFirmware(facts, reason))
        return {PortRoad::None, reason, {}};
    if (!isSetupRun(facts))
        return {PortRoad::ModuleOption, reason, {}};
    if (facts.hasSriov)
        return {PortRoad::ModuleOption, RoadReason::PortsReadOnly, {}};
    return {PortRoad::Mlx4Conf, reason, {}};
}

std::vector<PortRoad> otherRoads(const RoadFacts &facts, PortRoad road)
{
    std::vector<PortRoad> others;
    if (road != PortRoad::Mlx4Conf && facts.isInMlx4Conf && isSetupRun(facts))
        others.push_back(PortRoad::Mlx4Conf);
    if (road != PortRoad::ModuleOption && facts.hasPortTypeArray)
        others.push_back(PortRoad::ModuleOption);
    return others;
}

} // namespace

bool canAsk(const MstVersion &tool, const MellanoxChip &chip)
{
    switch (chip.mstconfig) {
    case MstconfigReach::Never:
        return false;
    case MstconfigReach::UpTo425:
        return knowsConnectX3(tool);
    case MstconfigReach::Always:
        return true;
    }
    return false;
}

bool knowsId(const MstVersion &tool, const MellanoxChip &chip)
{
    return canAsk(tool, chip) && tool >= chip.since;
}

RoadChoice roadFor(const RoadFacts &facts)
{
    if (const auto reason = whyNoCard(facts))
        return {PortRoad::None, *reason, {}};
    const RoadReason reason = firmwareReason(facts);
    if (facts.chip.driver == DriverGeneration::Mlx5)
        return firmwareOnly(reason);
    RoadChoice choice = ofMlx4(facts, reason);
    if (choice.road != PortRoad::None)
        choice.alsoSetBy = otherRoads(facts, choice.road);
    return choice;
}

} // namespace rdma
