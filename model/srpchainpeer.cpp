// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who the target of a chain is: a port of this host, and the peer that a line of the log names.
#include "model/initiatorlines.h"
#include "model/srpchainlinks.h"

#include <algorithm>
#include <ranges>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// As %pIS prints it, which writes IPv6 in full: the 32 digits that a GID would have.
bool isAddress(const LoginFailure &failure, const IpAddress &address)
{
    return address.isIpv6() ? failure.to == QString::fromLatin1(address.bytes.toHex()) : failure.dest == address.text();
}

bool namesNobody(const LoginFailure &failure)
{
    return failure.to.isEmpty() && failure.dest.isEmpty();
}

/// No other target of this host is without a session: an attempt was this one's.
bool isOnlyOneWaiting(const ChainScene &scene)
{
    return std::ranges::none_of(scene.config.targets, [&](const auto &known) {
        return known.first != scene.target && !scene.live.sessions.contains(known.first);
    });
}

bool isOurPort(const QString &from, const ChainScene &scene)
{
    const auto port = scene.live.ports.find(scene.target.port);
    const bool isKnown = port != scene.live.ports.end() && port->second.guid;
    return from.isEmpty() || !isKnown || from.endsWith(port->second.guid->hex());
}

bool isOf(const LoginFailure &failure, const ChainScene &scene)
{
    if (!isOurPort(failure.from, scene))
        return false;
    if (namesNobody(failure))
        return isOnlyOneWaiting(scene);
    if (const auto *path = pathOf<IbCmPath>(scene))
        return failure.to == path->dgid;
    const auto *path = pathOf<RdmaCmPath>(scene);
    return path && isAddress(failure, path->address);
}

/// A login that succeeded names all of the target, so what failed before it from that port is mended; another port has
/// a permission of its own.
bool isSuccessOf(const LogLine &line, const ChainScene &scene)
{
    const auto read = initiatorLine(line.kernelText());
    return read && read->event == InitiatorEvent::NewTarget && read->idExt == scene.target.idExt.value &&
           read->iocGuid == scene.target.iocGuid.value && isOurPort(read->from, scene);
}

bool succeededSince(std::size_t failed, const ChainScene &scene)
{
    return std::any_of(scene.log->begin() + static_cast<std::ptrdiff_t>(failed), scene.log->end(),
                       [&](const LogLine &line) { return isSuccessOf(line, scene); });
}

} // namespace

QString ownTarget(const ChainScene &scene)
{
    if (!scene.exportsLive)
        return {};
    const auto *ib = pathOf<IbCmPath>(scene);
    const auto *ip = pathOf<RdmaCmPath>(scene);
    for (const TargetPort &port : scene.exportsLive->ports | std::views::values)
        if ((ib && port.wwn == "0x"_L1 + ib->dgid) || (ip && std::ranges::contains(port.addresses, ip->address)))
            return port.wwn;
    return {};
}

QString ourId(const ChainScene &scene)
{
    const auto known = scene.config.targets.find(scene.target);
    const auto port = scene.live.ports.find(scene.target.port);
    if (known == scene.config.targets.end() || port == scene.live.ports.end() || !port->second.guid)
        return {};
    return initiatorIdOf(known->second.login, *port->second.guid).text();
}

std::optional<OwnAcl> ownAcl(const ChainScene &scene)
{
    const QString wwn = ownTarget(scene);
    const SrpTarget *target = scene.exports && !wwn.isEmpty() ? targetIn(*scene.exports, wwn) : nullptr;
    if (!target)
        return std::nullopt;
    OwnAcl own{.enabled = target->enabled, .id = ourId(scene), .target = target};
    if (const auto acl = target->acls.find(own.id); acl != target->acls.end())
        own.acl = &acl->second;
    return own;
}

std::optional<LoginFailure> lastFailure(const ChainScene &scene)
{
    if (!scene.log)
        return std::nullopt;
    const auto failures = loginFailures(*scene.log, *scene.log);
    const auto found = std::find_if(failures.rbegin(), failures.rend(),
                                    [&](const LoginFailure &failure) { return isOf(failure, scene); });
    return found == failures.rend() || succeededSince(found->line, scene) ? std::nullopt : std::optional(*found);
}

} // namespace rdma
