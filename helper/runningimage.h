// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The boot image of the kernel that runs, and who builds it on this machine.
#pragma once

#include "helper/machine.h"
#include "model/bootimage.h"

namespace rdma {

/// /boot/initrd.img-6.12.0-1-amd64; empty: none by a name that is known.
[[nodiscard]] QString runningImage(const Machine &machine);

/// Those of other kernels in /boot, by their paths.
[[nodiscard]] QStringList otherImages(const Machine &machine);

[[nodiscard]] ImageBuilder readImageBuilder(const Host &host);

/// Of a stamp as imageStamp() gives it.
[[nodiscard]] qint64 bytesOfStamp(const QString &stamp);

} // namespace rdma
