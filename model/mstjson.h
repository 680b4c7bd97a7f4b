// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The JSON that mstconfig(1) writes since 4.31, as the same values that its tables give.
#pragma once

#include "model/mstcard.h"
#include "model/result.h"

namespace rdma {

/// In the order of the devices' numbers as text; the parameters by name.
[[nodiscard]] Result<std::vector<MstCard>> mstCardsFromJson(const QByteArray &text);

} // namespace rdma
