// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev found out about a device: one entry of its database.
#pragma once

#include "helper/host.h"

#include <QMap>

namespace rdma {

struct UdevEntry {
    QByteArrayList links; ///< below /dev: disk/by-id/wwn-0x5000c500a1b2c3d4
    int priority = 0;     ///< of the devices that claim one link the highest has it (OPTIONS in udev(7))
    QMap<QByteArray, QByteArray> properties;

    bool operator==(const UdevEntry &) const = default;
};

[[nodiscard]] UdevEntry udevEntryFrom(const QByteArray &text);

/// By the entry's name: b8:0 for a block device, n3 for an interface. Empty where there is none that can be read.
[[nodiscard]] UdevEntry readUdevEntry(const Host &host, const QString &name);

} // namespace rdma
