// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Scripted tools.
#include "tests/fake/faketools.h"

namespace rdma {

Result<ToolOutcome> FakeTools::run(const ToolCall &call)
{
    const QMutexLocker locker(&m_mutex);
    m_runs.append(call);
    auto &outcomes = m_scripts[call.tool];
    if (!outcomes.isEmpty())
        return outcomes.takeFirst();
    const bool isModule = call.tool == Tool::LoadModule || call.tool == Tool::UnloadModule;
    if (!isModule || !m_modules)
        return ToolOutcome{};
    return m_modules(call.object, call.tool == Tool::LoadModule).transform([] { return ToolOutcome{}; });
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
