// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Our drop-in for a service: how much memory it may lock.
#pragma once

#include "model/memorylimit.h"

#include <optional>

namespace rdma {

/// "/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf". InvalidWish: not a service's name.
[[nodiscard]] Result<QString> memlockDropInPath(const QString &unit);

/// The service of that path; nullopt: it is of no drop-in of ours.
[[nodiscard]] std::optional<QString> unitOfDropIn(const QString &path);

/// "[Service]\nLimitMEMLOCK=infinity\n". InvalidWish: more soft than hard.
[[nodiscard]] Result<QByteArray> memlockDropIn(const MemoryLimit &limit);

/// What our drop-in says. BadFile: it is not as we write it, so somebody else's work is in it.
[[nodiscard]] Result<MemoryLimit> memlockOfDropIn(const QByteArray &file);

} // namespace rdma
