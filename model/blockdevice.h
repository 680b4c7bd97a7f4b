// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A disk or partition of this host, and who uses it.
#pragma once

#include "model/result.h"

#include <QStringList>
#include <vector>

namespace rdma {

/// Who has a block device in use.
enum class BlockUse {
    Mounted,    ///< subject: the mount point
    Swap,       ///< subject: empty
    Holder,     ///< subject: the device on top of it: dm-0, md127
    Lvm,        ///< a physical volume, its group active or not, or a layer that LVM keeps to itself; subject: empty
    Raid,       ///< a member of an md array, running or not; subject: empty
    Multipath,  ///< a path of a multipath device; subject: empty
    Exported,   ///< a backstore of LIO has it; subject: "block/vol1"
    Partitions, ///< one of its partitions is in use; subject: that partition, sda1
};

struct DeviceUse {
    BlockUse use = BlockUse::Mounted;
    QString subject;

    bool operator==(const DeviceUse &) const = default;
};

struct BlockDevice {
    QString name;      ///< the kernel's: sda, sda1, nvme0n1, dm-0
    QString path;      ///< /dev/sda
    QString wholeDisk; ///< of a partition: its disk; empty for a disk
    quint64 size = 0;  ///< bytes, at most maxExactInteger; 0: not known
    bool readOnly = false;
    bool removable = false;
    QString vendor;
    QString model;
    QString serial;
    QString fileSystem;      ///< what udev found on it: ext4, LVM2_member, empty for none
    QStringList stablePaths; ///< /dev/disk/by-id/… best first: wwn-, then others; by-uuid never
    QStringList links;       ///< every other path that leads here and nowhere else: /dev/mapper/x, by-uuid, by-path …
    bool holdsRoot = false;  ///< the running system's root file system is on it, directly or through others
    std::vector<DeviceUse> uses;

    bool operator==(const BlockDevice &) const = default;
};

[[nodiscard]] QString nameOf(BlockUse use); ///< "mounted", "swap" …
[[nodiscard]] QJsonObject toJson(const BlockDevice &device);
[[nodiscard]] Result<BlockDevice> blockDeviceFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
