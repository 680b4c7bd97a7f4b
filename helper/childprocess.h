// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One child process in a group of its own: its output collected, its end awaited, the whole group ended at a deadline.
#pragma once

#include "helper/descriptor.h"
#include "helper/tools.h"

#include <optional>
#include <sys/types.h>

namespace rdma {

/// How a process ended.
struct ChildEnd {
    bool bySignal = false;
    int value = 0; ///< exit code or signal number
};

class ChildProcess {
public:
    using Clock = std::chrono::steady_clock;

    /// Nothing is inherited but /dev/null as stdin and two pipes as stdout and stderr. posix_spawn, because the helper
    /// has threads: between fork and exec only what is async-signal-safe may run.
    [[nodiscard]] static Result<ChildProcess> start(const Command &command);
    ChildProcess(ChildProcess &&other) noexcept;
    ChildProcess &operator=(ChildProcess &&) = delete;
    ~ChildProcess();

    /// Collects output until the process ended or the time came; nullopt: it still runs.
    [[nodiscard]] std::optional<ChildEnd> waitUntil(Clock::time_point time);
    void signalGroup(int signal);
    [[nodiscard]] const ToolOutcome &soFar() const { return m_outcome; }
    [[nodiscard]] ToolOutcome takeOutcome() { return std::move(m_outcome); }

private:
    ChildProcess(pid_t pid, Descriptor process, Descriptor output, Descriptor errors);
    bool hasEnded() const;
    void drain();
    ChildEnd reap();

    pid_t m_pid;
    Descriptor m_process; ///< pidfd
    Descriptor m_output;
    Descriptor m_errors;
    qsizetype m_room = usualRoom;
    ToolOutcome m_outcome;
};

} // namespace rdma
