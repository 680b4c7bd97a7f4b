// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The links of this host: its port, its subnet, ib_srp, and whether the target is to be found from there.
#include "model/srpchain.h"

#include "model/srpchainlinks.h"

#include <algorithm>

namespace rdma {

namespace {

using enum ChainStanding;

ChainCheck check(ChainLink link, ChainStanding standing, ChainFact fact, LoginCure cure = LoginCure::None)
{
    return {.link = link, .standing = standing, .fact = fact, .cure = cure};
}

bool isActive(const InitiatorPort &port)
{
    return port.state == PortState::Active || port.state == PortState::ActiveDefer;
}

bool isInfiniBand(const InitiatorPort &port)
{
    return port.linkLayer != LinkLayer::Ethernet;
}

ChainCheck cableOf(const InitiatorPort &port)
{
    switch (port.physicalState) {
    case PhysicalState::LinkUp:
        return check(ChainLink::Cable, Good, ChainFact::CableUp);
    case PhysicalState::Polling:
    case PhysicalState::Sleep:
        return check(ChainLink::Cable, Broken, ChainFact::NoCable, LoginCure::PlugCable);
    case PhysicalState::Disabled:
        return check(ChainLink::Cable, Broken, ChainFact::SwitchedOff);
    case PhysicalState::Training:
    case PhysicalState::ErrorRecovery:
        return check(ChainLink::Cable, Broken, ChainFact::LinkTrains, LoginCure::PlugCable);
    case PhysicalState::Unknown:
    case PhysicalState::NoChange:
    case PhysicalState::Test:
        break;
    }
    return isActive(port) ? check(ChainLink::Cable, Good, ChainFact::CableUp)
                          : check(ChainLink::Cable, NotKnown, ChainFact::CableNotTold);
}

/// A port that waits for its subnet manager is not what is broken.
ChainCheck stateOf(const InitiatorPort &port)
{
    if (isActive(port))
        return check(ChainLink::PortState, Good, ChainFact::PortActive);
    const bool waits = port.state == PortState::Initializing || port.state == PortState::Armed;
    return waits && isInfiniBand(port) ? check(ChainLink::PortState, Good, ChainFact::PortWaits)
                                       : check(ChainLink::PortState, Broken, ChainFact::PortDown, LoginCure::PlugCable);
}

ChainCheck subnetManagerOf(const InitiatorPort &port)
{
    constexpr auto link = ChainLink::SubnetManager;
    if (!isInfiniBand(port))
        return check(link, DoesNotApply, ChainFact::NeedsNone);
    const quint32 lid = port.smLid.value_or(0);
    if (isActive(port) && lid > 0)
        return {.link = link, .standing = Good, .fact = ChainFact::SubnetManagerKnown, .number = lid};
    return check(link, Broken, lid > 0 ? ChainFact::SubnetManagerSilent : ChainFact::NoSubnetManager,
                 LoginCure::StartSubnetManager);
}

ChainCheck moduleOf(const SrpInitiatorLive &live, const InitiatorPort &port)
{
    if (!live.moduleLoaded)
        return check(ChainLink::Module, Broken, ChainFact::ModuleMissing, LoginCure::LoadInitiator);
    return port.ready ? check(ChainLink::Module, Good, ChainFact::ModuleServes)
                      : check(ChainLink::Module, Broken, ChainFact::PortNotServed);
}

bool isAt(const FoundTarget &found, const ChainScene &scene)
{
    const IbCmPath *path = pathOf<IbCmPath>(scene);
    return !path || found.path.dgid == path->dgid;
}

ChainCheck discoveryOf(const ChainScene &scene, const InitiatorPort &port)
{
    constexpr auto link = ChainLink::Discovery;
    if (sessionOf(scene))
        return check(link, Good, ChainFact::FoundConnected);
    if (!isInfiniBand(port) || pathOf<RdmaCmPath>(scene))
        return check(link, DoesNotApply, ChainFact::CannotBeFound);
    if (!scene.found)
        return check(link, NotKnown, ChainFact::NotLookedFor, LoginCure::DiscoverAgain);
    const auto hasIds = [&](const FoundTarget &one) {
        return one.idExt == scene.target.idExt && one.iocGuid == scene.target.iocGuid;
    };
    const auto isThere = [&](const FoundTarget &one) { return isAt(one, scene); };
    const bool isFound =
        std::ranges::any_of(*scene.found, [&](const auto &one) { return hasIds(one) && isAt(one, scene); });
    if (isFound)
        return check(link, Good, ChainFact::Found);
    const bool isElse = std::ranges::any_of(*scene.found, hasIds) ||
                        (pathOf<IbCmPath>(scene) && std::ranges::any_of(*scene.found, isThere));
    return isElse ? check(link, Broken, ChainFact::FoundElse, LoginCure::DiscoverAgain)
                  : check(link, Broken, ChainFact::NotFound, LoginCure::LoadTargetModule);
}

bool isOfSession(ChainFact fact)
{
    return fact == ChainFact::ConnectionBlocked || fact == ChainFact::ConnectionFailsFast ||
           fact == ChainFact::ConnectionLost;
}

std::vector<ChainCheck> withoutPort()
{
    return {check(ChainLink::Cable, Broken, ChainFact::PortGone)};
}

std::vector<ChainCheck> allLinks(const ChainScene &scene)
{
    const auto port = scene.live.ports.find(scene.target.port);
    if (port == scene.live.ports.end())
        return withoutPort();
    return {cableOf(port->second),
            stateOf(port->second),
            subnetManagerOf(port->second),
            moduleOf(scene.live, port->second),
            discoveryOf(scene, port->second),
            loginOf(scene),
            permissionOf(scene),
            mappedLunOf(scene),
            diskOf(scene)};
}

} // namespace

std::vector<ChainCheck> srpChain(const ChainScene &scene)
{
    constexpr std::size_t links = 9;
    std::vector<ChainCheck> chain = allLinks(scene);
    const auto broken = std::ranges::find(chain, Broken, &ChainCheck::standing);
    if (broken != chain.end())
        chain.erase(broken + 1, chain.end());
    while (chain.size() < links)
        chain.push_back(check(static_cast<ChainLink>(chain.size()), NotKnown, ChainFact::AfterBroken));
    return chain;
}

const ChainCheck *firstBroken(const std::vector<ChainCheck> &chain)
{
    const auto found = std::ranges::find(chain, Broken, &ChainCheck::standing);
    return found == chain.end() ? nullptr : &*found;
}

bool logMayTell(const std::vector<ChainCheck> &chain)
{
    const ChainCheck *broken = firstBroken(chain);
    return broken &&
           (broken->link == ChainLink::Permission || (broken->link == ChainLink::Login && !isOfSession(broken->fact)));
}

} // namespace rdma
