// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pairs what ib_srpt says when it refuses with what it said when the request came.
#include "model/refusedlogins.h"

#include "model/loginlines.h"

#include <algorithm>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// How long after a request its refusal may come. The kernel makes a queue pair in between, some milliseconds; the
/// longer the wait, the more requests could be meant. A login that succeeds leaves no line: nothing else ends it.
constexpr qint64 longestWait = 1'000'000; // microseconds

struct Waiting {
    LoginRequest request;
    qint64 since = 0;
};

/// The requests that have no answer yet, oldest first.
class Requests {
public:
    void add(const LoginRequest &request, qint64 now) { m_waiting.push_back({request, now}); }

    /// Whom the refusal is for, and takes that request out; none where several are possible.
    std::optional<RefusedLogin> answer(const LoginAnswer &answer, qint64 now)
    {
        forgetOld(now);
        std::vector<std::size_t> possible = meant(answer);
        std::set<InitiatorId> ids;
        std::set<QString> ports;
        for (const std::size_t at : possible) {
            ids.insert(m_waiting[at].request.initiator);
            ports.insert(m_waiting[at].request.portGid);
        }
        if (answer.initiator)
            ids = {*answer.initiator};
        if (ids.size() != 1)
            return std::nullopt;
        if (!possible.empty())
            m_waiting.erase(m_waiting.begin() + static_cast<std::ptrdiff_t>(possible.front()));
        return RefusedLogin{.initiator = *ids.begin(),
                            .portGid = ports.size() == 1 ? *ports.begin() : QString(),
                            .reason = answer.reason,
                            .time = now};
    }

private:
    /// Clocks are set: what seems to come from the future is as old.
    void forgetOld(qint64 now)
    {
        std::erase_if(m_waiting, [now](const Waiting &one) {
            return now - one.since > longestWait || one.since - now > longestWait;
        });
    }

    /// All that what the line tells fits. A GUID is that of the port the request came through, and ib_srp takes half of
    /// its id from that (srp_send_req()): whoever says another half is somebody else, or pretends to be.
    [[nodiscard]] std::vector<std::size_t> meant(const LoginAnswer &answer) const
    {
        std::vector<std::size_t> possible;
        for (std::size_t at = 0; at < m_waiting.size(); ++at)
            if (fits(answer, m_waiting[at].request))
                possible.push_back(at);
        return possible;
    }

    static bool fits(const LoginAnswer &answer, const LoginRequest &request)
    {
        return (!answer.initiator || *answer.initiator == request.initiator) &&
               (!answer.guid || *answer.guid == request.initiator.portGuid ||
                *answer.guid == request.initiator.extension) &&
               (!answer.port || *answer.port == request.port) && (!answer.length || *answer.length == request.length);
    }

    std::vector<Waiting> m_waiting;
};

bool isSame(const RefusedLogin &one, const RefusedLogin &other)
{
    return one.initiator == other.initiator && one.portGid == other.portGid && one.reason == other.reason;
}

/// The latest last.
void count(std::vector<RefusedLogin> &refused, RefusedLogin login)
{
    const auto before = std::ranges::find_if(refused, [&](const RefusedLogin &one) { return isSame(one, login); });
    if (before != refused.end()) {
        login.times += before->times;
        refused.erase(before);
    }
    refused.push_back(login);
}

} // namespace

std::vector<RefusalLine> refusalLines(const std::vector<LogLine> &lines)
{
    std::vector<RefusalLine> refused;
    Requests requests;
    for (std::size_t at = 0; at < lines.size(); ++at) {
        const LogLine &line = lines[at];
        if (const auto request = loginRequest(line.kernelText()))
            requests.add(*request, line.time);
        else if (const auto answer = loginAnswer(line.kernelText()))
            if (const auto login = requests.answer(*answer, line.time))
                refused.push_back({at, *login});
    }
    return refused;
}

std::vector<RefusedLogin> refusedLogins(const std::vector<LogLine> &lines)
{
    return countedRefusals(refusalLines(lines));
}

std::vector<RefusedLogin> countedRefusals(const std::vector<RefusalLine> &refusals)
{
    std::vector<RefusedLogin> refused;
    for (const RefusalLine &one : refusals)
        count(refused, one.login);
    std::ranges::reverse(refused);
    return refused;
}

} // namespace rdma
