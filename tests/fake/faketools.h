// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tools that run nothing: they say what they were told to say and remember that they were asked.
#pragma once

#include "helper/tools.h"

#include <QList>
#include <QMutex>
#include <map>

namespace rdma {

class FakeTools final : public Tools {
public:
    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call) override;

    /// The outcome of the next run that has none yet; a run without one succeeds and says nothing.
    void script(Tool tool, Result<ToolOutcome> outcome);
    [[nodiscard]] QList<ToolCall> runs() const;

private:
    mutable QMutex m_mutex;
    std::map<Tool, QList<Result<ToolOutcome>>> m_scripts;
    QList<ToolCall> m_runs;
};

} // namespace rdma
