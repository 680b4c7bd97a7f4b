// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a file has besides its bytes, carried over to the file that replaces it.
#pragma once

#include "helper/safefile.h"

namespace rdma {

/// Group, mode, SELinux or SMACK label, POSIX ACL and user.* attributes. UnsafeFile when one cannot be kept: the unit
/// may not chown.
[[nodiscard]] Result<void> copyAttributes(const SafeFile &from, int to, const QString &path);

} // namespace rdma
