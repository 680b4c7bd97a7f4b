// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Neither shutdown nor sleep while something is written that must not be left half done (org.freedesktop.login1(5)).
#pragma once

#include "helper/descriptor.h"
#include "model/result.h"

namespace rdma {

/// Held as long as the descriptor lives. Timeout, Io: logind is not there, or says no.
[[nodiscard]] Result<Descriptor> blockShutdown(const QString &why);

} // namespace rdma
