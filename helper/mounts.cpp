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

} // namespace

Result<void> forEachMount(const Host &host, const std::function<void(const Mount &)> &take)
{
    auto table = host.peek(mountsOfHost, maxTableBytes);
    if (!table && table.error().code == ErrorCode::NotFound)
        table = host.peek(ownMounts, maxTableBytes);
    if (!table)
        return table.error().code == ErrorCode::NotFound ? Result<void>() : std::unexpected(table.error());
    forEachLineOf(*table, [&](const QByteArray &line) {
        if (const auto mount = mountFrom(line.split(' ')))
            take(*mount);
    });
    return {};
}

} // namespace rdma
