// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Random trees of SRP exports, and random changes to them.
#pragma once

#include "model/srptarget.h"
#include "random.h"

namespace rdma::random {

inline QString portId()
{
    return QStringLiteral("0x%1%2").arg(below(4) == 0 ? QString(16, u'0') : guid().hex(), guid().hex());
}

inline BackstoreId backstoreId()
{
    return {static_cast<BackstoreKind>(below(5)), QStringLiteral("disk%1").arg(below(40))};
}

/// A path that breaks formats and is one: no control characters.
inline QString path()
{
    QString tail = text();
    tail.removeIf([](QChar c) { return c.category() == QChar::Other_Control; });
    return QStringLiteral("/dev/") + tail;
}

inline Backstore backstore(BackstoreKind kind)
{
    const bool isEmulated =
        kind == BackstoreKind::Block || kind == BackstoreKind::File || kind == BackstoreKind::Ramdisk;
    const bool isSized = kind != BackstoreKind::Block && kind != BackstoreKind::Scsi;
    Backstore value;
    value.source = kind == BackstoreKind::Ramdisk ? QString() : path();
    value.size = isSized ? source().generate64() >> (11 + below(40)) : 0; // JSON's exact integers have 53 bits
    value.serial = kind == BackstoreKind::Scsi || coin() ? QString() : guid().hex();
    value.readOnly = kind == BackstoreKind::Block && coin();
    value.writeBack = kind != BackstoreKind::Scsi && coin();
    value.thin = isEmulated && coin();
    value.blockSize = isEmulated && coin() ? 1024 << below(3) : 0;
    return value;
}

inline NodeAcl nodeAcl()
{
    NodeAcl acl;
    for (int left = below(4); left > 0; --left)
        acl.luns[static_cast<quint32>(below(5))] = {static_cast<quint32>(below(0x10000)), coin()};
    return acl;
}

inline SrpTarget srpTarget()
{
    SrpTarget target{coin(), {}, {}};
    for (int left = below(4); left > 0; --left)
        target.luns[static_cast<quint32>(below(8))] = backstoreId();
    for (int left = below(4); left > 0; --left)
        target.acls[portId()] = nodeAcl();
    return target;
}

inline SrpTree srpTree()
{
    SrpTree tree;
    for (int left = below(5); left > 0; --left) {
        const BackstoreId id = backstoreId();
        tree.backstores[id] = backstore(id.kind);
    }
    for (int left = below(4); left > 0; --left)
        tree.targets[portId()] = srpTarget();
    return tree;
}

/// A tree with some entries more.
inline SrpTree grown(SrpTree tree)
{
    tree.backstores.merge(srpTree().backstores);
    for (auto &[wwn, target] : tree.targets) {
        target.luns.merge(srpTarget().luns);
        for (auto &[initiator, acl] : target.acls)
            acl.luns.merge(nodeAcl().luns);
        target.acls.merge(srpTarget().acls);
    }
    tree.targets.merge(srpTree().targets);
    return tree;
}

/// Some entries fewer, some changed, some more.
inline SrpTree changed(SrpTree tree)
{
    const auto goes = [](const auto &) { return below(4) == 0; };
    std::erase_if(tree.backstores, goes);
    std::erase_if(tree.targets, goes);
    for (auto &[id, disk] : tree.backstores)
        disk = below(3) == 0 ? backstore(id.kind) : disk;
    for (auto &[wwn, target] : tree.targets) {
        std::erase_if(target.luns, goes);
        std::erase_if(target.acls, goes);
        target.enabled = target.enabled != (below(4) == 0);
        for (auto &[lun, id] : target.luns)
            id = below(4) == 0 ? backstoreId() : id;
        for (auto &[initiator, acl] : target.acls)
            for (auto &[lun, mapped] : acl.luns)
                mapped.readOnly = coin();
    }
    return coin() ? grown(tree) : tree;
}

} // namespace rdma::random
