// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev has on disk: its rules files and its database.
#pragma once

#include "helper/host.h"
#include "model/linkfile.h"
#include "model/note.h"

namespace rdma {

/// Every *.rules file of the four directories, hidden ones included. One that cannot be read is empty and noted.
[[nodiscard]] std::vector<RulesFile> readRulesFiles(const Host &host, std::vector<Note> &notes);

/// The files with one of them replaced, added or (nullopt) taken away.
[[nodiscard]] std::vector<RulesFile> withRulesFile(std::vector<RulesFile> files, const QString &path,
                                                   const std::optional<QByteArray> &bytes);

/// Every .link file that counts, and whether its policies do.
struct LinkFiles {
    std::vector<LinkFile> files; ///< in systemd's order
    bool predictable = true;     ///< false: net.ifnames=0 on the kernel command line
};
[[nodiscard]] LinkFiles readLinkFiles(const Host &host);

/// What they choose when the interface appears again, with what udev found out about it last time
/// (/run/udev/data/nINDEX); nullopt: nothing, or not known.
[[nodiscard]] std::optional<LinkChoice> linkChoiceFor(const Host &host, const LinkFiles &files,
                                                      const Interface &interface);

} // namespace rdma
