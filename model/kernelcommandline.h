// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the kernel was booted with, as far as it keeps modules from being loaded: /proc/cmdline.
#pragma once

#include "model/nextname.h"

namespace rdma {

inline constexpr QLatin1StringView kernelCommandLinePath("/proc/cmdline");

/// The modules that it denies, in the lines that a file of modprobe.d would have: modprobe.blacklist= as "blacklist"
/// (kmod_config_parse_kcmdline() of kmod's libkmod, seen with 34.2), module_blacklist=, which the kernel itself obeys
/// (kernel/module/main.c, blacklisted()), as a command that does nothing. Goes before all files: no "install" line
/// comes before what the kernel refuses.
[[nodiscard]] RulesFile deniedByCommandLine(const QByteArray &commandLine);

} // namespace rdma
