// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which disks have the same WWID.
#include "model/srppaths.h"

namespace rdma {

QStringList sameDisks(const SrpLun &lun, const SrpSessions &sessions)
{
    QStringList same;
    if (lun.wwid.isEmpty() || lun.disk.name.isEmpty() || !lun.multipath.isEmpty())
        return same;
    for (const auto &[id, ofTarget] : sessions)
        for (const SrpSession &session : ofTarget)
            for (const SrpLun &other : session.luns)
                if (other.wwid == lun.wwid && !other.disk.name.isEmpty() && other.disk.name != lun.disk.name)
                    same.append(other.disk.name);
    return same;
}

} // namespace rdma
