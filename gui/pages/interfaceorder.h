// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which interface stands below which, and in which order.
#pragma once

#include "gui/pages/rowtree.h"
#include "model/names.h"

namespace rdma {

using InterfaceOrder = RowOrder<InterfaceId>;

/// By device, port and index; P_Key children below the interface of their port, if that is there.
[[nodiscard]] InterfaceOrder orderOf(const NamesLive &live);

} // namespace rdma
