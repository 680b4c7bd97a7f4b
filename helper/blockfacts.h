// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What sysfs and udev's database tell of one block device by itself.
#pragma once

#include "helper/udevdatabase.h"
#include "model/blockdevice.h"

namespace rdma {

struct BlockFacts {
    BlockDevice device;   ///< without links, stable paths, uses
    QByteArray number;    ///< major and minor: 8:1
    QStringList holders;  ///< the devices on top of it, by name
    QStringList slaves;   ///< those it is made of
    QByteArray mapName;   ///< of a device-mapper device: vg0-home
    QByteArray mapUuid;   ///< LVM-…, mpath-…, CRYPT-LUKS2-…
    bool isArray = false; ///< md
    UdevEntry udev;
};

/// nullopt: it is gone, hidden, empty or in memory only.
[[nodiscard]] std::optional<BlockFacts> readBlockFacts(const Host &host, const QString &name);

} // namespace rdma
