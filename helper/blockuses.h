// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who uses block devices: mounts, swap, and devices that are made of others.
#pragma once

#include "helper/blockfacts.h"

namespace rdma {

/// Fills `uses` and `holdsRoot` of all, whose links are settled.
void addUses(std::vector<BlockFacts> &all, const Host &host);

} // namespace rdma
