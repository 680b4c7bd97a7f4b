// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Copies of boot images beside them: of the one that booted, and of the one that is just being replaced.
#pragma once

#include "helper/host.h"

namespace rdma {

inline constexpr QLatin1StringView keptSuffix(".before-rdma-manager");
/// While a later one of the same boot is built: it takes the place of the new one that is not good, or goes.
inline constexpr QLatin1StringView replacedSuffix(".replaced-rdma-manager");

/// Of whatever image.
[[nodiscard]] bool isCopy(const QString &path);

/// Whether the copy was made since this boot: then the machine is known to boot with it, and with nothing that was
/// built since. What it was copied at, its own time does not tell: it is that of the image.
[[nodiscard]] bool isOfThisBoot(const Host &host, const QString &copy);
/// Notes it in /run, which is gone with the boot.
[[nodiscard]] Result<void> noteCopy(const Host &host, const QString &copy);

/// What nobody needs any more: kept before this boot, or left by a builder that was killed.
[[nodiscard]] QStringList staleCopies(const Host &host);

} // namespace rdma
