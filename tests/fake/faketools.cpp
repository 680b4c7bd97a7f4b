// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scripted tools.
#include "tests/fake/faketools.h"

#include <QThread>

namespace rdma {

namespace {

Result<ToolOutcome> askedOf(Holders holders, const QString &object)
{
    return askedFromObject(object).transform([&](const AskedNodes &asked) {
        std::erase_if(holders, [&](const auto &entry) { return !asked.devices.contains(entry.first); });
        return ToolOutcome{holdersText(holders)};
    });
}

Result<ToolOutcome> runningOf(RunningProcesses running, const QString &object)
{
    return pidFromObject(object).and_then([&](const std::optional<int> &pid) -> Result<ToolOutcome> {
        if (pid)
            std::erase_if(running.named, [&](const RunningProcess &one) { return one.pid != *pid; });
        if (pid && running.named.empty())
            return fail(ErrorCode::NotFound, object, QStringLiteral("process"));
        return ToolOutcome{runningText(running)};
    });
}

bool isScan(Tool tool)
{
    return tool == Tool::FindTargets || tool == Tool::DescribeTargets;
}

} // namespace

Result<ToolOutcome> FakeTools::run(const ToolCall &call, const std::atomic<bool> &cancelled)
{
    QMutexLocker locker(&m_mutex);
    m_runs.append(call);
    if (m_scansHang && isScan(call.tool)) {
        locker.unlock();
        while (!cancelled)
            QThread::msleep(1);
        ++m_cancelledScans;
        return fail(ErrorCode::Cancelled, call.object);
    }
    auto &outcomes = m_scripts[call.tool];
    if (!outcomes.isEmpty())
        return outcomes.takeFirst();
    if (call.tool == Tool::AddSrpTarget && m_logIn)
        return m_logIn(call.object).transform([] { return ToolOutcome{}; });
    if (m_scan && isScan(call.tool))
        return ToolOutcome{m_scan(call.tool == Tool::DescribeTargets)};
    if (call.tool == Tool::FindHolders || call.tool == Tool::GlimpseHolders)
        return askedOf(m_holders, call.object);
    if (m_running && call.tool == Tool::FindLimits)
        return runningOf(*m_running, call.object);
    if (m_units && call.tool >= Tool::EnableUnit && call.tool <= Tool::StopUnit)
        return m_units(call.tool, call.object).transform([] { return ToolOutcome{}; });
    if (m_firmware && call.tool >= Tool::TellMstVersion && call.tool <= Tool::SetCardTypes)
        return m_firmware(call);
    if (m_bootImage && call.tool >= Tool::ListBootImage)
        return m_bootImage(call);
    const bool isModule = call.tool == Tool::LoadModule || call.tool == Tool::UnloadModule;
    if (!isModule || !m_modules)
        return ToolOutcome{};
    return m_modules(call.object, call.tool == Tool::LoadModule).transform([] { return ToolOutcome{}; });
}

void FakeTools::setHolders(Holders holders)
{
    const QMutexLocker locker(&m_mutex);
    m_holders = std::move(holders);
}

void FakeTools::setRunning(RunningProcesses running)
{
    const QMutexLocker locker(&m_mutex);
    m_running = std::move(running);
}

void FakeTools::script(Tool tool, Result<ToolOutcome> outcome)
{
    const QMutexLocker locker(&m_mutex);
    m_scripts[tool].append(std::move(outcome));
}

QList<ToolCall> FakeTools::runs() const
{
    const QMutexLocker locker(&m_mutex);
    return m_runs;
}

} // namespace rdma
