// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Network links that come, go, lose their carrier or change their addresses, by rtnetlink.
#pragma once

#include "helper/eventsource.h"

namespace rdma {

[[nodiscard]] OpenedSource openLinkEvents();

} // namespace rdma
