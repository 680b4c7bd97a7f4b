// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What udev has on disk: its rules files and its database.
#pragma once

#include "helper/host.h"
#include "model/nextname.h"
#include "model/note.h"

namespace rdma {

/// Every *.rules file of the four directories, hidden ones included. One that cannot be read is empty and noted.
[[nodiscard]] std::vector<RulesFile> readRulesFiles(const Host &host, std::vector<Note> &notes);

/// The files with one of them replaced, added or (nullopt) taken away.
[[nodiscard]] std::vector<RulesFile> withRulesFile(std::vector<RulesFile> files, const QString &path,
                                                   const std::optional<QByteArray> &bytes);

/// What systemd's .link policy chooses when the interface appears, from /run/udev/data/nINDEX; nullopt: nothing, or not
/// known. After a live rename ID_NET_NAME is merely the live name (link_generate_new_name() keeps it on "move"), so it
/// counts only when it is one of the names that the policy makes, or when it is not the present name.
[[nodiscard]] std::optional<QByteArray> linkNameInUdevDatabase(const Host &host, int index,
                                                               const QByteArray &presentName);

} // namespace rdma
