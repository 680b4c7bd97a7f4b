// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The IP addresses of this host's links, by rtnetlink.
#pragma once

#include "helper/kernel.h"

namespace rdma {

[[nodiscard]] Result<std::vector<LinkAddress>> askAddresses();

} // namespace rdma
