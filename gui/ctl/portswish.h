// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody asks of port types on the command line, as a wish.
#pragma once

#include "gui/ctl/request.h"
#include "model/ports.h"

namespace rdma {

/// Why it cannot be understood; empty: it can, or it is about something else.
[[nodiscard]] QString portsProblem(const Request &request);

/// Of a request that was understood. NotFound: no such card, port or line.
[[nodiscard]] Result<QJsonObject> portsWish(const QJsonObject &portsState, const Request &request);

} // namespace rdma
