// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What runs beside what is saved: where they differ.
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

[[nodiscard]] bool isReferred(const SrpTree &tree, const BackstoreId &id); ///< some port exports it
[[nodiscard]] bool isOthers(const SrpTargetLive &live, const BackstoreId &id);

} // namespace rdma
