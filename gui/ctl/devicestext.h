// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "devices" prints.
#pragma once

#include "model/devices.h"
#include "model/note.h"

namespace rdma {

/// A table of all ports, then what is wrong with those that need something done.
[[nodiscard]] QString devicesText(const DevicesLive &live, const std::vector<Note> &notes);

/// The text of ibstat, which others read as well, then what ibstat does not tell.
[[nodiscard]] QString deviceText(const QString &name, const RdmaDevice &device);

} // namespace rdma
