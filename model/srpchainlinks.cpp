// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The links of the target's side: login, permission, LUN, disk.
#include "model/srpchainlinks.h"

#include <algorithm>

namespace rdma {

namespace {

using enum ChainStanding;

ChainCheck brokenSession(const SrpSession &session, ChainFact fact)
{
    return {.link = ChainLink::Login,
            .standing = Broken,
            .fact = fact,
            .number = static_cast<quint64>(session.host),
            .cure = LoginCure::Reconnect};
}

ChainCheck loginOf(const SrpSession &session)
{
    switch (session.state) {
    case SrpSessionState::Blocked:
        return brokenSession(session, ChainFact::ConnectionBlocked);
    case SrpSessionState::FailFast:
        return brokenSession(session, ChainFact::ConnectionFailsFast);
    case SrpSessionState::Lost:
        return brokenSession(session, ChainFact::ConnectionLost);
    case SrpSessionState::Running:
    case SrpSessionState::Unknown:
        break;
    }
    return {.link = ChainLink::Login,
            .standing = Good,
            .fact = ChainFact::LoggedIn,
            .number = static_cast<quint64>(session.host)};
}

/// What this host knows of itself as a target: a kernel that has not kept its lines may leave open which it was.
LoginCause refined(LoginCause cause, const std::optional<OwnAcl> &own)
{
    return own && !own->enabled && cause == LoginCause::DisabledOrNoResources ? LoginCause::PortDisabled : cause;
}

/// srp_daemon is set for the port, its rules allow the target, and it does not run.
bool isDaemonMissed(const ChainScene &scene)
{
    const auto *path = pathOf<IbCmPath>(scene);
    if (!path || !std::ranges::contains(scene.live.stoppedDaemons, scene.target.port))
        return false;
    const auto rule = decidingRule(scene.config.rules, scene.target, *path);
    return !rule || scene.config.rules.at(*rule).allow;
}

ChainCheck notRunning()
{
    return {
        .link = ChainLink::Login, .standing = Broken, .fact = ChainFact::DaemonStopped, .cure = LoginCure::StartDaemon};
}

ChainCheck untried(const std::optional<OwnAcl> &own, bool isLogRead)
{
    ChainCheck check{.link = ChainLink::Login,
                     .standing = Broken,
                     .fact = isLogRead ? ChainFact::NotTried : ChainFact::NotLoggedIn,
                     .cure = LoginCure::Connect};
    if (own && !own->enabled) {
        check.fact = ChainFact::TargetDisabled;
        check.cure = LoginCure::EnablePort;
    } else if (own && !own->acl) {
        check.standing = NotKnown;
    }
    return check;
}

/// It was disabled, and is not by now. Whether it lets us in is the ACL's business then.
ChainCheck enabledSince(const LoginFailure &failure, const OwnAcl &own)
{
    return {.link = ChainLink::Login,
            .standing = own.acl ? Broken : NotKnown,
            .fact = own.acl ? ChainFact::Permitted : ChainFact::NotLoggedIn,
            .failure = failure,
            .cure = LoginCure::Connect};
}

LoginCure cureNow(LoginCause cause, const std::optional<OwnAcl> &own)
{
    const LoginCure cure = cureOf(cause);
    return cure == LoginCure::EnablePort && own && own->enabled ? LoginCure::Connect : cure;
}

/// A target that refuses for want of an ACL was reached and logged in to as far as that goes: the ACL is what is
/// broken.
ChainCheck afterFailure(LoginFailure failure, const std::optional<OwnAcl> &own)
{
    failure.cause = refined(failure.cause, own);
    if (failure.cause == LoginCause::NoAcl)
        return {.link = ChainLink::Login, .standing = Good, .fact = ChainFact::Answered, .failure = failure};
    if (failure.cause == LoginCause::PortDisabled && own && own->enabled)
        return enabledSince(failure, *own);
    return {.link = ChainLink::Login,
            .standing = Broken,
            .fact = ChainFact::LoginFailed,
            .failure = failure,
            .cure = cureNow(failure.cause, own)};
}

int rankOf(SrpSessionState state)
{
    return state == SrpSessionState::Running ? 0 : state == SrpSessionState::Unknown ? 1 : 2;
}

} // namespace

const SrpSession *sessionOf(const ChainScene &scene)
{
    const auto sessions = scene.live.sessions.find(scene.target);
    if (sessions == scene.live.sessions.end() || sessions->second.empty())
        return nullptr;
    const auto best = [](const SrpSession &one, const SrpSession &other) {
        return std::pair(rankOf(one.state), -std::ssize(one.luns)) <
               std::pair(rankOf(other.state), -std::ssize(other.luns));
    };
    return &*std::ranges::min_element(sessions->second, best);
}

ChainCheck loginOf(const ChainScene &scene)
{
    if (const SrpSession *session = sessionOf(scene))
        return loginOf(*session);
    if (!scene.config.targets.contains(scene.target))
        return {
            .link = ChainLink::Login, .standing = Broken, .fact = ChainFact::UnknownTarget, .cure = LoginCure::Connect};
    if (const auto failure = lastFailure(scene))
        return afterFailure(*failure, ownAcl(scene));
    const ChainCheck check = untried(ownAcl(scene), scene.log != nullptr);
    return check.standing == Broken && check.cure == LoginCure::Connect && isDaemonMissed(scene) ? notRunning() : check;
}

ChainCheck permissionOf(const ChainScene &scene)
{
    constexpr auto link = ChainLink::Permission;
    if (sessionOf(scene))
        return {.link = link, .standing = Good, .fact = ChainFact::Permitted};
    const auto own = ownAcl(scene);
    const auto failure = lastFailure(scene);
    if (own && own->acl) // allowed since: the next attempt will do
        return {.link = link,
                .standing = Broken,
                .fact = ChainFact::Permitted,
                .failure = failure,
                .cure = LoginCure::Connect};
    QString id = failure && failure->initiator ? failure->initiator->text() : ourId(scene);
    return {.link = link,
            .standing = Broken,
            .fact = ChainFact::NotPermitted,
            .text = std::move(id),
            .failure = failure,
            .cure = LoginCure::AllowInitiator};
}

ChainCheck mappedLunOf(const ChainScene &scene)
{
    constexpr auto link = ChainLink::MappedLun;
    const SrpSession *session = sessionOf(scene);
    if (session && !session->luns.empty())
        return {.link = link, .standing = Good, .fact = ChainFact::LunsSeen, .number = session->luns.size()};
    const auto own = ownAcl(scene);
    if (own && own->acl && !own->acl->luns.empty())
        return {.link = link,
                .standing = Broken,
                .fact = ChainFact::MappedAndNotSeen,
                .number = own->acl->luns.size(),
                .cure = LoginCure::Rescan};
    return {.link = link,
            .standing = Broken,
            .fact = own ? ChainFact::NoLunMapped : ChainFact::NoLunSeen,
            .cure = LoginCure::MapLun};
}

ChainCheck diskOf(const ChainScene &scene)
{
    constexpr auto link = ChainLink::Disk;
    const SrpSession *session = sessionOf(scene);
    const auto hasDisk = [](const SrpLun &lun) { return !lun.disk.name.isEmpty(); };
    const auto works = [&](const SrpLun &lun) {
        return hasDisk(lun) && (lun.state.isEmpty() || lun.state == QLatin1StringView("running"));
    };
    const std::vector<SrpLun> none;
    const std::vector<SrpLun> &luns = session ? session->luns : none;
    if (const auto found = std::ranges::find_if(luns, works); found != luns.end())
        return {.link = link, .standing = Good, .fact = ChainFact::DiskHere, .text = found->disk.path};
    if (const auto found = std::ranges::find_if(luns, hasDisk); found != luns.end())
        return {.link = link,
                .standing = Broken,
                .fact = ChainFact::DiskOffline,
                .text = found->disk.path,
                .cure = LoginCure::Reconnect};
    return {.link = link, .standing = Broken, .fact = ChainFact::NoDiskMade, .cure = LoginCure::Rescan};
}

} // namespace rdma
