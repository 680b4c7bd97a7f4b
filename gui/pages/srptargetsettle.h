// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Making alike what runs and what is saved: all of it, one thing, or what pending edits touch.
#pragma once

#include "gui/pages/srptargetedit.h"

namespace rdma {

void settle(const ExportState &state, SrpTargetConfig &config, Settle way);
void settle(SrpTargetConfig &config, const SettleOne &edit);

/// It would change something that the helper allows: no port gets other disks than it ran or was saved with.
[[nodiscard]] bool canSettle(const ExportState &state, const SrpTargetConfig &config, const SettleOne &edit);

/// What differs in `wanted.now` from before is saved as it will run, or saved no longer.
void saveTouched(const SrpTargetConfig &before, SrpTargetConfig &wanted);

} // namespace rdma
