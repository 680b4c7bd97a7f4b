// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// saveconfig.json read element by element: which are ours to change, and which names are somebody else's.
#pragma once

#include "model/saveconfig.h"

#include <optional>
#include <set>
#include <vector>

namespace rdma {

struct SavedReading {
    SavedSrp srp;
    /// As the file's lists have them, element by element; nothing: not in the tree.
    std::vector<std::optional<BackstoreId>> backstores;
    std::vector<std::optional<QString>> targets;
    /// Of elements that are not in the tree.
    std::set<BackstoreId> otherBackstores;
    std::set<QString> otherTargets;
};

/// BadFile: larger than maxSavedBytes, no JSON, with a byte order mark or a key twice, or without rtslib's lists.
[[nodiscard]] Result<SavedReading> readSaved(const QByteArray &bytes);

} // namespace rdma
