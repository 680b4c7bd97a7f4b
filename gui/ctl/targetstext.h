// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "targets" prints.
#pragma once

#include "model/note.h"
#include "model/srptargetstate.h"

namespace rdma {

/// A table: a row for each disk on each port and who may use it, then the disks that no port exports.
[[nodiscard]] QString targetsText(const SrpTargetConfig &config, const SrpTargetLive &live,
                                  const std::vector<Note> &notes);

/// Each exported port with its cards, one a line, or why it has none.
[[nodiscard]] QString cardsText(const SrpTree &now, const SrpTargetLive &live);
/// {"0xfe80…": {"cards": ["id_ext=…"]}, "0xfe81…": {"cards": [], "lack": "PortDown"}}
[[nodiscard]] QJsonObject cardsJson(const SrpTree &now, const SrpTargetLive &live);

} // namespace rdma
