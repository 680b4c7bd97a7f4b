// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The errno of a failed system call as our error: one table, with what the kernel means by EINVAL on top.
#pragma once

#include "model/result.h"

namespace rdma {

/// "ENOSPC"; a number without a name gives the number.
[[nodiscard]] QString errnoName(int number);

/// For files. ENOENT NotFound, EROFS ReadOnly, ENOSPC and EDQUOT NoSpace …; detail is the errno's name.
[[nodiscard]] std::unexpected<Error> fileFailure(int number, const QString &path);

/// For requests to the kernel: as above, and EINVAL or ERANGE say that the wished value can never be.
[[nodiscard]] std::unexpected<Error> kernelFailure(int number, const QString &subject);

} // namespace rdma
