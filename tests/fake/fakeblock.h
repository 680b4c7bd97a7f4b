// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The block devices of a fake machine: sysfs, udev's database, mounts and swap, as Linux 6.12 and systemd 257 show
// them.
#pragma once

#include "tests/fake/fakehostroot.h"
#include "tests/fake/fakelink.h"

namespace rdma {

/// What its name says it is: sda, nvme0n1, vda, sr0.
struct FakeDisk {
    QString name = {};
    quint64 bytes = quint64{4} << 40;
    QByteArray vendor = "SEAGATE";
    QByteArray model = "ST4000NM0025";
    QByteArray serial = "ZC11AAAA";
    QByteArray wwn = {};       ///< 5000c500a1b2c301, or an NVMe name space's EUI-64
    FakeFiles files = {};      ///< of the device's directory, instead of or beside the usual
    FakeFiles properties = {}; ///< of udev's
};

class FakeBlock {
public:
    explicit FakeBlock(FakeHostRoot &root);

    void addDisk(const FakeDisk &disk);
    void removeDisk(const QString &name);                                 ///< unplugged
    QString addPartition(const QString &disk, int number, quint64 bytes); ///< its name
    void addLoop(const QString &name, const QByteArray &file, quint64 bytes);

    /// These make the physical volume, path or member of what they are given, and return the new device's name.
    QString addVolume(const QString &group, const QString &volume, const QStringList &physical, quint64 bytes);
    QString addMultipath(const QString &mapName, const QByteArray &wwid, const QStringList &paths);
    QString addMap(const QString &mapName, const QByteArray &uuid, const QStringList &below, quint64 bytes);
    void addArray(const QString &name, const QStringList &members);

    /// As blkid finds it: ext4 and filesystem, swap and other, LVM2_member and raid.
    void setContent(const QString &name, const QByteArray &type, const QByteArray &usage, const QByteArray &uuid = {});
    void setProperty(const QString &name, const QString &key, const QByteArray &value);
    void addLink(const QString &name, const QByteArray &link); ///< below /dev

    void mount(const QString &name, const QByteArray &point, const QByteArray &type = "ext4");
    void swapOn(const QString &name);

    [[nodiscard]] QString directoryOf(const QString &name) const { return m_devices[name].directory; }
    [[nodiscard]] QByteArray numberOf(const QString &name) const { return m_devices[name].number; }
    [[nodiscard]] QString udevEntryOf(const QString &name) const;

private:
    struct Device {
        QString directory; ///< below /sys/devices
        QByteArray number;
        QByteArray path; ///< /dev/sda; of a map /dev/mapper/x
        QByteArrayList links;
        int priority = 0;
        FakeFiles properties;
    };

    void add(const QString &name, const Device &device, quint64 bytes, const FakeFiles &files = {});
    void stack(const QString &upper, const QStringList &below);
    void writeUdevEntry(const QString &name);
    void append(const QString &path, const QByteArray &line);
    QByteArray newNumber(int major) { return QByteArray::number(major) + ':' + QByteArray::number(m_minors[major]++); }

    FakeHostRoot &m_root;
    QMap<QString, Device> m_devices;
    QMap<int, int> m_minors;
};

} // namespace rdma
