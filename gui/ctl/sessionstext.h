// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "sessions" and "discover" print.
#pragma once

#include "model/note.h"
#include "model/srpinitiator.h"

namespace rdma {

/// A tree: ports, the targets known there, the disks of each.
[[nodiscard]] QString sessionsText(const SrpInitiatorConfig &config, const SrpInitiatorLive &live,
                                   const std::vector<Note> &notes);

/// A table of what was found, each with the line that "connect" takes.
[[nodiscard]] QString foundText(const std::vector<FoundTarget> &found);

} // namespace rdma
