// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What goes over interfaces of this host that can go away with a driver.
#pragma once

#include "helper/machine.h"
#include "model/modules.h"

#include <functional>

namespace rdma {

/// Interfaces, routes, mounts and TCP connections of either direction over them, also of a bond or bridge that one is
/// part of. What cannot be found out is a use without a detail.
[[nodiscard]] std::vector<ModuleUse> readIpoibUses(Machine &machine);

/// The same of given interfaces and their P_Key children; `names` is asked again when names change meanwhile.
[[nodiscard]] std::vector<ModuleUse> readUsesOf(Machine &machine, const std::function<QStringList()> &names);

} // namespace rdma
