// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain from cable to disk and the proof of a disk, in plain words.
#pragma once

#include "model/srpproof.h"

namespace rdma {

[[nodiscard]] QString chainLinkLabel(ChainLink link);          ///< "Subnet manager"
[[nodiscard]] QString chainFactWords(const ChainCheck &check); ///< what shows how it stands, in one or two sentences

[[nodiscard]] QString proofLabel(ProofItem item);      ///< "Serial number"
[[nodiscard]] QString proofWords(const ProofRow &row); ///< the value, and what the target has

} // namespace rdma
