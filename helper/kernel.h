// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to what the kernel does by itself: network links, and configfs, whose directories are kernel objects.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <QStringList>
#include <functional>
#include <vector>

namespace rdma {

/// A network link as rtnetlink tells it (RTM_GETLINK). The rest is in sysfs, behind Host.
struct Link {
    int index = 0;
    QString name;
    QStringList altnames;
    bool up = false; ///< IFF_UP

    bool operator==(const Link &) const = default;
};

/// An IP address of a link, as text without prefix and scope.
struct LinkAddress {
    int index = 0;
    QString address;

    bool operator==(const LinkAddress &) const = default;
};

/// How fast an Ethernet link is and could be (ETHTOOL_MSG_LINKMODES_GET), in Mb/s. 0: not told.
struct LinkModes {
    quint32 speed = 0;
    quint32 fastest = 0; ///< of the modes that the hardware supports, whatever is at the other end

    bool operator==(const LinkModes &) const = default;
};

/// By the link's name. Owns what it uses and may be asked in any thread: a driver may hold it up for ever.
using ReadLinkModes = std::function<Result<LinkModes>(const QString &name)>;

/// Errors are the kernel's: Exists (EEXIST), Busy (EBUSY, ENOTEMPTY), NotFound (ENODEV, ENOENT), InvalidWish (EINVAL),
/// NotSupported (EOPNOTSUPP), Io (rest); the errno's name is in detail, the interface or path in subject.
class Kernel {
public:
    virtual ~Kernel() = default;

    [[nodiscard]] virtual QString release() const = 0; ///< uname -r: 6.12.0-1-amd64
    [[nodiscard]] virtual Result<std::vector<Link>> links() const = 0;
    [[nodiscard]] virtual Result<std::vector<LinkAddress>> addresses() const = 0;
    [[nodiscard]] virtual Result<void> renameLink(int index, const QString &name) = 0;
    [[nodiscard]] virtual Result<void> setLinkUp(int index, bool up) = 0;
    [[nodiscard]] virtual ReadLinkModes linkModes() const = 0;

    /// Nodes of configfs (Documentation/filesystems/configfs.rst): absolute paths below /sys/kernel/config. Reading
    /// them is Host's. Each call is one system call, refused or done; removing may wait for a session to end.
    [[nodiscard]] virtual Result<void> makeNode(const QString &path) = 0;   ///< mkdir: the kernel adds its children
    [[nodiscard]] virtual Result<void> removeNode(const QString &path) = 0; ///< rmdir
    [[nodiscard]] virtual Result<void> linkNode(const QString &path, const QString &target) = 0; ///< symlink
    [[nodiscard]] virtual Result<void> unlinkNode(const QString &path) = 0;
    /// One write() of the whole value to an attribute that exists.
    [[nodiscard]] virtual Result<void> storeAttribute(const QString &path, const QByteArray &value) = 0;

    /// An attribute of an SRP session in sysfs: those of helper/sessionattributes.h and no others.
    [[nodiscard]] virtual Result<void> storeSessionAttribute(const QString &path, const QByteArray &value) = 0;

    /// What a port of a ConnectX-3 or older is to be, "ib\n", "eth\n" or "auto\n": mlx4_port1 or mlx4_port2 of its PCI
    /// function and no other attribute. Returns when the whole card went and came back.
    [[nodiscard]] virtual Result<void> storePortType(const QString &path, const QByteArray &value) = 0;

    /// Busy when somebody holds the disk exclusively: a file system mounted anywhere, LVM, md, LIO (bd_may_claim()).
    /// Nothing of it is read. `device`: /dev/sdb.
    [[nodiscard]] virtual Result<void> expectUnheld(const QString &device) = 0;
};

} // namespace rdma
