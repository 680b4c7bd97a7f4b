// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain from cable to disk and the proof of a disk, in plain words.
#pragma once

#include "model/srpproof.h"

namespace rdma {

[[nodiscard]] QString chainStandingWords(ChainStanding standing); ///< "good", "broken" …
/// Which link is the first that is broken, or that none is.
[[nodiscard]] QString chainSummary(const std::vector<ChainCheck> &chain);
[[nodiscard]] QString proofTitle(const DiskProof &proof);      ///< "/dev/sdb", "LUN 0"
[[nodiscard]] QString chainLinkLabel(ChainLink link);          ///< "Subnet manager"
[[nodiscard]] QString chainFactWords(const ChainCheck &check); ///< what shows how it stands, in one or two sentences

[[nodiscard]] QString proofLabel(ProofItem item);      ///< "Serial number"
[[nodiscard]] QString proofWords(const ProofRow &row); ///< the value, and what the target has

} // namespace rdma
