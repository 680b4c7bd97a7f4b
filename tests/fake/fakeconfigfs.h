// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// /sys/kernel/config of a fake machine: real directories, files and links in its root, which react as LIO's do.
#pragma once

#include "model/result.h"
#include "tests/fake/fakesrpt.h"

#include <QMutex>

namespace rdma {

/// Each reaction is asserted in tests/kernel, here and on a real kernel. The calls are those of Kernel; the other
/// functions are what a test does to the machine. Nothing is there before a module was loaded.
class FakeConfigfs {
public:
    explicit FakeConfigfs(FakeHostRoot &root);

    [[nodiscard]] Result<void> makeNode(const QString &path);
    [[nodiscard]] Result<void> removeNode(const QString &path);
    [[nodiscard]] Result<void> linkNode(const QString &path, const QString &target);
    [[nodiscard]] Result<void> unlinkNode(const QString &path);
    [[nodiscard]] Result<void> storeAttribute(const QString &path, const QByteArray &value);

    /// As modprobe does; those that it needs come with it. One without a part here is a directory in /sys/module.
    void loadModule(const QString &name);
    /// ToolFailed, with modprobe's words, when it is in use.
    [[nodiscard]] Result<void> unloadModule(const QString &name);
    [[nodiscard]] int usersOf(const QString &module) const; ///< 0 or 1

    /// "/dev/sdb" or another path of a device; held: opening it exclusively fails.
    void setBlockDevice(const QString &path, quint64 size, bool held = false);
    void setBlockDevice(const FakeBlockDevice &device);
    /// Another fabric's LUN ("…/target/iscsi/iqn.x/tpgt_1/lun/lun_0") shows a storage object too.
    void exportElsewhere(const QString &lun, const QString &object);
    /// The initiator of this ACL (its path) logs in, or out. Ends the test when the port accepts no logins.
    void setSession(const QString &acl, bool on);
    /// Whether an initiator with an ACL would get in: not what the target's `enable` reads.
    [[nodiscard]] bool acceptsLogins(const QString &wwn) const;

    /// The next call on this path fails so and changes nothing.
    void failOn(const QString &path, ErrorCode code, const QString &detail = QStringLiteral("EIO"));
    void setOldKernel(bool old); ///< 6.1 has fewer attributes than 6.12

private:
    template <typename Call> Result<void> answer(const QString &path, Call call);
    int make(const ConfigfsPath &node);
    int remove(const ConfigfsPath &node);
    int link(const ConfigfsPath &link, const QString &target);
    int unlink(const ConfigfsPath &link);
    int store(const ConfigfsPath &attribute, const QByteArray &value);
    bool isInUse(const QString &module) const;
    bool isLoaded(const QString &module) const;
    void load(const QString &module);

    FakeHostRoot &m_root;
    mutable QMutex m_mutex;
    bool m_isOldKernel = false;
    std::map<QString, Error> m_failures;
    ConfigfsTree m_tree{m_root};
    FakeBackstores m_backstores{m_tree, m_isOldKernel};
    FakeSrpt m_srpt{m_tree, m_backstores, m_isOldKernel};
};

} // namespace rdma
