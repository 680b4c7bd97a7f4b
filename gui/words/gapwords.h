// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the next boot will do otherwise, in plain words.
#pragma once

#include "model/bootgaps.h"

#include <QString>

namespace rdma {

[[nodiscard]] QString gapTitle(const BootGap &gap); ///< "IPoIB: loaded now, not after a boot"
[[nodiscard]] QString gapWords(const BootGap &gap); ///< why, and what to do
[[nodiscard]] QString gapBrief(BootGapKind kind);   ///< "not after a boot"
[[nodiscard]] QString noGapsWords();                ///< everything stays as it is

} // namespace rdma
