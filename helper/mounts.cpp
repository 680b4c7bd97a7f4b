// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading mountinfo (proc_pid_mountinfo(5)).
#include "helper/mounts.h"

#include "helper/proctable.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// As process 1 sees them: for the helper, ProtectHome= has unmounted what is at and below /home (umount_recursive() in
/// systemd's namespace.c), and ReadWritePaths= mounts directories on themselves.
constexpr auto mountsOfHost = "/proc/1/mountinfo"_L1;
constexpr auto ownMounts = "/proc/self/mountinfo"_L1;

/// id, parent, device, root, mount point, options, fields of any number, "-", type, source, file system's options
std::optional<Mount> mountFrom(const QByteArrayList &fields)
{
    const qsizetype dash = fields.indexOf("-", 6);
    if (dash < 0 || fields.size() < dash + 4)
        return std::nullopt;
    return Mount{fields[2], unescaped(fields[4]), fields[dash + 1], unescaped(fields[dash + 2]), fields[dash + 3]};
}

/// Whether there was any.
bool readTable(const Host &host, const QString &path, const std::function<void(const Mount &)> &take)
{
    bool isThere = false;
    std::ignore = forEachLine(host, path, [&](const QByteArray &line) {
        if (const auto mount = mountFrom(line.split(' '))) {
            isThere = true;
            take(*mount);
        }
    });
    return isThere;
}

} // namespace

void forEachMount(const Host &host, const std::function<void(const Mount &)> &take)
{
    if (!readTable(host, mountsOfHost, take))
        readTable(host, ownMounts, take);
}

} // namespace rdma
