// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mends a failed login, whether this program does it, and what the target's log adds to what the initiator knows
// of it.
#include "model/loginfailures.h"

#include <algorithm>
#include <unordered_map>

namespace rdma {

namespace {

/// Two lines of one clock that tell of the same login: a login takes milliseconds, its lines come in one order.
constexpr qint64 sameMoment = 2'000'000; // microseconds
constexpr int mostLooks = 500;           ///< in a storm nobody can tell which was which

std::optional<LoginCause> causeOf(LoginRefusal refusal)
{
    switch (refusal) {
    case LoginRefusal::NoAcl:
        return LoginCause::NoAcl;
    case LoginRefusal::PortDisabled:
        return LoginCause::PortDisabled;
    case LoginRefusal::WrongTarget:
        return LoginCause::WrongTarget;
    case LoginRefusal::WrongLength:
        return LoginCause::IuTooLong;
    case LoginRefusal::NoResources:
        return LoginCause::NoResources;
    case LoginRefusal::Other:
        break;
    }
    return std::nullopt;
}

bool isSameCause(LoginCause ours, LoginCause theirs)
{
    return ours == theirs || (ours == LoginCause::DisabledOrNoResources &&
                              (theirs == LoginCause::PortDisabled || theirs == LoginCause::NoResources));
}

quint64 guidOf(QStringView gid)
{
    return gid.right(16).toULongLong(nullptr, 16);
}

bool fits(const RefusedLogin &refused, const LoginFailure &failure)
{
    const auto cause = causeOf(refused.reason);
    const bool isOtherPort = !failure.to.isEmpty() && !refused.portGid.isEmpty() && failure.to != refused.portGid;
    return cause && isSameCause(failure.cause, *cause) && !isOtherPort;
}

bool sayTheSame(const RefusedLogin &one, const RefusedLogin &other)
{
    return one.initiator == other.initiator && one.portGid == other.portGid && one.reason == other.reason;
}

/// What a target refused, for the logins of this host.
class Refusals {
public:
    explicit Refusals(const std::vector<LogLine> &ofTarget) : m_each(refusalLines(ofTarget))
    {
        for (RefusedLogin &login : countedRefusals(m_each))
            m_byPort[login.initiator.portGuid].push_back(std::move(login));
    }

    /// Nothing where they say different things.
    [[nodiscard]] const RefusedLogin *of(const LoginFailure &failure) const
    {
        return failure.from.isEmpty() ? ofMoment(failure) : ofPort(failure);
    }

private:
    /// The initiator's port is told: the two hosts may have two clocks.
    [[nodiscard]] const RefusedLogin *ofPort(const LoginFailure &failure) const
    {
        const auto ofPort = m_byPort.find(guidOf(failure.from));
        if (ofPort == m_byPort.end())
            return nullptr;
        const RefusedLogin *found = nullptr;
        for (const RefusedLogin &login : ofPort->second) {
            if (!fits(login, failure))
                continue;
            if (found && !sayTheSame(*found, login))
                return nullptr;
            found = &login;
        }
        return found;
    }

    [[nodiscard]] const RefusedLogin *ofMoment(const LoginFailure &failure) const
    {
        const RefusedLogin *found = nullptr;
        const auto time = [](const RefusalLine &one) { return one.login.time; };
        auto one = std::ranges::lower_bound(m_each, failure.time - sameMoment, {}, time);
        for (int looks = 0; one != m_each.end() && time(*one) <= failure.time + sameMoment; ++one, ++looks) {
            if (looks == mostLooks || (found && fits(one->login, failure) && !sayTheSame(*found, one->login)))
                return nullptr;
            if (fits(one->login, failure))
                found = &one->login;
        }
        return found;
    }

    std::vector<RefusalLine> m_each;
    std::unordered_map<quint64, std::vector<RefusedLogin>> m_byPort; ///< of the initiator
};

} // namespace

std::vector<LoginFailure> loginFailures(const std::vector<LogLine> &lines, const std::vector<LogLine> &ofTarget)
{
    auto failures = loginFailures(lines);
    const Refusals refusals(ofTarget);
    for (LoginFailure &failure : failures)
        if (const RefusedLogin *login = refusals.of(failure)) {
            failure.cause = causeOf(login->reason).value_or(failure.cause);
            failure.initiator = login->initiator;
            failure.targetPort = login->portGid;
        }
    return failures;
}

LoginCure cureOf(LoginCause cause)
{
    switch (cause) {
    case LoginCause::NoAcl:
        return LoginCure::AllowInitiator;
    case LoginCause::PortDisabled:
    case LoginCause::DisabledOrNoResources:
        return LoginCure::EnablePort;
    case LoginCause::NoResources:
        return LoginCure::FreeResources;
    case LoginCause::WrongTarget:
    case LoginCause::Redirected:
        return LoginCure::DiscoverAgain;
    case LoginCause::IuTooLong:
        return LoginCure::ShorterIu;
    case LoginCause::OneChannelOnly:
    case LoginCause::NoConnections:
        return LoginCure::FewerChannels;
    case LoginCause::NoListener:
        return LoginCure::LoadTargetModule;
    case LoginCause::OldSession:
    case LoginCause::CommIdInUse:
        return LoginCure::WaitForOldSession;
    case LoginCause::NoPath:
        return LoginCure::StartSubnetManager;
    case LoginCause::NoAnswer:
    case LoginCause::NoAddress:
    case LoginCause::NoSrp:
        return LoginCure::CheckAddress;
    case LoginCause::AlreadyConnected:
        return LoginCure::UseSession;
    case LoginCause::BadParameters:
    case LoginCause::BufferFormat:
        return LoginCure::CorrectParameters;
    case LoginCause::LostWhileScanning:
        return LoginCure::Connect;
    case LoginCause::NotTold:
    case LoginCause::OtherRefusal:
    case LoginCause::OtherReject:
    case LoginCause::BadLoginResponse:
        break;
    }
    return LoginCure::ReadTargetLog;
}

bool isOneClick(LoginCure cure, bool targetIsHere)
{
    switch (cure) {
    case LoginCure::LoadInitiator:
    case LoginCure::DiscoverAgain:
    case LoginCure::FewerChannels:
    case LoginCure::ShorterIu:
    case LoginCure::CorrectParameters:
    case LoginCure::CheckAddress:
    case LoginCure::Connect:
    case LoginCure::Rescan:
    case LoginCure::StartDaemon:
        return true;
    case LoginCure::AllowInitiator:
    case LoginCure::EnablePort:
    case LoginCure::LoadTargetModule:
    case LoginCure::MapLun:
        return targetIsHere;
    case LoginCure::None:
    case LoginCure::PlugCable:
    case LoginCure::StartSubnetManager:
    case LoginCure::FreeResources:
    case LoginCure::WaitForOldSession:
    case LoginCure::UseSession:
    case LoginCure::Reconnect:
    case LoginCure::ReadTargetLog:
        break;
    }
    return false;
}

} // namespace rdma
