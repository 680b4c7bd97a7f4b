// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A device as the text that ibstat(8) prints of it: what people paste into tickets.
#pragma once

#include "model/rdmadevice.h"

namespace rdma {

/// Ends with a newline. Where ibstat prints nothing at all, since a file is missing that it cannot do without, this
/// leaves the value empty.
[[nodiscard]] QString ibstatText(const QString &name, const RdmaDevice &device);

} // namespace rdma
