// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits of locked memory on the mock machine: files with rules, one broken line, a service with a drop-in, sessions.
#pragma once

#include "gui/pages/limitsedit.h"

namespace rdma {

[[nodiscard]] LimitHolder holder(const QString &text); ///< of a text that is one
[[nodiscard]] MemoryLimit sameFor(MemoryAmount amount);

constexpr MemoryAmount mebibytes(quint64 number)
{
    return {number << 20};
}

/// What the helper answers to {}, and to queries about somebody.
struct MockLimits {
    LimitsState state;
    std::map<QString, LoginLimit> users; ///< NotFound for others
    std::map<QString, LoginLimit> groups;
    std::map<int, LimitAnswer> processes;
    std::vector<RunningLimit> running;
    int more = 0; ///< that run beside those

    [[nodiscard]] Result<LimitsState> answerTo(const LimitsQuery &query) const;
};

/// @rdma is unlimited in rdma.conf, everyone has 64 MiB in limits.conf; alice is in rdma and has an old session.
[[nodiscard]] MockLimits someLimits();
[[nodiscard]] QJsonObject stateJson(const LimitsState &state);

} // namespace rdma
