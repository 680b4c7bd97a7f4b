// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What may be the name of a network interface, exactly as the kernel and udev have it.
#pragma once

#include "model/result.h"

namespace rdma {

/// Why a text cannot be an interface name (dev_valid_name() in net/core/dev.c, systemd's ifname_valid_full(),
/// and what a udev rule cannot carry), or that it can. In the order in which a user should be told.
enum class NameProblem {
    None,
    Empty,
    TooLong, ///< over 15 bytes: IFNAMSIZ is 16 with the NUL
    NotAscii,
    Blank, ///< a space, tab or other white space
    Slash,
    Colon,
    Percent, ///< the kernel reads it as a template
    Quote,   ///< ", ', \\ and other characters that udev or a shell would read as syntax
    Control,
    Dots,       ///< "." or ".."
    Reserved,   ///< "all", "default": directories of /proc/sys/net
    OnlyDigits, ///< would be read as an interface index
};

[[nodiscard]] NameProblem problemOf(QStringView name);
/// "Empty", "TooLong" …: the detail of an InvalidWish error
[[nodiscard]] QString nameOf(NameProblem problem);
[[nodiscard]] NameProblem nameProblemFromName(QStringView name);

/// ibN, the pattern the kernel uses by itself ("not recommended": may collide while booting).
[[nodiscard]] bool looksKernelGiven(QStringView name);

} // namespace rdma
