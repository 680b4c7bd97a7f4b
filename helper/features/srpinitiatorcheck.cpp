// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator", checking: every wish against what the machine has. The kernel itself checks too little.
#include "helper/features/srpinitiator.h"

#include "model/srpuses.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxTargets = 256;

Result<void> expectPort(const SrpInitiatorLive &live, const SrpTargetId &id)
{
    const auto port = live.ports.find(id.port);
    if (port == live.ports.end())
        return fail(ErrorCode::NotFound, id.port.text());
    if (live.moduleLoaded && !port->second.ready)
        return fail(ErrorCode::NotSupported, id.port.text(), u"ib_srp does not serve it"_s);
    return {};
}

/// What is not connected may be about a port that is not there now.
Result<void> checkLogin(const SrpInitiatorLive &live, const SrpTargetId &id, const KnownTarget &wanted)
{
    return (wanted.connected ? expectPort(live, id) : Result<void>())
        .and_then([&] { return addTargetLine(id, wanted.login); })
        .transform([](const QString &) {});
}

/// Of a session only its timeouts can be changed; where it leads, the one can tell that connected it.
Result<void> checkSession(const SrpTargetId &id, const KnownTarget &now, const KnownTarget &wanted)
{
    if (wanted.login == now.login)
        return {};
    if (now.login.path)
        return fail(ErrorCode::InvalidWish, id.text(), u"the login of a session"_s);
    return addTargetLine(id, wanted.login).transform([](const QString &) {});
}

Result<void> checkTarget(const SrpInitiatorState &current, const SrpTargetId &id, const KnownTarget &now,
                         const KnownTarget &wanted)
{
    if (wanted.rescan && !(now.connected && wanted.connected))
        return fail(ErrorCode::InvalidWish, id.text(), u"no session to scan"_s);
    if (wanted.atBoot && !wanted.login.path)
        return fail(ErrorCode::InvalidWish, id.text(), u"where it leads is not known"_s);
    if (now.connected && !wanted.connected && wanted.login == now.login)
        return {};
    return wanted.connected && now.connected ? checkSession(id, now, wanted) : checkLogin(current.live, id, wanted);
}

using Targets = std::map<SrpTargetId, KnownTarget>;

/// All together: none of two paths to a disk may count on the other.
std::set<SrpTargetId> ending(const Targets &now, const Targets &wanted)
{
    std::set<SrpTargetId> targets;
    for (const auto &[id, target] : now) {
        const auto after = wanted.find(id);
        if (target.connected && (after == wanted.end() || !after->second.connected))
            targets.insert(id);
    }
    return targets;
}

} // namespace

Result<void> checkInitiatorWish(const SrpInitiatorState &current, const SrpInitiatorConfig &wanted)
{
    const auto &known = current.config.targets;
    if (wanted.targets.size() > std::max(maxTargets, known.size()))
        return fail(ErrorCode::TooMany, u"targets"_s);
    for (const auto &[id, target] : wanted.targets) {
        const auto now = known.find(id);
        if (now != known.end() && now->second == target)
            continue;
        if (auto good = checkTarget(current, id, now == known.end() ? KnownTarget{} : now->second, target); !good)
            return good;
    }
    return expectNothingLost(ending(known, wanted.targets), current.live.sessions);
}

} // namespace rdma
