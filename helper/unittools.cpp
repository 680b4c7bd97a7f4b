// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Handing a tool call to a unit and fetching what came of it.
#include "helper/unittools.h"

#include "helper/randomid.h"
#include "helper/worker.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Command systemctl(const QStringList &words, std::chrono::milliseconds deadline)
{
    return {u"/usr/bin/systemctl"_s, words, deadline};
}

/// systemctl waits for a oneshot unit's end. The unit has its own deadline, TimeoutStartSec=, which is shorter; when
/// systemd itself is late or the unit is not wanted any more, it is stopped as a whole, with all its processes.
Result<void> startUnit(const QString &unit, const Patience &patience, const std::atomic<bool> &cancelled)
{
    const auto done = runCommand(systemctl({u"start"_s, u"--"_s, unit}, patience.work), cancelled);
    if (!done && (done.error().code == ErrorCode::Timeout || done.error().code == ErrorCode::Cancelled))
        std::ignore = runCommand(systemctl({u"stop"_s, u"--"_s, unit}, patience.end)); // waits for its end, too
    return done.transform([](const ToolOutcome &) {});
}

} // namespace

UnitTools::UnitTools(const Host &host) : UnitTools(host, startUnit) {}

UnitTools::UnitTools(const Host &host, StartUnit startUnit) : m_host(host), m_startUnit(std::move(startUnit)) {}

Result<ToolOutcome> UnitTools::run(const ToolCall &call, const std::atomic<bool> &cancelled)
{
    const auto kind = workKindOf(call.tool);
    if (!kind)
        return runTool(call, m_host);
    std::unique_lock glimpse(m_glimpse, std::defer_lock);
    if (call.tool == Tool::GlimpseHolders && !glimpse.try_lock())
        return fail(ErrorCode::TooMany);
    const QString id = randomId();
    if (const auto asked = putRequest(m_host, id, call); !asked)
        return std::unexpected(asked.error());
    const std::atomic<bool> never = false;
    const auto ran =
        m_startUnit(unitFor(*kind, id), patienceWith(call.tool), mayEndAnytime(call.tool) ? cancelled : never);
    auto answer = takeAnswer(m_host, id);
    if (!ran && ran.error().code == ErrorCode::Cancelled)
        return std::unexpected(ran.error());
    // The tool's own words say more than systemctl's, unless there are none.
    const bool hasNoWords = !answer && answer.error().subject == id;
    return !ran && hasNoWords ? std::unexpected(ran.error()) : answer;
}

} // namespace rdma
