// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why mstconfig(1) cannot open a card: "Failed to open the device" is all that it says, whatever the cause.
#pragma once

#include "model/enumnames.h"

#include <QByteArrayView>

namespace rdma {

/// lockdown(7).
enum class KernelLockdown {
    Unknown, ///< no securityfs, or a kernel without it
    None,
    Integrity,
    Confidentiality,
};

/// Of /sys/kernel/security/lockdown: "none [integrity] confidentiality".
[[nodiscard]] KernelLockdown kernelLockdownFrom(QByteArrayView text);

/// Root's writes to PCI devices are refused. Distributions turn it on where Secure Boot is.
[[nodiscard]] constexpr bool keepsPciClosed(KernelLockdown lockdown)
{
    return lockdown == KernelLockdown::Integrity || lockdown == KernelLockdown::Confidentiality;
}

struct OpenFacts {
    bool isRoot = true;
    bool exists = true;
    bool isMellanox = true;
    bool isVirtualFunction = false;
    bool isLivefish = false;
    KernelLockdown lockdown = KernelLockdown::Unknown;
    bool sawSemaphoreText = false; ///< the tool named a semaphore, on any of its streams
    bool idKnown = true;           ///< this version of the tool knows the PCI device id
};

/// In the order in which they are looked for.
enum class CannotOpenCause {
    Absent,
    Foreign, ///< not a Mellanox card
    VirtualFunction,
    NotRoot,
    Livefish,
    Lockdown,
    UnsupportedByVersion,
    StuckSemaphore,
    Unknown,
};

constexpr EnumNames<CannotOpenCause, 9> cannotOpenCauseNames{
    {{CannotOpenCause::Absent, QLatin1StringView{"absent"}},
     {CannotOpenCause::Foreign, QLatin1StringView{"foreign"}},
     {CannotOpenCause::VirtualFunction, QLatin1StringView{"virtualFunction"}},
     {CannotOpenCause::NotRoot, QLatin1StringView{"notRoot"}},
     {CannotOpenCause::Livefish, QLatin1StringView{"livefish"}},
     {CannotOpenCause::Lockdown, QLatin1StringView{"lockdown"}},
     {CannotOpenCause::UnsupportedByVersion, QLatin1StringView{"unsupportedByVersion"}},
     {CannotOpenCause::StuckSemaphore, QLatin1StringView{"stuckSemaphore"}},
     {CannotOpenCause::Unknown, QLatin1StringView{"unknown"}}}};

[[nodiscard]] CannotOpenCause causeOfCannotOpen(const OpenFacts &facts);

} // namespace rdma
