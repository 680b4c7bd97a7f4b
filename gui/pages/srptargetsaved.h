// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What runs beside what is saved: where they differ, and the ways to make them alike.
#pragma once

#include "gui/pages/srptargetedit.h"
#include "gui/words/srptargetwords.h"

namespace rdma {

struct SavedDifferences {
    QStringList unsaved; ///< what runs and is not saved, or not like this
    QStringList missing; ///< what is saved and does not run

    bool operator==(const SavedDifferences &) const = default;
};

/// In words: "vol1 on mlx4_0, port 1". Disks that other fabrics export are theirs to save.
[[nodiscard]] SavedDifferences savedDifferences(const SrpTargetLive &live, const SrpTargetConfig &config);

void settle(const ExportState &state, SrpTargetConfig &config, Settle way);

/// What differs in `wanted.now` from before is saved as it will run, or saved no longer.
void saveTouched(const SrpTree &before, SrpTargetConfig &wanted);

} // namespace rdma
