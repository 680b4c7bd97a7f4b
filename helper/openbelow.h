// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Opening paths that cannot leave a directory, and what an open file is and holds.
#pragma once

#include "helper/descriptor.h"
#include "model/result.h"

#include <QByteArray>
#include <fcntl.h>
#include <linux/openat2.h>
#include <sys/stat.h>

namespace rdma {

/// One name in a directory, never through a symlink. Invalid with errno set when it fails.
[[nodiscard]] Descriptor openComponent(int directory, const QByteArray &name, int flags);

/// A relative path; symlinks are followed and cannot lead out of the root. Invalid with errno set when it fails.
[[nodiscard]] Descriptor openFollowing(int root, const QByteArray &path, int flags);

/// The path below a root, without its leading slash. Internal error unless it is absolute and normal.
[[nodiscard]] Result<QByteArray> relativePath(const QString &path);

/// statx(2) of an open descriptor, O_PATH ones included.
[[nodiscard]] Result<struct statx> statusOf(int descriptor, const QString &path);

/// "fifo", "directory", "symlink" …; empty for a regular file.
[[nodiscard]] QString oddKind(const struct statx &status);

/// All bytes of an open file; BadFile when there are more than `limit`.
[[nodiscard]] Result<QByteArray> bytesOf(int descriptor, qsizetype limit, const QString &path);

/// What a symlink opened with O_PATH | O_NOFOLLOW says; nullopt when it is none.
[[nodiscard]] std::optional<QByteArray> linkText(int descriptor);

} // namespace rdma
