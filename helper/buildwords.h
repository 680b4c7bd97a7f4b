// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the builder of a boot image is told: as run, and as shown to people.
#pragma once

#include "helper/bootimageorder.h"

namespace rdma {

/// Behind the program; `order.image` is what is written.
[[nodiscard]] QStringList buildWords(const Host &host, const ImageOrder &order);

} // namespace rdma
