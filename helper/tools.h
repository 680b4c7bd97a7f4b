// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to other programs: a closed list of known tools, each with fixed words, a deadline and bounded output.
#pragma once

#include "helper/host.h"

#include <QByteArray>
#include <QStringList>
#include <atomic>
#include <chrono>
#include <functional>

namespace rdma {

enum class Tool {
    ReloadUdevRules, ///< udevadm control --reload
    LoadModule,      ///< modprobe NAME, of the list in model/rdmamodules.h
    UnloadModule,    ///< rmmod NAME: modprobe -r would take along what it needs and nothing else uses
    FindTargets,     ///< ibsrpdm -c of an InfiniBand port, "mlx5_0/1": lines for add_target
    DescribeTargets, ///< ibsrpdm of it: the same in words
    // systemctl VERB UNIT, of the list in model/unitstep.h
    EnableUnit,
    DisableUnit,
    MaskUnit,
    UnmaskUnit,
    MaskUnitUntilBoot,   ///< mask --runtime
    UnmaskUnitUntilBoot, ///< unmask --runtime
    StartUnit,
    StopUnit,
    RestartSrpDaemon, ///< systemctl try-restart srp_daemon.service, with which its instances start anew
    ReloadSystemd,    ///< systemctl daemon-reload
    AddSrpTarget,     ///< no program: a login, one write to add_target; object: helper/srplogintool.h
    FindHolders,      ///< no program: who has disks open; object and answer: helper/diskholders.h
    GlimpseHolders,   ///< the same for a preview, which cannot wait
    FindLimits,       ///< no program: what memory processes may lock; object and answer: helper/runninglimits.h
    TellMstVersion,   ///< mstconfig -v
    QueryCard,        ///< mstconfig's query of "0000:05:00.0": the answer's exit code tells how it went, not an error
    SetCardTypes,     ///< mstconfig's set, "0000:05:00.0 1=ethernet 2=infiniband": likewise
    ListBootImage,    ///< lsinitramfs or lsinitrd of a file in /boot: the paths in it, a line each
    RebuildBootImage, ///< no program alone: object "update-initramfs 6.12.0-1-amd64 /boot/initrd.img-6.12.0-1-amd64",
                      ///< what it does and answers: helper/bootimagework.h
};

/// A tool and what it is to work on; most need nothing.
struct ToolCall {
    Tool tool;
    QString object = {};

    bool operator==(const ToolCall &) const = default;
};

struct ToolOutcome {
    QByteArray output; ///< stdout, cut where the tool's room ends
    bool truncated = false;
    QByteArray errors = {}; ///< stderr, cut at 64 KiB
    int exitCode = 0;       ///< not 0 only of tools whose answer it is part of
};

/// Runs a tool and waits. ToolMissing, ToolFailed (detail: exit code or signal and the last lines), Timeout. Whether it
/// runs as a child or in a unit of its own is not the caller's business.
class Tools {
public:
    virtual ~Tools() = default;
    /// `cancelled` may become true meanwhile: what can be ended at any moment (a login) then ends, Cancelled.
    [[nodiscard]] virtual Result<ToolOutcome> run(const ToolCall &call, const std::atomic<bool> &cancelled) = 0;
    [[nodiscard]] Result<ToolOutcome> run(const ToolCall &call);
};

constexpr qsizetype usualRoom = qsizetype{1024} * 1024;

/// One program to run: absolute path, words, deadline, and how much it may say. Made only from the table in tools.cpp.
struct Command {
    QString program;
    QStringList words;
    std::chrono::milliseconds deadline{10'000};
    qsizetype room = usualRoom;
    bool exitsFreely = false;                                  ///< its exit code is part of the answer
    std::chrono::milliseconds mercy{2'000};                    ///< between SIGTERM and SIGKILL
    std::function<void(const ToolOutcome &soFar)> follow = {}; ///< called a few times a second and at the end
};

/// Absolute path, root-owned and not writable by others; no shell, stdin /dev/null, environment PATH, LC_ALL and HOME
/// only, cwd /, no inherited descriptors, its own process group, killed as a whole at the deadline.
[[nodiscard]] Result<ToolOutcome> runCommand(const Command &command);
/// Ended like a late one, with Cancelled, soon after `cancelled` became true.
[[nodiscard]] Result<ToolOutcome> runCommand(const Command &command, const std::atomic<bool> &cancelled);

/// What a tool is on this machine. InvalidWish for an object that the tool's table does not know.
[[nodiscard]] Result<Command> commandFor(const ToolCall &call, const Host &host);

/// As a child of this process.
[[nodiscard]] Result<ToolOutcome> runTool(const ToolCall &call, const Host &host);

} // namespace rdma
