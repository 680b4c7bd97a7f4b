// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// /etc/rdma/rdma.conf of RHEL 6 to early 8, which rdma-init-kernel sources: KEY=yes.
#pragma once

#include "model/result.h"
#include "model/shellassignments.h"

namespace rdma {

/// What rdma-init-kernel does without a file: it loads IPoIB alone.
constexpr QByteArrayView missingRdmaConf{"# Load IPoIB\nIPOIB_LOAD=yes\n"};

/// Only the exact word counts (rdma.kernel-init: [ "${X_LOAD}" == "yes" ]); no assignment is off as well.
[[nodiscard]] bool isOn(const ShellReading &reading, QByteArrayView key);

/// The file with that key on or off, changed only where it is not so already: the value of its last assignment, in its
/// quotes, or else a line of its own, behind the key before it in the shipped order or at the end. The CR of a line
/// ended by CR LF belongs to its value and goes with it; all other bytes stay.
/// BadFile (detail: "line 3") for a file that is not understood: it is never edited. InvalidWish: not a key of it.
[[nodiscard]] Result<QByteArray> withKey(const QByteArray &file, QByteArrayView key, bool on);

} // namespace rdma
