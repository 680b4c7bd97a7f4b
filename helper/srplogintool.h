// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tool that is no program: logging in at an SRP target, in a process of its own that can be killed.
#pragma once

#include "model/srplogin.h"

namespace rdma {

/// {"target": "mlx5_0/1/…/…", "login": {…}}: what the tool is to work on. Read strictly again on the other side.
[[nodiscard]] QString srpLoginObject(const SrpTargetId &target, const SrpLogin &login);
[[nodiscard]] Result<std::pair<SrpTargetId, SrpLogin>> srpLoginFromObject(const QString &object);

/// Blocks until the kernel has logged in or given up. The error's subject is the target; its detail the errno:
/// ECONNRESET is every kind of rejection and of silence (srp_connect_ch() of drivers/infiniband/ulp/srp/ib_srp.c).
[[nodiscard]] Result<void> addSrpTarget(const QString &object);

} // namespace rdma
