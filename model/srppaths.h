// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks that are one and the same, reached over several paths.
#pragma once

#include "model/srpuses.h"

namespace rdma {

/// The other disks (sdc) with the WWID of a LUN that no multipath map joins with them: what multipathd would join.
[[nodiscard]] QStringList sameDisks(const SrpLun &lun, const SrpSessions &sessions);

} // namespace rdma
