// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From which port of this computer to log in to a target, and what speaks against it.
#include "gui/pages/srpinitiatorlogin.h"

#include "gui/pages/srpinitiatorrow.h"
#include "gui/pages/srptargetwording.h"
#include "gui/words/devicewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::AttachLogin)
};

bool isIbCm(const OfferedLogin &offered)
{
    return offered.login.path && std::holds_alternative<IbCmPath>(*offered.login.path);
}

bool isConnected(const AttachState &state, const SrpTargetId &id)
{
    const auto known = state.config.targets.find(id);
    return (known != state.config.targets.end() && known->second.connected) || !sessionsOf(state.live, id).empty();
}

/// Of the subnet that a GID is in; two fabrics may both have the prefix that unconfigured ones have.
bool isInSubnet(const InitiatorPort &port, const OfferedLogin &offered)
{
    const auto *path = offered.login.path ? std::get_if<IbCmPath>(&*offered.login.path) : nullptr;
    return !path || !port.subnet || path->dgid.startsWith(port.subnet->hex());
}

int rank(const AttachState &state, const PortId &id, const InitiatorPort &port, const OfferedLogin &offered)
{
    const LinkLayer usual = isIbCm(offered) ? LinkLayer::InfiniBand : LinkLayer::Ethernet;
    int rank = 0;
    for (const bool speaksForIt : {port.linkLayer == usual, isInSubnet(port, offered), port.state == PortState::Active,
                                   !isConnected(state, targetIdOf(id, offered)), port.smLid.value_or(1) != 0})
        rank = 2 * rank + (speaksForIt ? 1 : 0);
    return rank;
}

} // namespace

SrpTargetId targetIdOf(const PortId &port, const OfferedLogin &offered)
{
    return {port, offered.idExt, offered.iocGuid};
}

OfferedLogin offeredBy(const FoundTarget &found)
{
    return {found.idExt, found.iocGuid, {found.path, {}}, {}, found.controller};
}

std::optional<PortId> bestPort(const AttachState &state, const OfferedLogin &offered,
                               const std::optional<PortId> &first)
{
    std::optional<PortId> best;
    int highest = -1;
    for (const auto &[id, port] : state.live.ports)
        if (const int here = 2 * rank(state, id, port, offered) + (id == first ? 1 : 0); here > highest) {
            highest = here;
            best = id;
        }
    return best;
}

QString problemFrom(const AttachState &state, const PortId &port, const OfferedLogin &offered)
{
    const auto there = state.live.ports.find(port);
    if (there == state.live.ports.end())
        return Words::tr("This computer has no port to log in from.");
    if (isIbCm(offered) && there->second.linkLayer == LinkLayer::Ethernet)
        return Words::tr("A GID of an InfiniBand subnet is reached from InfiniBand ports only.");
    if (isConnected(state, targetIdOf(port, offered)))
        return Words::tr("This port is connected to this target already.");
    return {};
}

QStringList doubtsAbout(const AttachState &state, const PortId &port, const OfferedLogin &offered)
{
    const auto there = state.live.ports.find(port);
    if (there == state.live.ports.end())
        return {};
    QStringList doubts;
    if (there->second.state != PortState::Active)
        doubts.append(
            Words::tr("The port is not active (%1): the login would fail.").arg(portStateWords(there->second.state)));
    else if (isIbCm(offered) && there->second.smLid == 0)
        doubts.append(Words::tr("No subnet manager runs: nobody can tell the way to the target."));
    if (!isInSubnet(there->second, offered))
        doubts.append(Words::tr("The target is in another InfiniBand subnet than this port."));
    if (offered.allowed.empty() || !there->second.guid)
        return doubts;
    const InitiatorId own = initiatorIdOf(offered.login, *there->second.guid);
    if (!offered.allowed.contains(own))
        doubts.append(fill(Words::tr("The card does not name this port’s id, %1. The target refuses the login until "
                                     "its administrator allows it."),
                           technical(own.text())));
    return doubts;
}

QString foundStateWords(const AttachState &state, const PortId &port, const FoundTarget &found)
{
    const SrpTargetId id{port, found.idExt, found.iocGuid};
    if (isConnected(state, id))
        return attachmentWords(attachmentOf(sessionsOf(state.live, id)));
    if (found.rev10)
        return Words::tr("speaks an old draft of SRP");
    return state.config.targets.contains(id) ? Words::tr("known, not connected") : Words::tr("not connected");
}

} // namespace rdma
