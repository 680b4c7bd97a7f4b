// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Programs that keep a module because they have a node of it open: who they are, a worker finds out.
#pragma once

#include "helper/machine.h"
#include "model/modules.h"

namespace rdma {

/// Those that have open what is /dev/infiniband/umad0 and the like, or a disk of ib_srp. Empty of a module without
/// nodes, and where nobody has one open. `look`: FindHolders or GlimpseHolders.
[[nodiscard]] Result<std::vector<ModuleUse>> programsOn(const QString &module, Machine &machine, Tool look);

/// The uses with programs instead of references that nothing accounts for, where they can be named.
[[nodiscard]] std::vector<ModuleUse> withPrograms(std::vector<ModuleUse> uses, const QString &module, Machine &machine,
                                                  Tool look);

} // namespace rdma
