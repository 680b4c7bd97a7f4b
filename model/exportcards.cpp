// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The exchange cards of a port that exports disks.
#include "model/exportcards.h"

#include "model/cardrules.h"
#include "model/enumnames.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr EnumNames<CardLack, 8> lackNames{{
    {CardLack::NoTarget, "NoTarget"_L1},
    {CardLack::NoPort, "NoPort"_L1},
    {CardLack::NoServiceGuid, "NoServiceGuid"_L1},
    {CardLack::PortDown, "PortDown"_L1},
    {CardLack::Disabled, "Disabled"_L1},
    {CardLack::NoPkey, "NoPkey"_L1},
    {CardLack::NotListening, "NotListening"_L1},
    {CardLack::NoAddress, "NoAddress"_L1},
}};

using Cards = std::expected<std::vector<ExchangeCard>, CardLack>;
using Port = std::pair<const PortId, TargetPort>;

/// Names that others gave, which ib_srpt would never match, are left out.
std::set<InitiatorId> allowedIds(const SrpTarget &target)
{
    std::set<InitiatorId> ids;
    for (const auto &[name, acl] : target.acls)
        if (isCanonicalInitiatorId(name))
            ids.insert(InitiatorId::fromText(name).value());
    return ids;
}

QString labelOf(const PortId &id, const QString &hostName)
{
    const QString port = u"%1 port %2"_s.arg(id.device).arg(id.port);
    return (hostName.isEmpty() ? port : hostName + ": "_L1 + port).simplified();
}

/// Without what does not fit on it.
ExchangeCard fitting(ExchangeCard card)
{
    while (const auto refusal = problemOf(card)) {
        if (refusal->key == "allowed"_L1 && !card.allowed.empty())
            card.allowed.clear();
        else if (refusal->key == "label"_L1 && !card.label.isEmpty())
            card.label.clear();
        else
            break;
    }
    return card;
}

std::optional<CardLack> lackOf(const Port *port, const SrpTarget &target, const SrpTree &now, const SrpTargetLive &live)
{
    if (!port)
        return CardLack::NoPort;
    if (!live.serviceGuid || live.serviceGuid->value == 0)
        return CardLack::NoServiceGuid;
    if (port->second.state != PortState::Active)
        return CardLack::PortDown;
    if (!target.enabled)
        return CardLack::Disabled;
    if (port->second.linkLayer != LinkLayer::Ethernet)
        return port->second.pkey ? std::nullopt : std::optional(CardLack::NoPkey);
    if (now.rdmaCmPort == 0)
        return CardLack::NotListening;
    return port->second.addresses.empty() ? std::optional(CardLack::NoAddress) : std::nullopt;
}

std::vector<std::variant<IbCmPath, RdmaCmPath>> pathsOf(const TargetPort &port, const SrpTree &now, Guid service)
{
    if (port.linkLayer != LinkLayer::Ethernet)
        return {IbCmPath{port.wwn.sliced(2), port.pkey.value_or(0xffff), service}};
    std::vector<std::variant<IbCmPath, RdmaCmPath>> paths;
    paths.reserve(port.addresses.size());
    for (const IpAddress &address : port.addresses)
        paths.emplace_back(RdmaCmPath{address, static_cast<quint16>(now.rdmaCmPort)});
    return paths;
}

const Port *portOf(const SrpTargetLive &live, const auto &isMeant)
{
    const auto found =
        std::ranges::find_if(live.ports, [&](const Port &port) { return !port.second.wwn.isEmpty() && isMeant(port); });
    return found == live.ports.end() ? nullptr : &*found;
}

const Port *portTo(const IbCmPath &path, const SrpTargetLive &live)
{
    return portOf(live, [&](const Port &port) { return port.second.wwn == "0x"_L1 + path.dgid; });
}

const Port *portTo(const RdmaCmPath &path, const SrpTargetLive &live)
{
    return portOf(live, [&](const Port &port) { return std::ranges::contains(port.second.addresses, path.address); });
}

std::set<CardFault> pathFaults(const IbCmPath &path, const TargetPort &port, const SrpTree &, Guid service)
{
    std::set<CardFault> faults;
    if (path.serviceId != service)
        faults.insert(CardFault::OtherIds);
    if (port.pkey && path.pkey != *port.pkey)
        faults.insert(CardFault::OtherPkey);
    return faults;
}

std::set<CardFault> pathFaults(const RdmaCmPath &path, const TargetPort &, const SrpTree &now, Guid)
{
    if (now.rdmaCmPort == 0)
        return {CardFault::NotListening};
    return path.port == now.rdmaCmPort ? std::set<CardFault>() : std::set{CardFault::OtherListenPort};
}

std::set<InitiatorId> without(const std::set<InitiatorId> &ids, const std::set<InitiatorId> &others)
{
    std::set<InitiatorId> rest;
    std::ranges::set_difference(ids, others, std::inserter(rest, rest.end()));
    return rest;
}

/// A card that names nobody was made for more than it has room for, or before anybody was allowed.
void compareInitiators(CardCheck &check, const ExchangeCard &card, const SrpTarget &target)
{
    const std::set<InitiatorId> allowed = allowedIds(target);
    check.forbidden = without(card.allowed, allowed);
    if (!card.allowed.empty())
        check.added = without(allowed, card.allowed);
}

} // namespace

QString nameOf(CardLack lack)
{
    return nameOf(lackNames, lack);
}

Cards exportCards(const SrpTree &now, const SrpTargetLive &live, const QString &wwn)
{
    const auto target = now.targets.find(wwn);
    if (target == now.targets.end())
        return std::unexpected(CardLack::NoTarget);
    const Port *port = portOf(live, [&](const Port &one) { return one.second.wwn == wwn; });
    if (const auto lack = lackOf(port, target->second, now, live))
        return std::unexpected(*lack);
    const Guid service = live.serviceGuid.value_or(Guid{});
    std::vector<ExchangeCard> cards;
    for (const auto &path : pathsOf(port->second, now, service))
        cards.push_back(
            fitting({service, service, path, allowedIds(target->second), labelOf(port->first, live.hostName)}));
    return cards;
}

CardCheck checkCard(const ExchangeCard &card, const SrpTree &now, const SrpTargetLive &live)
{
    const Guid service = live.serviceGuid.value_or(Guid{});
    if (service.value == 0)
        return {.standing = CardStanding::Unknown};
    const Port *port = std::visit([&](const auto &path) { return portTo(path, live); }, card.path);
    CardCheck check;
    if (!port) {
        check.standing = card.idExt == service ? CardStanding::PortGone : CardStanding::NotOurs;
        return check;
    }
    check.wwn = port->second.wwn;
    check.faults =
        std::visit([&](const auto &path) { return pathFaults(path, port->second, now, service); }, card.path);
    if (card.idExt != service || card.iocGuid != service)
        check.faults.insert(CardFault::OtherIds);
    if (port->second.state != PortState::Active)
        check.faults.insert(CardFault::PortDown);
    const auto target = now.targets.find(check.wwn);
    if (target == now.targets.end())
        check.faults.insert(CardFault::NoTarget);
    else if (!target->second.enabled)
        check.faults.insert(CardFault::Disabled);
    compareInitiators(check, card, target == now.targets.end() ? SrpTarget{} : target->second);
    const bool isRight = check.faults.empty() && check.forbidden.empty() && check.added.empty();
    check.standing = isRight ? CardStanding::Right : CardStanding::Outdated;
    return check;
}

} // namespace rdma
