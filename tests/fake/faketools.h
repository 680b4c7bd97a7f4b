// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tools that run nothing: they say what they were told to say and remember that they were asked. Modules can be
// switched.
#pragma once

#include "helper/tools.h"

#include <QList>
#include <QMutex>
#include <functional>
#include <map>

namespace rdma {

class FakeTools final : public Tools {
public:
    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call) override;

    /// What modprobe does, for runs without an outcome of their own.
    using SwitchModule = std::function<Result<void>(const QString &name, bool load)>;
    void setModules(SwitchModule modules) { m_modules = std::move(modules); }

    /// The outcome of the next run that has none yet, and nothing else happens; a run without one succeeds and says
    /// nothing.
    void script(Tool tool, Result<ToolOutcome> outcome);
    [[nodiscard]] QList<ToolCall> runs() const;

private:
    mutable QMutex m_mutex;
    std::map<Tool, QList<Result<ToolOutcome>>> m_scripts;
    QList<ToolCall> m_runs;
    SwitchModule m_modules;
};

} // namespace rdma
