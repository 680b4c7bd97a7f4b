// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The keys of udev rules and what each may stand with.
#pragma once

#include "model/udevrules.h"

namespace rdma {

/// Whether systemd 257 takes such a token; one that it does not takes the whole rule with it. Builtin commands are not
/// checked: which there are differs from release to release.
[[nodiscard]] bool udevTakes(const RuleToken &token, bool hasBraces);

} // namespace rdma
