// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the kernel was booted with, and which modules that keeps from being loaded: /proc/cmdline.
#pragma once

#include "model/nextname.h"

#include <QByteArrayList>

namespace rdma {

inline constexpr QLatin1StringView kernelCommandLinePath("/proc/cmdline");

/// Quotes keep blanks together, and stay in the word (next_arg() of the kernel's lib/cmdline.c).
[[nodiscard]] QByteArrayList commandLineWords(const QByteArray &commandLine);

/// The modules that it denies, in the lines that a file of modprobe.d would have: modprobe.blacklist= as "blacklist"
/// (kmod_config_parse_kcmdline() of kmod's libkmod, seen with 34.2), module_blacklist=, which the kernel itself obeys
/// (kernel/module/main.c, blacklisted()), as a command that does nothing. Goes before all files: no "install" line
/// comes before what the kernel refuses.
[[nodiscard]] RulesFile deniedByCommandLine(const QByteArray &commandLine);

} // namespace rdma
