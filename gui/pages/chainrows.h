// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain and the proof as rows of a list of checks.
#pragma once

#include "gui/widgets/checkline.h"
#include "model/srpproof.h"

#include <QList>

namespace rdma {

/// Row by row the chain's; the first broken one says what to do, with a button where this program does it.
[[nodiscard]] QList<CheckRow> checkRows(const std::vector<ChainCheck> &chain, bool targetIsHere);
[[nodiscard]] QList<CheckRow> checkRows(const DiskProof &proof);

} // namespace rdma
