// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The tree of SRP exports: disks, the target ports that show them as LUNs, and who may use each. LIO's own shape.
#pragma once

#include "model/result.h"

#include <compare>
#include <map>
#include <optional>

namespace rdma {

/// The plugins of target_core_mod, by the names that targetcli gives them.
enum class BackstoreKind { Block, File, Ramdisk, Scsi, User };

/// Who a disk is: targetcli's path below /backstores.
struct BackstoreId {
    BackstoreKind kind = BackstoreKind::Block;
    QString name; ///< of one directory: 1 to 128 characters, no '/', no blank

    auto operator<=>(const BackstoreId &) const = default;

    /// "block/vol1", "fileio/img", "ramdisk/r", "pscsi/tape", "user/rbd0"
    [[nodiscard]] static Result<BackstoreId> fromText(const QString &text);
    [[nodiscard]] QString text() const;
};

/// A disk that can be exported (/sys/kernel/config/target/core/HBA/NAME).
struct Backstore {
    QString source; ///< Block: the device as LIO was told (udev_path), /dev/disk/by-id/…; File: the image's path
    /// Bytes, at most maxExactInteger: JSON holds no more. Of an image or a ramdisk; 0 for what has a size of its own.
    quint64 size = 0;
    QString serial; ///< the unit serial (T10 VPD); the id that multipath sees is made of it
    bool readOnly = false;
    bool writeBack = false; ///< emulate_write_cache: a power failure may lose what was acknowledged
    bool thin = false;      ///< emulate_tpu: UNMAP is offered
    int blockSize = 0;      ///< bytes; 0: what the backstore chooses by itself

    bool operator==(const Backstore &) const = default;
};

/// What an initiator sees under a LUN of its own numbering.
struct MappedLun {
    quint32 lun = 0; ///< the target's
    bool readOnly = false;

    bool operator==(const MappedLun &) const = default;
};

struct NodeAcl {
    std::map<quint32, MappedLun> luns; ///< by the number that the initiator sees

    bool operator==(const NodeAcl &) const = default;
};

/// One port of this host as a target (/sys/kernel/config/target/srpt/WWN/tpgt_1).
struct SrpTarget {
    bool enabled = false;
    std::map<quint32, BackstoreId> luns; ///< by LUN
    /// By initiator port id as the kernel compares it with strcmp(): "0x" and 32 lower-case hex digits. Others made by
    /// others (a GUID, an address) are kept as they are.
    std::map<QString, NodeAcl> acls;

    bool operator==(const SrpTarget &) const = default;
};

struct SrpTree {
    std::map<BackstoreId, Backstore> backstores;
    std::map<QString, SrpTarget> targets; ///< by WWN as configfs has it: "0x" and the 32 hex digits of GID 0
    int rdmaCmPort = 0;                   ///< where RDMA/CM logins are listened for; 0: nowhere

    bool operator==(const SrpTree &) const = default;
};

[[nodiscard]] const SrpTarget *targetIn(const SrpTree &tree, const QString &wwn); ///< nullptr: none of that WWN

/// {"backstores": {"block/vol1": {…}}, "targets": {"0xfe80…": {"enabled": true, "luns": {"0": "block/vol1"},
/// "acls": {"0x…": {"luns": {"0": 0}, "readOnly": [0]}}}}, "rdmaCmPort": 0}
[[nodiscard]] QJsonObject toJson(const SrpTree &tree);
[[nodiscard]] Result<SrpTree> srpTreeFromJson(const QJsonObject &object, const QString &where = {});
[[nodiscard]] QJsonObject toJson(const Backstore &backstore);
[[nodiscard]] Result<Backstore> backstoreFromJson(const QJsonObject &object, const QString &where = {});
[[nodiscard]] QJsonObject toJson(const SrpTarget &target);
[[nodiscard]] Result<SrpTarget> srpTargetFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
