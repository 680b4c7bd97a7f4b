// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which interface packets take: the kernel's route tables, and the network file systems reached over them.
#pragma once

#include "helper/host.h"

#include <vector>

namespace rdma {

struct Route {
    QByteArray destination; ///< 4 or 16 bytes in network order
    int prefix = 0;         ///< 0: the default route
    qint64 metric = 0;
    QByteArray interface;

    bool operator==(const Route &) const = default;
};

/// Those that lead somewhere: no unreachable ones, none of the machine's own addresses. The main table for IPv4. Error:
/// a table that cannot be read, or is a backbone router's (its path); a kernel without IPv6 has no table for it.
[[nodiscard]] Result<std::vector<Route>> readRoutes(const Host &host);

[[nodiscard]] bool hasDefaultRoute(const std::vector<Route> &routes, const QByteArray &interface);

/// By longest prefix, then lowest metric. `address` is text; a scope (fe80::1%ib0) decides. Empty: none.
[[nodiscard]] QByteArray interfaceTowards(const std::vector<Route> &routes, const QByteArray &address);

struct NetworkMount {
    QString point;
    QByteArray server; ///< its address as text

    bool operator==(const NetworkMount &) const = default;
};

/// NFS, SMB, Ceph, GlusterFS, Lustre, 9P, once for each server whose address is told. BeeGFS, GFS2 and OCFS2 name none.
[[nodiscard]] Result<std::vector<NetworkMount>> readNetworkMounts(const Host &host);

} // namespace rdma
