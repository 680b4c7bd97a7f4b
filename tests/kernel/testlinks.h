// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Links and altnames made for a test, by rtnetlink.
#pragma once

#include "model/result.h"

namespace rdma {

/// A link of the first kind this kernel has (dummy, veth, bridge): its index.
[[nodiscard]] Result<int> addTestLink(const QString &name);
[[nodiscard]] Result<void> removeTestLink(int index);
[[nodiscard]] Result<void> changeAltname(int index, const QString &altname, bool add);

} // namespace rdma
