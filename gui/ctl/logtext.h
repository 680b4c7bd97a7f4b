// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "log" prints.
#pragma once

#include "model/refusedlogins.h"

namespace rdma {

[[nodiscard]] QString logText(const LogLive &live); ///< a line each, with its time

/// A table of who was refused, newest first; the id is what a permission needs.
[[nodiscard]] QString refusedText(const LogLive &live);
[[nodiscard]] QJsonObject refusedJson(const LogLive &live);

} // namespace rdma
