// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one way in which an attribute of sysfs is written. Which may be is said by whoever calls.
#pragma once

#include "model/result.h"

#include <QByteArray>

namespace rdma {

/// One write() of the whole value. The directories on the way may be symlinks, as sysfs has them, the attribute not.
[[nodiscard]] Result<void> writeAttribute(const QString &path, const QByteArray &value);

} // namespace rdma
