// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is mounted on this host.
#pragma once

#include "helper/host.h"

#include <functional>

namespace rdma {

struct Mount {
    QByteArray device;  ///< 8:1; 0:50 of a file system that is on no block device, or on several (btrfs)
    QByteArray point;   ///< /srv/projects
    QByteArray type;    ///< ext4
    QByteArray source;  ///< /dev/sda1, as mount(2) was told
    QByteArray options; ///< the file system's own

    bool operator==(const Mount &) const = default;
};

/// In the kernel's order. Error: the table cannot be read, or is too long; then nobody knows what is mounted.
[[nodiscard]] Result<void> forEachMount(const Host &host, const std::function<void(const Mount &)> &take);

} // namespace rdma
