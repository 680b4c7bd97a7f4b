// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Targets, what happens by itself, and pending edits of the page "Attach Disks" in plain words.
#pragma once

#include "gui/pages/srpinitiatoredit.h"

namespace rdma {

/// "192.0.2.1, port 5555"; over InfiniBand, or where the address is not known, its ids.
[[nodiscard]] QString attachedTargetWords(const SrpInitiatorConfig &config, const SrpTargetId &id);

/// What an edit does, and what hangs on it.
[[nodiscard]] QString changeWords(const AttachState &state, const AttachEdit &edit);

/// What this computer does without being asked: srp_daemon, multipathd, our unit. Empty: nothing.
[[nodiscard]] QStringList byItselfWords(const SrpInitiatorConfig &config, const SrpInitiatorLive &live);

} // namespace rdma
