// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom this host is connected to by TCP.
#pragma once

#include "helper/host.h"

#include <vector>

namespace rdma {

enum class Direction { Incoming, Outgoing };

/// Established, the kernel's own among them: iSCSI, NFS, Ceph.
struct TcpConnection {
    QString local;    ///< the address of this host
    QString remote;   ///< the peer's
    quint16 port = 0; ///< of the side that was connected to
    Direction direction = Direction::Incoming;
    quint32 uid = 0; ///< who made the socket

    bool operator==(const TcpConnection &) const = default;
};

/// In the helper's own network namespace. What came to a port that somebody listens on is incoming. Error: a table that
/// cannot be read, or is too large.
[[nodiscard]] Result<std::vector<TcpConnection>> readTcpConnections(const Host &host);

} // namespace rdma
