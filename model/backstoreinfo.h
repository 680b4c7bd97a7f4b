// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What LIO tells of a storage object in its `info` (target_core_configfs.c and the plugins' show_configfs_dev_params).
#pragma once

#include <QByteArray>
#include <QString>

namespace rdma {

struct BackstoreInfo {
    int sectorSize = 0; ///< bytes; 0 when not told
    QString device;     ///< block: the kernel's name of the disk, sdb
    QString path;       ///< block: UDEV PATH; fileio: File
    quint64 size = 0;   ///< bytes, of an image or a ramdisk
    bool readOnly = false;
    bool buffered = false; ///< fileio: Mode: Buffered-WCE

    bool operator==(const BackstoreInfo &) const = default;
};

/// "Status: ACTIVATED" would mean exported, not enabled: `enable` tells that. What is not there stays as it is in an
/// empty value.
[[nodiscard]] BackstoreInfo backstoreInfoFrom(const QByteArray &text);

/// "T10 VPD Unit Serial Number: 608e5e69-…" of wwn/vpd_unit_serial.
[[nodiscard]] QString unitSerialFrom(const QByteArray &text);

} // namespace rdma
