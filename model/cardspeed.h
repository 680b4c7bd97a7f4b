// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an InfiniBand card can do: the kernel tells what a link does, not what it could.
#pragma once

#include "model/rdmadevice.h"

namespace rdma {

/// The least that any InfiniBand board with this chip was made for, so that a link below it is slower than its card.
/// Absent for chips that are on Ethernet boards only, and for those we do not know.
[[nodiscard]] std::optional<LinkRate> cardCanDo(const PciIds &ids);

} // namespace rdma
