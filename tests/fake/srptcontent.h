// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What comes with a new target and with a new TPG of srpt.
#pragma once

#include "tests/fake/configfstree.h"

namespace rdma {

[[nodiscard]] ConfigfsAttributes newWwn(bool isOldKernel);
[[nodiscard]] ConfigfsAttributes newTpg(bool isOldKernel);

} // namespace rdma
