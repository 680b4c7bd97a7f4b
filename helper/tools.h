// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to other programs: a closed list of known tools, each with fixed words, a deadline and bounded output.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <QStringList>
#include <chrono>

namespace rdma {

enum class Tool {
    ReloadUdevRules, ///< udevadm control --reload
    LoadModule,      ///< modprobe NAME, of the list in model/modules.h
    UnloadModule,    ///< modprobe -r NAME
};

/// A tool and what it is to work on; most need nothing.
struct ToolCall {
    Tool tool;
    QString object = {};

    bool operator==(const ToolCall &) const = default;
};

struct ToolOutcome {
    QByteArray output; ///< stdout and stderr, cut at 1 MiB
    bool truncated = false;
};

/// Runs a tool and waits. ToolMissing, ToolFailed (detail: exit code or signal and the last lines), Timeout. Whether it
/// runs as a child or in a unit of its own is not the caller's business.
class Tools {
public:
    virtual ~Tools() = default;
    [[nodiscard]] virtual Result<ToolOutcome> run(const ToolCall &call) = 0;
};

/// One program to run: absolute path, words, deadline. Made only from the table in tools.cpp.
struct Command {
    QString program;
    QStringList words;
    std::chrono::milliseconds deadline{10'000};
};

/// Absolute path, root-owned and not writable by others; no shell, stdin /dev/null, environment PATH, LC_ALL and HOME
/// only, cwd /, no inherited descriptors, its own process group, killed as a whole at the deadline.
[[nodiscard]] Result<ToolOutcome> runCommand(const Command &command);

/// As a child of this process. InvalidWish for an object that the tool's table does not know.
[[nodiscard]] Result<ToolOutcome> runTool(const ToolCall &call);

} // namespace rdma
