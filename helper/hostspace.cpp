// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What stands in the way of a writer: no room, a file system that is read-only, a lock of somebody else.
#include "helper/errnoerror.h"
#include "helper/host.h"
#include "helper/openbelow.h"

#include <sys/statvfs.h>

namespace rdma {

Result<Room> Host::room(const QString &directory) const
{
    const auto relative = relativePath(directory);
    if (!relative)
        return std::unexpected(relative.error());
    const Descriptor opened = openFollowing(m_root, *relative, O_PATH | O_DIRECTORY);
    struct statvfs status{};
    if (!opened.valid() || ::fstatvfs(opened.get(), &status) == -1)
        return fileFailure(errno, directory);
    return Room{quint64{status.f_bfree} * status.f_frsize, (status.f_flag & ST_RDONLY) != 0};
}

std::optional<int> Host::lockHolder(const QString &path) const
{
    const auto relative = relativePath(path);
    if (!relative)
        return std::nullopt;
    const Descriptor opened = openFollowing(m_root, *relative, O_RDONLY | O_NONBLOCK);
    struct flock wanted{};
    wanted.l_type = F_WRLCK; // whoever only reads would be in our way as well
    wanted.l_whence = SEEK_SET;
    if (!opened.valid() || ::fcntl(opened.get(), F_GETLK, &wanted) == -1 || wanted.l_type == F_UNLCK)
        return std::nullopt;
    return std::max(wanted.l_pid, 0);
}

} // namespace rdma
