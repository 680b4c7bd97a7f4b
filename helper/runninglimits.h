// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How much memory processes may lock: what the tool is asked and what it answers, as values and as text.
#pragma once

#include "model/memorylimit.h"

#include <optional>
#include <vector>

namespace rdma {

struct RunningProcess {
    int pid = 0;
    QString program; ///< the name it gave itself, whatever it is: printable ASCII, at most 32 characters
    quint32 uid = 0;
    QString unit; ///< of the system; empty: none, or none that we know
    MemoryLimit limit;

    bool operator==(const RunningProcess &) const = default;
};

struct RunningProcesses {
    std::vector<RunningProcess> named;
    qint64 more = 0; ///< beyond those

    bool operator==(const RunningProcesses &) const = default;
};

constexpr QLatin1StringView allRunning{"running"};
constexpr qsizetype maxNamedProcesses = 1000; ///< in one answer

/// "running", or a number in the one spelling. InvalidWish; nullopt: all.
[[nodiscard]] Result<std::optional<int>> pidFromObject(const QString &object);

/// "opensm.service", "user@1000.service", "session-4.scope": what is shown of a control group's name.
[[nodiscard]] bool isShownUnit(const QString &unit);

/// {"more": 0, "processes": [{"pid": 4711, "program": "bash", "uid": 1000, "unit": …, "soft": …, "hard": …}]}
[[nodiscard]] QByteArray runningText(const RunningProcesses &running);
[[nodiscard]] Result<RunningProcesses> runningFromText(const QByteArray &text);

} // namespace rdma
