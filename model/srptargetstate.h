// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target": what this host exports over SRP, now and after the next boot, and what it could export.
#pragma once

#include "model/blockdevice.h"
#include "model/guid.h"
#include "model/ipaddress.h"
#include "model/portcounters.h"
#include "model/rdmaport.h"
#include "model/srptarget.h"

namespace rdma {

/// Where images of exported files lie: NAME.img, and nowhere else.
constexpr QLatin1StringView imagesPath{"/var/lib/rdma-manager/disks"};

struct SrpTargetConfig {
    SrpTree now;    ///< as the kernel has it
    SrpTree atBoot; ///< as saved. A wish puts here what it has in `now`, takes things away, or leaves them

    bool operator==(const SrpTargetConfig &) const = default;
};

/// A port of this host, as a target could be named after it.
struct TargetPort {
    QString wwn; ///< "0x" and GID 0: the key of SrpTree::targets; empty while the port has no GID
    PortState state = PortState::Unknown;
    LinkLayer linkLayer = LinkLayer::Unknown;
    QString netdev;                   ///< whose addresses RDMA/CM logins come in on
    std::optional<quint16> pkey;      ///< InfiniBand: the first of its table, with which IB/CM logins come in
    std::vector<IpAddress> addresses; ///< RoCE: those that other hosts can use

    bool operator==(const TargetPort &) const = default;
};

struct BackstoreFacts {
    bool active = false; ///< not active: half made, exports nothing
    quint64 size = 0;    ///< bytes; 0 when not known
    int sectorSize = 0;
    bool buffered = false; ///< an image opened for write-back, which cannot be turned off while it is open
    QString device;        ///< the kernel's name of the disk below it
    QStringList usedBy;    ///< exports of other fabrics: "iscsi/iqn.2003-01.org…/tpgt_1/lun_0"

    bool operator==(const BackstoreFacts &) const = default;
};

/// What an initiator does with the disks that it may use.
struct InitiatorSession {
    bool loggedIn = false;
    quint64 readMiB = 0; ///< since its LUNs were mapped, over all of them
    quint64 writtenMiB = 0;
    quint64 commands = 0;

    bool operator==(const InitiatorSession &) const = default;
};

struct SrpTargetLive {
    std::map<PortId, TargetPort> ports;
    std::vector<BlockDevice> disks;
    std::map<BackstoreId, BackstoreFacts> backstores;
    std::map<QString, std::map<QString, InitiatorSession>> sessions; ///< by WWN and initiator; not logged in: absent
    std::optional<Guid> serviceGuid; ///< id_ext, ioc_guid and service_id of every port here; absent without ib_srpt
    bool moduleLoaded = false;       ///< ib_srpt
    QString hostName;                ///< of this computer, for people
    QString saveFile;                ///< where `atBoot` is

    bool operator==(const SrpTargetLive &) const = default;
};

[[nodiscard]] bool isPortHere(const SrpTargetLive &live, const QString &wwn);

/// {"now": {…}, "atBoot": {…}}
[[nodiscard]] QJsonObject toJson(const SrpTargetConfig &config);
[[nodiscard]] Result<SrpTargetConfig> srpTargetConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const SrpTargetLive &live);
[[nodiscard]] Result<SrpTargetLive> srpTargetLiveFromJson(const QJsonObject &object);

} // namespace rdma
