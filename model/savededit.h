// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two lists of saveconfig.json changed in place, member by member, so that all that is not ours stays as it was.
#pragma once

#include "model/jsonlevel.h"
#include "model/srptarget.h"

namespace rdma {

/// `elements`: what each element of the list is in `before`; those that are nothing stay.
[[nodiscard]] Result<void> editSavedBackstores(JsonLevel &root, const std::vector<std::optional<BackstoreId>> &elements,
                                               const SrpTree &before, const SrpTree &wanted);
[[nodiscard]] Result<void> editSavedTargets(JsonLevel &root, const std::vector<std::optional<QString>> &elements,
                                            const SrpTree &before, const SrpTree &wanted);

} // namespace rdma
