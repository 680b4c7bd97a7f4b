// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a worker holds while its tool runs: a card for itself, the machine awake.
#pragma once

#include "helper/host.h"
#include "helper/tools.h"

namespace rdma {

struct WorkGuards {
    Descriptor lock;     ///< of the card, the same for all its functions; or of /boot
    Descriptor shutdown; ///< logind's, where there is one
};

/// Busy when another worker has the card, or builds an image, until the end of our patience.
[[nodiscard]] Result<WorkGuards> guardsFor(const ToolCall &call, const Host &host,
                                           std::chrono::milliseconds patience = std::chrono::seconds(60));

/// Whether a name in the directory of requests and answers is such a lock, which is there for good.
[[nodiscard]] bool isWorkLock(const QString &name);

} // namespace rdma
