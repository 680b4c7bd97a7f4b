// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// pam_limits of this system: its files, and which one it is.
#pragma once

#include "helper/host.h"
#include "model/limitchoice.h"
#include "model/note.h"

namespace rdma {

/// By its own text where versions differ: the library's name, libpam.so.0.85.1, is the same in 1.4.0 and 1.7.0, and a
/// package's version says nothing of what was compiled. Debian's patch leaves no text: /etc/os-release tells, whose
/// derivatives keep it. Where pam_limits is not found: today's.
[[nodiscard]] PamLimits readPamLimits(const Host &host);

/// In pam_limits' order. One that cannot be read is a note, and empty.
[[nodiscard]] std::vector<RulesFile> readLimitsFiles(const Host &host, std::vector<Note> &notes);

/// Whether everybody may read this very file: what a link leads to, at the end or on the way, counts as private.
[[nodiscard]] bool isPublicFile(const Host &host, const QString &path);

/// Reads it for information only. What is not there, or a link to /dev/null, is an empty file and no note.
[[nodiscard]] RulesFile peekFile(const Host &host, const QString &path, std::vector<Note> &notes);

} // namespace rdma
