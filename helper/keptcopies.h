// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Copies of boot images beside them: of the one that booted, and of the one that is just being replaced.
#pragma once

#include "helper/imagechecks.h"
#include "model/bootimage.h"

namespace rdma {

/// While one is built: it takes the place of the new one that is not good, becomes the kept one, or goes.
inline constexpr QLatin1StringView replacedSuffix(".replaced-rdma-manager");

/// Of whatever image.
[[nodiscard]] bool isCopy(const QString &path);

/// Of images that are no more: their kernels were removed.
[[nodiscard]] QStringList staleCopies(const Host &host);

/// What a killed builder has left of this image: a copy becomes the kept one where there is none.
void takeUpLeftCopy(const Host &host, const QString &image);

/// Copies what is there before a builder begins; answers what takes the place of a new one that is not good. Without
/// room that is the kept one, which is known to boot; empty: nothing is.
[[nodiscard]] Result<QString> copyReplaced(const Host &host, const QString &image, Keeping keeping);

/// Of a new image that is good. The copy becomes the kept one, unless that is of this boot: what was built since then
/// may not boot. Answers the kept one; empty: there is none.
[[nodiscard]] Result<QString> keepReplaced(const Host &host, const QString &image);

} // namespace rdma
