// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where something can be done about what a line of the kernel's log means.
#include "gui/pages/logremedy.h"

#include "gui/pages/logpage.h"
#include "gui/words/failurewords.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString wwnOf(const QString &portGid)
{
    return portGid.isEmpty() ? QString() : QString("0x"_L1 + portGid);
}

LogRemedy allowing(const InitiatorId &initiator, const QString &portGid)
{
    return {{u"srp_target"_s, AllowRequest{initiator.text(), wwnOf(portGid)}},
            cureLabel(LoginCure::AllowInitiator, true)};
}

LogRemedy enabling(const QString &portGid)
{
    return {{u"srp_target"_s, EnableRequest{wwnOf(portGid)}}, cureLabel(LoginCure::EnablePort, true)};
}

/// The refusal of this host: what it knows of the initiator, it knows from its own log.
bool isRefusedHere(const LoginFailure &failure)
{
    return failure.initiator.has_value();
}

std::optional<LogRemedy> remedyFor(bool lacksAcl, bool isDisabled, const InitiatorId &initiator, const QString &portGid)
{
    if (lacksAcl)
        return allowing(initiator, portGid);
    return isDisabled && !portGid.isEmpty() ? std::optional(enabling(portGid)) : std::nullopt;
}

LogRemedy atSessions()
{
    return {{u"srp_initiator"_s, {}}, LogPage::tr("Look at the Sessions")};
}

/// What this host can do about a login of its own is done where its sessions are; the one to use is there as well.
std::optional<LogRemedy> remedyHere(LoginCause cause)
{
    const LoginCure cure = cureOf(cause);
    return cure == LoginCure::UseSession || isOneClick(cure, false) ? std::optional(atSessions()) : std::nullopt;
}

} // namespace

std::optional<LogRemedy> remedyFor(const LineMeaning &meaning)
{
    if (const auto *refused = std::get_if<RefusedLogin>(&meaning))
        return remedyFor(refused->reason == LoginRefusal::NoAcl, refused->reason == LoginRefusal::PortDisabled,
                         refused->initiator, refused->portGid);
    if (const auto *failure = std::get_if<LoginFailure>(&meaning))
        return isRefusedHere(*failure)
                   ? remedyFor(failure->cause == LoginCause::NoAcl, failure->cause == LoginCause::PortDisabled,
                               *failure->initiator, failure->targetPort)
                         .or_else([failure] { return remedyHere(failure->cause); })
                   : remedyHere(failure->cause);
    if (std::holds_alternative<PortTypeRefusal>(meaning))
        return LogRemedy{{u"devices"_s, {}}, LogPage::tr("Look at the Ports")};
    if (std::holds_alternative<SessionNews>(meaning))
        return atSessions();
    return std::nullopt;
}

} // namespace rdma
