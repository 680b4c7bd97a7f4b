// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Block devices that others are made of.
#pragma once

#include "helper/blockfacts.h"

namespace rdma {

/// Adds to `uses` who is on top, and LVM, md and multipath where something is theirs: their device is there, or they
/// wrote on it.
void addLayers(std::vector<BlockFacts> &all);

} // namespace rdma
