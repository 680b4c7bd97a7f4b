// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// LIO's backstores in a fake configfs: HBAs, storage objects, and the block devices that these hold open.
#pragma once

#include "tests/fake/configfspath.h"
#include "tests/fake/configfstree.h"

namespace rdma {

/// What open() of a block device's nodes finds.
struct FakeBlockDevice {
    QString name = {};      ///< the kernel's: sdb
    QStringList paths = {}; ///< besides /dev/NAME: /dev/disk/by-id/…
    quint64 size = 0;       ///< bytes
    bool held = false;      ///< mounted, a member of something, opened exclusively by somebody
    bool readOnly = false;
};

struct FakeStorageObject {
    QString plugin = {}; ///< iblock, fileio, rd_mcp, pscsi, user
    int number = 0;      ///< counted in its HBA
    QMap<QString, QString> control = {};
    bool enabled = false;
    int exports = 0;
    QString device = {}; ///< the block device that it holds
};

/// All answers are errno's: 0 when done.
class FakeBackstores {
public:
    FakeBackstores(ConfigfsTree &tree, const bool &isOldKernel) : m_tree(tree), m_isOldKernel(isOldKernel) {}

    [[nodiscard]] int make(const ConfigfsPath &node);
    void removed(const ConfigfsPath &node);
    [[nodiscard]] int store(const ConfigfsPath &attribute, const QByteArray &value);

    void setBlockDevice(const FakeBlockDevice &device) { m_devices[device.name] = device; }
    [[nodiscard]] bool isEnabled(const QString &object) const;
    void showExports(const QString &object); ///< after a LUN's link came or went

private:
    int makeHba(const ConfigfsPath &node);
    int storeInObject(FakeStorageObject &object, const ConfigfsPath &attribute, const QByteArray &value);
    int storeAttrib(FakeStorageObject &object, const ConfigfsPath &attribute, const QByteArray &value);
    int storeControl(FakeStorageObject &object, const QByteArray &value);
    int storeSerial(FakeStorageObject &object, const ConfigfsPath &attribute, QByteArray value);
    int enable(FakeStorageObject &object, const QString &path, const QByteArray &value);
    int open(FakeStorageObject &object);
    int openBlock(FakeStorageObject &object);
    int openFile(FakeStorageObject &object);
    FakeBlockDevice *deviceAt(const QString &path);
    void showObject(const FakeStorageObject &object, const QString &path);
    QByteArray infoOf(const FakeStorageObject &object, const QString &path) const;

    ConfigfsTree &m_tree;
    const bool &m_isOldKernel;
    std::map<QString, FakeStorageObject> m_objects; ///< by path
    std::map<QString, FakeBlockDevice> m_devices;   ///< by kernel name
};

} // namespace rdma
