// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "ports" prints.
#pragma once

#include "model/note.h"
#include "model/ports.h"

namespace rdma {

/// A table of cards and ports, what needs attention, lines to repair, and what hinders.
[[nodiscard]] QString portsText(const PortsConfig &config, const PortsLive &live, const std::vector<Note> &notes);

} // namespace rdma
