// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Puts the lines of one attempt together: why it failed comes first, that it did comes last.
#include "model/loginfailures.h"

#include "model/initiatorlines.h"

#include <algorithm>
#include <map>

namespace rdma {

namespace {

LoginCause causeOfRefusal(quint32 reason)
{
    switch (reason) {
    case 0x00010001:
        return LoginCause::DisabledOrNoResources;
    case 0x00010002:
        return LoginCause::IuTooLong;
    case 0x00010003:
        return LoginCause::WrongTarget;
    case 0x00010004:
        return LoginCause::BufferFormat;
    case 0x00010005:
        return LoginCause::OneChannelOnly;
    case 0x00010006:
        return LoginCause::NoAcl;
    default:
        return LoginCause::OtherRefusal;
    }
}

LoginCause causeOfReject(quint32 reason)
{
    switch (reason) {
    case 3:
        return LoginCause::NoConnections;
    case 4:
        return LoginCause::NoAnswer;
    case 8:
        return LoginCause::NoListener;
    case 10:
        return LoginCause::OldSession;
    case 24:
    case 25:
        return LoginCause::Redirected;
    case 28:
        return LoginCause::NoSrp;
    case 30:
        return LoginCause::CommIdInUse;
    default:
        return LoginCause::OtherReject;
    }
}

/// Why, if the line says it.
std::optional<LoginCause> causeOf(const InitiatorLine &line)
{
    switch (line.event) {
    case InitiatorEvent::LoginRejected:
        return causeOfRefusal(line.reason.value_or(0));
    case InitiatorEvent::CmRejected:
        return causeOfReject(line.reason.value_or(0));
    case InitiatorEvent::GaveUpStale:
        return LoginCause::OldSession;
    case InitiatorEvent::NoAnswer:
        return LoginCause::NoAnswer;
    case InitiatorEvent::PathQueryFailed:
        return LoginCause::NoPath;
    case InitiatorEvent::AddressFailed:
        return LoginCause::NoAddress;
    case InitiatorEvent::BadLoginResponse:
        return LoginCause::BadLoginResponse;
    case InitiatorEvent::ScanFailed:
        return LoginCause::LostWhileScanning;
    case InitiatorEvent::AlreadyConnected:
        return LoginCause::AlreadyConnected;
    case InitiatorEvent::BadParameter:
        return LoginCause::BadParameters;
    default:
        return std::nullopt;
    }
}

/// Over RDMA/CM the one end of a connection that has no line of its own is that nobody answers
/// (RDMA_CM_EVENT_UNREACHABLE, srp_rdma_cm_handler()).
bool isSilence(const InitiatorLine &end)
{
    return end.event == InitiatorEvent::ConnectionFailed && !end.dest.isEmpty();
}

void addPeers(LoginFailure &failure, const InitiatorLine &line)
{
    if (!line.from.isEmpty())
        failure.from = line.from;
    if (!line.to.isEmpty())
        failure.to = line.to;
    if (!line.dest.isEmpty())
        failure.dest = line.dest;
}

/// The attempts that have not ended yet, and those that have.
class Attempts {
public:
    void take(const InitiatorLine &line, qint64 time, std::size_t at)
    {
        if (const auto cause = causeOf(line))
            note(line, *cause, time, at);
        switch (line.event) {
        case InitiatorEvent::AlreadyConnected:
        case InitiatorEvent::BadParameter:
        case InitiatorEvent::ScanFailed:
        case InitiatorEvent::ReconnectFailed:
            end(line, time, at);
            break;
        case InitiatorEvent::AddressFailed:
            if (!line.host) // before there was a connection: srp_new_rdma_cm_id()
                end(line, time, at);
            break;
        case InitiatorEvent::ConnectionFailed:
            // With one channel it goes on, without it ends: add_target_store().
            line.channel == 0 ? end(line, time, at) : forget(line.host);
            break;
        case InitiatorEvent::NewTarget:
            forget(line.host);
            break;
        default:
            break;
        }
    }

    /// What the last lines say of an attempt is true although its end is not among them.
    [[nodiscard]] std::vector<LoginFailure> all() &&
    {
        for (auto &[host, attempt] : m_open)
            m_ended.push_back(std::move(attempt));
        std::ranges::stable_sort(m_ended, {}, &LoginFailure::line);
        return std::move(m_ended);
    }

private:
    using Host = std::optional<int>;

    /// The first reason is the attempt's: giving up on a stale connection follows the reject that said so.
    void note(const InitiatorLine &line, LoginCause cause, qint64 time, std::size_t at)
    {
        LoginFailure &attempt = m_open[line.host];
        if (attempt.cause == LoginCause::NotTold)
            attempt = {.host = line.host, .cause = cause, .reason = line.reason, .words = line.words, .line = at};
        attempt.time = time;
        addPeers(attempt, line);
    }

    void end(const InitiatorLine &line, qint64 time, std::size_t at)
    {
        const auto open = m_open.find(line.host);
        LoginFailure attempt = open == m_open.end() ? LoginFailure{.host = line.host, .line = at} : open->second;
        forget(line.host);
        if (attempt.cause == LoginCause::NotTold && isSilence(line))
            attempt.cause = LoginCause::NoAnswer;
        attempt.time = time;
        attempt.reconnecting = line.event == InitiatorEvent::ReconnectFailed;
        addPeers(attempt, line);
        m_ended.push_back(std::move(attempt));
    }

    void forget(Host host) { m_open.erase(host); }

    std::map<Host, LoginFailure> m_open;
    std::vector<LoginFailure> m_ended;
};

} // namespace

std::vector<LoginFailure> loginFailures(const std::vector<LogLine> &lines)
{
    Attempts attempts;
    for (std::size_t at = 0; at < lines.size(); ++at)
        if (const auto line = initiatorLine(lines[at].kernelText()))
            attempts.take(*line, lines[at].time, at);
    return std::move(attempts).all();
}

} // namespace rdma
