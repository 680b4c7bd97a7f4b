// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Namespaces, mounts, inode flags and capabilities by system call.
#include "tests/doors/sandbox.h"

#include <QFile>
#include <cstring>
#include <fcntl.h>
#include <linux/fs.h>
#include <sched.h>
#include <sys/ioctl.h>
#include <sys/mount.h>
#include <sys/syscall.h>
#include <unistd.h>

namespace rdma {

namespace {

void require(bool done, const char *what, const QString &path = {})
{
    if (!done)
        qFatal("cannot %s %s: %s", what, qPrintable(path), strerror(errno));
}

/// "/" cannot be made private in a chroot that is no mount point: every mount point below it is.
void makeAllPrivate()
{
    QFile mounts(QStringLiteral("/proc/self/mountinfo"));
    require(mounts.open(QIODevice::ReadOnly), "read", mounts.fileName());
    for (const QByteArray &line : mounts.readAll().split('\n'))
        if (const auto fields = line.split(' '); fields.size() > 4)
            ::mount(nullptr, fields[4].constData(), nullptr, MS_PRIVATE, nullptr);
}

void setCapabilities(const __user_cap_data_struct *data)
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    require(::syscall(SYS_capset, &header, data) == 0, "change capabilities");
}

} // namespace

void enterOwnMounts()
{
    require(::unshare(CLONE_NEWNS) == 0, "get mounts of my own (root is needed)");
    makeAllPrivate();
}

void enterOwnNetwork()
{
    require(::unshare(CLONE_NEWNET) == 0, "get a network of my own (root is needed)");
}

void mountAt(const QString &path, const char *type, const char *options)
{
    require(::mount("none", path.toUtf8().constData(), type, MS_NOSUID | MS_NODEV, options) == 0, "mount", path);
}

void bindMount(const QString &from, const QString &onto)
{
    const QByteArray source = from.toUtf8();
    require(::mount(source.constData(), onto.toUtf8().constData(), nullptr, MS_BIND, nullptr) == 0, "bind", onto);
}

void makeReadOnly(const QString &mountPoint)
{
    const QByteArray path = mountPoint.toUtf8();
    require(::mount(nullptr, path.constData(), nullptr, MS_REMOUNT | MS_BIND | MS_RDONLY, nullptr) == 0, "remount",
            mountPoint);
}

void unmount(const QString &path)
{
    require(::umount2(path.toUtf8().constData(), MNT_DETACH) == 0, "unmount", path);
}

void setImmutable(const QString &path, bool immutable, bool appendOnly)
{
    const int file = ::open(path.toUtf8().constData(), O_RDONLY | O_CLOEXEC);
    int flags = 0;
    require(file >= 0 && ::ioctl(file, FS_IOC_GETFLAGS, &flags) == 0, "read the inode flags of", path);
    flags &= ~(FS_IMMUTABLE_FL | FS_APPEND_FL);
    flags |= (immutable ? FS_IMMUTABLE_FL : 0) | (appendOnly ? FS_APPEND_FL : 0);
    require(::ioctl(file, FS_IOC_SETFLAGS, &flags) == 0, "change the inode flags of", path);
    ::close(file);
}

ShippedCapabilities::ShippedCapabilities()
{
    __user_cap_header_struct header{_LINUX_CAPABILITY_VERSION_3, 0};
    require(::syscall(SYS_capget, &header, m_before) == 0, "read capabilities");
    __user_cap_data_struct lowered[2]{m_before[0], m_before[1]};
    lowered[0].effective &= 1U << CAP_NET_ADMIN;
    lowered[1].effective = 0;
    setCapabilities(lowered);
}

ShippedCapabilities::~ShippedCapabilities()
{
    setCapabilities(m_before);
}

} // namespace rdma
