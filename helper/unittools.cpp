// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Handing a tool call to a unit and fetching what came of it.
#include "helper/unittools.h"

#include "helper/randomid.h"
#include "helper/worker.h"

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

Command systemctl(const QStringList &words, std::chrono::milliseconds deadline)
{
    return {u"/usr/bin/systemctl"_s, words, deadline};
}

/// systemctl waits for a oneshot unit's end. The unit has its own deadline, TimeoutStartSec=, which is shorter; when
/// systemd itself is late, the unit is stopped as a whole, with all its processes.
Result<void> startUnit(const QString &unit)
{
    const auto done = runCommand(systemctl({u"start"_s, u"--"_s, unit}, 75s));
    if (!done && done.error().code == ErrorCode::Timeout)
        std::ignore = runCommand(systemctl({u"stop"_s, u"--"_s, unit}, 15s)); // waits for its end, too
    return done.transform([](const ToolOutcome &) {});
}

} // namespace

UnitTools::UnitTools(const Host &host) : UnitTools(host, startUnit) {}

UnitTools::UnitTools(const Host &host, StartUnit startUnit) : m_host(host), m_startUnit(std::move(startUnit)) {}

Result<ToolOutcome> UnitTools::run(const ToolCall &call)
{
    const auto kind = workKindOf(call.tool);
    if (!kind)
        return runTool(call);
    const QString id = randomId();
    if (const auto asked = putRequest(m_host, id, call); !asked)
        return std::unexpected(asked.error());
    const auto ran = m_startUnit(unitFor(*kind, id));
    auto answer = takeAnswer(m_host, id);
    // The tool's own words say more than systemctl's, unless there are none.
    const bool hasNoWords = !answer && answer.error().subject == id;
    return !ran && hasNoWords ? std::unexpected(ran.error()) : answer;
}

} // namespace rdma
