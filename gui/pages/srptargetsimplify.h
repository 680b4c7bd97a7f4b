// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Pending edits of exports made fewer: nobody reviews a way there and back.
#pragma once

#include "gui/pages/srptargetedit.h"

namespace rdma {

/// The last edit is new. If it changes nothing it goes; what it takes back goes with it, what it replaces before it.
[[nodiscard]] ExportEdits simplified(const ExportState &state, ExportEdits edits);

/// Of an edit that changes nothing any more: somebody did the same, as opposed to what it was about being gone.
[[nodiscard]] bool isFulfilled(const SrpTargetConfig &config, const ExportEdit &edit);
/// Those that still change something, in order.
[[nodiscard]] ExportEdits rebased(const ExportState &state, const ExportEdits &edits);

} // namespace rdma
