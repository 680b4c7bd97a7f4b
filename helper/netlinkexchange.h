// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One request to the kernel by netlink and its answers.
#pragma once

#include "model/result.h"

#include <array>
#include <libmnl/libmnl.h>

namespace rdma {

using NetlinkBuffer = std::array<char, 64 * 1024>; ///< the kernel's dump messages are at most 32 KiB

/// Sends a request on a bus (NETLINK_ROUTE) and reads its answers up to the acknowledgement or the end of the dump.
/// Every call has a socket of its own, so that threads do not meet.
[[nodiscard]] Result<void> exchange(int bus, nlmsghdr *request, const QString &subject, mnl_cb_t callback, void *data);

} // namespace rdma
