// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What will be different after the next boot, and why: boot configuration and running state side by side.
#pragma once

#include "model/modules.h"

#include <variant>

namespace rdma {

enum class BootGapKind {
    LoadedNotAtBoot,   ///< it runs, and nothing loads it at boot
    AtBootNotLoaded,   ///< a file says that it loads at boot, and it is not loaded
    DeniedAtBoot,      ///< it runs, and modprobe.d keeps the file that says so from having its way
    BootNotKnown,      ///< the file that would tell is not understood
    EnabledNotRunning, ///< a service
    RunningNotEnabled,
    Waits,         ///< a file says that it loads, and what it waits for is not there now nor after a boot: cause
    ComesWhenUsed, ///< it runs, and whoever needs it next has it loaded
};

enum class BootGapCause {
    None,
    NoHardware, ///< a list of rdma-core is loaded when its hardware appears, and there is none
    NoModule,   ///< this kernel has none
    Denied,     ///< place: the line of modprobe.d
    Failed,     ///< detail: the service that did not do it, or of a service its result
    ServiceOff, ///< detail: the service that loads it when it starts
};

/// A protocol, or a service by its unit.
using BootSubject = std::variant<Protocol, QString>;

struct BootGap {
    BootGapKind kind = BootGapKind::LoadedNotAtBoot;
    BootSubject subject;
    BootGapCause cause = BootGapCause::None;
    QString detail;
    BootPlace place; ///< the line that says so

    bool operator==(const BootGap &) const = default;
};

/// Of what is only worth knowing it is false: the next boot changes nothing.
[[nodiscard]] bool isDifference(const BootGap &gap);

/// Protocols first, each kind in its own order. Without a difference among them the next boot brings what runs now.
[[nodiscard]] std::vector<BootGap> bootGaps(const ModulesLive &live);

} // namespace rdma
