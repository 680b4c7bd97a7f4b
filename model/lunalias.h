// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The names of the symbolic links below lun_N: any name will do, ours follow from the place, so that a plan stays the
// same.
#pragma once

#include <QString>

namespace rdma {

/// Ten hex digits like rtslib's, which are random (the end of a uuid4).
[[nodiscard]] QString lunAlias(const QString &wwn, quint32 lun);
[[nodiscard]] QString mappedLunAlias(const QString &wwn, const QString &initiator, quint32 lun);

} // namespace rdma
