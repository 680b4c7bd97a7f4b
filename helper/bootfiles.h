// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The files of this host that say which RDMA modules load at boot.
#pragma once

#include "helper/host.h"
#include "model/bootchoice.h"
#include "model/modules.h"
#include "model/note.h"

namespace rdma {

struct FoundBootFiles {
    BootFiles files;
    std::vector<BootFile> shown; ///< with their use
    std::vector<Note> notes;     ///< of those that nobody can read
};

/// By their paths; packager and idle lists included.
[[nodiscard]] FoundBootFiles readBootFiles(const Host &host);

/// The file's present bytes; nullopt: there is none.
[[nodiscard]] std::optional<QByteArray> bytesAt(const BootFiles &files, const QString &path);
/// The same files with one of them changed.
void replaceBytes(BootFiles &files, const QString &path, const QByteArray &bytes);

} // namespace rdma
