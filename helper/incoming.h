// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is connected to this host by TCP.
#pragma once

#include "helper/host.h"

#include <vector>

namespace rdma {

/// An established connection to a port that somebody listens on.
struct Incoming {
    QString local;  ///< the address of this host that it came to
    QString remote; ///< whose it is
    quint16 port = 0;

    bool operator==(const Incoming &) const = default;
};

/// In the helper's own network namespace. Error: a table that cannot be read, or is too large.
[[nodiscard]] Result<std::vector<Incoming>> readIncoming(const Host &host);

} // namespace rdma
