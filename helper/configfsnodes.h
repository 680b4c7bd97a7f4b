// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Nodes of configfs made, linked, written and removed: one system call each.
#pragma once

#include "model/result.h"

#include <QByteArray>

namespace rdma {

/// Absolute, normal, below /sys/kernel/config.
[[nodiscard]] bool isConfigfsPath(const QString &path);

/// What the kernel refuses is refused; besides, InvalidWish for any other path: whatever a feature computes, nothing
/// else on the machine is touched.
[[nodiscard]] Result<void> makeConfigfsNode(const QString &path);
[[nodiscard]] Result<void> removeConfigfsNode(const QString &path);
[[nodiscard]] Result<void> linkConfigfsNode(const QString &path, const QString &target);
[[nodiscard]] Result<void> unlinkConfigfsNode(const QString &path);

/// InvalidWish for a value that configfs would cut off at its page.
[[nodiscard]] Result<void> storeConfigfsAttribute(const QString &path, const QByteArray &value);

} // namespace rdma
