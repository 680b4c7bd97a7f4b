// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// LIO's configfs as values: storage objects, and the targets of fabric srpt with their LUNs and ACLs.
#pragma once

#include "helper/host.h"
#include "model/backstoreinfo.h"
#include "model/srptargetstate.h"

namespace rdma {

/// drivers/target/target_core_configfs.c: core/HBA/NAME; drivers/target/target_core_fabric_configfs.c: FABRIC/WWN/TPG.
constexpr QLatin1StringView lioPath{"/sys/kernel/config/target"};
constexpr QLatin1StringView lioCorePath{"/sys/kernel/config/target/core"};
constexpr QLatin1StringView srptPath{"/sys/kernel/config/target/srpt"};
constexpr QLatin1StringView rdmaCmPortPath{"/sys/kernel/config/target/srpt/discovery_auth/rdma_cm_port"};

/// The one TPG that rtslib gives an srpt target.
constexpr QLatin1StringView tpgName{"tpgt_1"};

/// Where each storage object is. Of two with one name (rtslib allows none) the first.
using BackstorePaths = std::map<BackstoreId, QString>;
[[nodiscard]] BackstorePaths backstorePaths(const Host &host);
/// The same of one of them, without walking through all; empty when it is not there.
[[nodiscard]] QString backstorePath(const Host &host, const BackstoreId &id);

/// A storage object and what else its files tell.
struct StorageObject {
    Backstore backstore;
    BackstoreInfo info;
    int sectorSize = 0;   ///< that it has by itself, bytes
    bool enabled = false; ///< not enabled: half made, nothing can be exported of it
};

/// nullopt: it went meanwhile.
[[nodiscard]] std::optional<StorageObject> readStorageObject(const Host &host, const BackstoreId &id,
                                                             const QString &path);

/// By WWN as configfs has it; nullopt when there is no such directory.
[[nodiscard]] std::optional<SrpTarget> readSrpTarget(const Host &host, const QString &wwn);
[[nodiscard]] QStringList srpTargetNames(const Host &host);
/// Other targets of the same port.
[[nodiscard]] QStringList srpTargetsBeside(const Host &host, const QString &wwn);

/// Which LUNs other fabrics make of a backstore: "iscsi/iqn.2003-01.org…/tpgt_1/lun_0".
[[nodiscard]] std::map<BackstoreId, QStringList> otherExports(const Host &host);

[[nodiscard]] InitiatorSession readSession(const Host &host, const QString &wwn, const QString &initiator);
/// Somebody who is logged in and sees the disk; empty: nobody.
[[nodiscard]] QString initiatorOn(const Host &host, const BackstoreId &id);

[[nodiscard]] int readRdmaCmPort(const Host &host); ///< 0: ib_srpt does not listen, or is not loaded

/// The nodes called lun_N of a directory, each with its number. Names, not open directories: there are more LUNs than
/// a process may have files open.
using LunNames = std::vector<std::pair<quint32, QByteArray>>;
[[nodiscard]] LunNames lunsIn(const HostDirectory &directory);

/// "../../../../target/core/iblock_0/vol1" → block/vol1
[[nodiscard]] std::optional<BackstoreId> backstoreOfLink(const QString &target);

/// "iblock_0" → Block
[[nodiscard]] std::optional<BackstoreKind> kindOfHba(QStringView name);
[[nodiscard]] QLatin1StringView hbaPrefix(BackstoreKind kind); ///< "iblock_"

} // namespace rdma
