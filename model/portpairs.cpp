// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// set_port_type() and mlx4_check_port_params() of mlx4_core, mlx4-setup.sh, and LINK_TYPE_Pn of the firmware.
#include "model/portpairs.h"

#include <algorithm>

namespace rdma {

namespace {

bool canBe(ChipTypes chip, PortType type)
{
    return chip == ChipTypes::Either || (chip == ChipTypes::EthernetOnly) == (type == PortType::Ethernet);
}

std::optional<PairProblem> typeProblem(PortType type, const PairRules &rules)
{
    if (type == PortType::Unknown)
        return PairProblem::NotAType;
    if (type == PortType::Auto && (!rules.chip.senses || rules.road == PortRoad::ModuleOption))
        return PairProblem::NoAuto;
    return canBe(rules.chip.types, type) ? std::nullopt : std::optional(PairProblem::FixedType);
}

/// Older kernels and mlx4-setup.sh refuse it; whatever the firmware keeps, the driver has to bring it up. Without a
/// second port there is no order.
bool breaksOrder(const PortTypes &types, const PairRules &rules)
{
    const bool hasOrder = rules.chip.driver == DriverGeneration::Mlx4;
    const auto first = types.find(1);
    const auto second = types.find(2);
    return hasOrder && first != types.end() && second != types.end() && first->second == PortType::Ethernet &&
           second->second != PortType::Ethernet;
}

std::optional<PairProblem> portsProblem(const PortTypes &types, const PairRules &rules)
{
    for (const auto &[port, type] : types)
        if (port < 1 || port > rules.ports)
            return PairProblem::NoSuchPort;
    const bool needsAll = rules.road != PortRoad::Firmware;
    const bool hasAll = types.size() == static_cast<std::size_t>(rules.ports);
    return types.empty() || (needsAll && !hasAll) ? std::optional(PairProblem::PortMissing) : std::nullopt;
}

} // namespace

std::optional<PairProblem> pairProblem(const PortTypes &types, const PairRules &rules)
{
    if (rules.road == PortRoad::None)
        return PairProblem::NoRoad;
    if (const auto problem = portsProblem(types, rules))
        return problem;
    for (const auto &[port, type] : types)
        if (const auto problem = typeProblem(type, rules))
            return problem;
    return breaksOrder(types, rules) ? std::optional(PairProblem::EthernetBeforeOtherType) : std::nullopt;
}

Result<void> expectPair(const PortTypes &types, const PairRules &rules)
{
    if (const auto problem = pairProblem(types, rules))
        return fail(ErrorCode::InvalidWish, {}, nameOf(pairProblemNames, *problem));
    return {};
}

std::vector<PortType> choicesFor(int port, const PortTypes &types, const PairRules &rules)
{
    std::vector<PortType> choices;
    if (rules.road == PortRoad::None || port < 1 || port > rules.ports)
        return choices;
    for (const PortType type : {PortType::InfiniBand, PortType::Ethernet, PortType::Auto}) {
        PortTypes wanted = types;
        wanted[port] = type;
        if (!typeProblem(type, rules) && !breaksOrder(wanted, rules))
            choices.push_back(type);
    }
    return choices;
}

} // namespace rdma
