// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Building a boot image anew: nothing is begun that cannot end well, and there is an image to boot at every moment.
#pragma once

#include "helper/bootimageorder.h"
#include "helper/tools.h"

namespace rdma {

/// "74123:1764190000000000000", size and time of change in nanoseconds. NotFound, or what statx(2) says.
[[nodiscard]] Result<QString> imageStamp(const Host &host, const QString &path);

/// What the tool that builds an image right now has said last, at most 20 lines; nullopt when none is being built.
[[nodiscard]] std::optional<QStringList> saidLines(const Host &host);

/// Runs a command; for tests, from somewhere else.
using RunCommand = std::function<Result<ToolOutcome>(const Command &)>;

/// The whole of Tool::RebuildBootImage, in its worker; output: rebuiltText(). Before anything is begun: InvalidWish,
/// NotFound, NotSupported, ToolMissing, ReadOnly, NoSpace and Busy. ToolFailed when the tool failed or did nothing, and
/// then the old image stands. Its detail begins with "olderBack: " where there was no room for a copy and the kept one
/// took its place, with "notRestored: " where nothing could.
[[nodiscard]] Result<ToolOutcome> rebuildBootImage(const QString &object, const Host &host, const RunCommand &run);

/// Tool::ListBootImage: the paths in an image, sorted, a line each, none with a slash or a dot in front.
[[nodiscard]] Result<ToolOutcome> listBootImage(const QString &image, const Host &host, const RunCommand &run);

} // namespace rdma
