// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names that udev gave to block devices: which lead where, which to use for good.
#pragma once

#include "helper/blockfacts.h"

namespace rdma {

/// Fills `links` and `stablePaths` of all: a link that several devices claim is the one's with the highest priority,
/// and nobody's when there are two of these (the paths of a disk without multipathd).
void settleLinks(std::vector<BlockFacts> &all);

} // namespace rdma
