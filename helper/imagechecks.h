// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What is in the way of building a boot image, found before anything is begun.
#pragma once

#include "helper/bootimageorder.h"

namespace rdma {

/// Whether there is room to keep a copy of the old image.
enum class Keeping { Copy, NoRoom };

/// NotSupported (update-initramfs is told to do nothing), ReadOnly, Busy (packages are being installed, which builds
/// images), NoSpace with "free 302592, needed 360000", in bytes.
[[nodiscard]] Result<Keeping> checkBuild(const Host &host, const ImageOrder &order);

} // namespace rdma
