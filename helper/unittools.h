// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper's tools: what its own rights suffice for runs as a child, the rest in a unit with just the rights it
// needs.
#pragma once

#include "helper/worker.h"

#include <functional>
#include <mutex>

namespace rdma {

class UnitTools final : public Tools {
public:
    /// Starts a unit and waits for its end, which is success only when the unit's was.
    using StartUnit =
        std::function<Result<void>(const QString &unit, const Patience &patience, const std::atomic<bool> &cancelled)>;

    explicit UnitTools(const Host &host);             ///< through systemctl
    UnitTools(const Host &host, StartUnit startUnit); ///< for tests

    using Tools::run;
    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call, const std::atomic<bool> &cancelled) override;

private:
    const Host &m_host;
    StartUnit m_startUnit;
    std::mutex m_glimpse; ///< each has a thread of those that read, which are everybody's: one at a time
};

} // namespace rdma
