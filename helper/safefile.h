// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A configuration file of ours: its directory opened once and checked, the file itself nothing but a plain file.
#pragma once

#include "helper/openbelow.h"

#include <QString>
#include <optional>

namespace rdma {

/// A name in a directory that only we can change. Everything done to the file is relative to `directory`, so that
/// nobody can swap a component between check and use.
struct Place {
    Descriptor directory; ///< O_RDONLY, can be synced
    QByteArray name;
    QString path; ///< for messages
};

struct SafeFile {
    Descriptor descriptor; ///< O_RDONLY
    struct statx status{};
};

/// Opens a directory, component by component. UnsafeFile when one is a symlink, not ours or writable by others;
/// NotFound when one is missing.
[[nodiscard]] Result<Descriptor> openDirectory(int root, const QString &path);

/// The directory of a file, opened so, and the file's name in it.
[[nodiscard]] Result<Place> openPlace(int root, const QString &path);

/// The file at a place; nullopt when there is none. UnsafeFile for anything but a regular file of ours with one link.
[[nodiscard]] Result<std::optional<SafeFile>> openFile(const Place &place);

/// ReadOnly when the file or its directory is marked immutable or append-only (chattr).
[[nodiscard]] Result<void> checkChangeable(const Place &place, const std::optional<SafeFile> &file);

} // namespace rdma
