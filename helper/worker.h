// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Work that needs more rights than the helper has: done by the same binary in a unit of its own, one request each.
#pragma once

#include "helper/host.h"
#include "helper/tools.h"

#include <chrono>

namespace rdma {

/// One template unit for each, rdma-manager-KIND@ID.service, with the rights that its tools need and no others.
enum class WorkKind {
    Module,   ///< CAP_SYS_MODULE
    Login,    ///< one write to add_target, which may take minutes
    Scan,     ///< the devices that reach an InfiniBand subnet
    Holders,  ///< CAP_SYS_PTRACE, CAP_DAC_READ_SEARCH: what other processes have open, and may lock
    Firmware, ///< CAP_SYS_ADMIN, CAP_SYS_RAWIO: a card's registers
    Image,    ///< what builds boot images: reads everything, writes /boot
};

/// The unit that a tool needs; nullopt: the helper's own rights are enough.
[[nodiscard]] std::optional<WorkKind> workKindOf(Tool tool);

/// Whether it may be ended at any moment, and nothing is left half done.
[[nodiscard]] bool mayEndAnytime(Tool tool);

/// How long its unit is waited for, and then for its end. A preview answers within five seconds, a step has minutes.
struct Patience {
    std::chrono::milliseconds work;
    std::chrono::milliseconds end;
};
[[nodiscard]] Patience patienceWith(Tool tool);

[[nodiscard]] QString unitFor(WorkKind kind, const QString &id);

/// The request and the answer, /run/rdma-manager/work/ID.json and ID.answer.json, readable by root alone.
[[nodiscard]] Result<void> putRequest(const Host &host, const QString &id, const ToolCall &call);
/// ToolFailed when the worker ended without an answer.
[[nodiscard]] Result<ToolOutcome> takeAnswer(const Host &host, const QString &id);

/// What the unit does: reads the request, refuses a tool of another kind, runs it and leaves the answer.
[[nodiscard]] Result<void> work(const Host &host, const QString &kind, const QString &id);

[[nodiscard]] Result<void> prepareWork(const Host &host); ///< makes the directory
/// Removes what a helper that is dead will not fetch any more, and nothing that a worker still has in hand.
void removeOldWork(const Host &host);

} // namespace rdma
