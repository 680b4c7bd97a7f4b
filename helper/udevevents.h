// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// RDMA devices and network interfaces that come, go or are renamed, as udevd tells them.
#pragma once

#include "helper/eventsource.h"

namespace rdma {

[[nodiscard]] OpenedSource openUdevEvents();

} // namespace rdma
