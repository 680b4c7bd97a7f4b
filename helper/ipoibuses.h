// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes over this host's IPoIB interfaces.
#pragma once

#include "helper/machine.h"
#include "model/modules.h"

namespace rdma {

/// Interfaces, routes, mounts and TCP connections of either direction over them, also of a bond or bridge that one is
/// part of. What cannot be found out is a use without a detail.
[[nodiscard]] std::vector<ModuleUse> readIpoibUses(Machine &machine);

} // namespace rdma
