// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody asks of locked memory on the command line, as a query or a wish.
#pragma once

#include "gui/ctl/request.h"
#include "model/limits.h"

namespace rdma {

/// Why it cannot be understood; empty: it can, or it is about something else.
[[nodiscard]] QString limitsProblem(const Request &request);

/// Of a request that was understood.
[[nodiscard]] LimitsQuery limitsQueryOf(const Request &request);

/// The same. NotFound: there is no such limit to be taken away.
[[nodiscard]] Result<QJsonObject> limitsWish(const QJsonObject &limitsState, const Request &request);

} // namespace rdma
