// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports, disks, initiators and pending edits of the page "Export Disks" in plain words.
#pragma once

#include "gui/pages/srptargetedit.h"

namespace rdma {

/// "mlx4_0, port 1" of a port of this host; else its GID.
[[nodiscard]] QString targetWords(const SrpTargetLive &live, const QString &wwn);
[[nodiscard]] QString portWords(const PortId &id);
/// What a disk is made of: "Block device sdb", "Image file".
[[nodiscard]] QString madeOfWords(const BackstoreId &id, const BackstoreFacts &facts);
[[nodiscard]] quint64 sizeOf(const Backstore &disk, const BackstoreFacts &facts);
[[nodiscard]] BackstoreFacts factsOf(const SrpTargetLive &live, const BackstoreId &id);

/// Who is logged in and sees the disk, on any port.
[[nodiscard]] QStringList loggedInUsers(const ExportState &state, const BackstoreId &id);

/// Empty, or why this disk is only shown.
[[nodiscard]] QString foreignWords(const SrpTargetLive &live, const BackstoreId &id);

/// What an edit does, whom it disconnects, and what stays.
[[nodiscard]] QString changeWords(const ExportState &state, const ExportEdit &edit);

} // namespace rdma
