// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A port that exports many disks to many initiators.
#pragma once

#include "model/srptarget.h"

namespace rdma {

/// A disk for each LUN, and all of them for each initiator.
inline SrpTree largeTree(const QString &wwn, quint32 luns, int initiators, bool readOnly)
{
    SrpTree tree;
    SrpTarget &target = tree.targets[wwn];
    NodeAcl acl;
    for (quint32 lun = 0; lun < luns; ++lun) {
        const BackstoreId id{BackstoreKind::Block, QStringLiteral("vol%1").arg(lun)};
        tree.backstores[id] = {.source = QStringLiteral("/dev/vg/vol%1").arg(lun)};
        target.luns[lun] = id;
        acl.luns[lun] = {lun, readOnly};
    }
    for (int i = 0; i < initiators; ++i)
        target.acls[QStringLiteral("0x%1").arg(i, 32, 16, QChar(u'0'))] = acl;
    return tree;
}

} // namespace rdma
