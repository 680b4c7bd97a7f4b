// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "ports": what the ports of Mellanox cards are, InfiniBand or Ethernet, now and after the next boot.
#pragma once

#include "model/bootimage.h"
#include "model/mlx4conf.h"
#include "model/mstconfig.h"
#include "model/portroad.h"
#include "model/porttype.h"
#include "model/result.h"
#include "model/typeverdict.h"

#include <map>

namespace rdma {

struct PortChoice {
    PortType now = PortType::Unknown;    ///< can be wished of mlx4 cards whose ports sysfs lets change
    PortType atBoot = PortType::Unknown; ///< Unknown where nothing sets it, or the firmware has not been read

    bool operator==(const PortChoice &) const = default;
};

/// By port number, from 1.
using PortChoices = std::map<int, PortChoice>;

struct PortsConfig {
    std::map<QString, PortChoices> cards; ///< by the PCI slot of a card's first function: 0000:05:00.0
    /// Lines of /etc/rdma/mlx4.conf that do not do what they seem to, by number: can only be removed.
    std::map<int, QString> badLines;
    bool rebuildImage = false; ///< never read as true; a wish for it builds an image anew that lacks what is set

    bool operator==(const PortsConfig &) const = default;
};

struct PortLive {
    QString device;         ///< the RDMA device and its port: "mlx5_0/1"; empty: there is none now
    QStringList interfaces; ///< of this port: ib0, enp5s0np0
    PortType found =
        PortType::Unknown; ///< of a port that is Auto now: the type of what is at its other end, "auto (eth)"
    std::vector<PortType> nowChoices;  ///< while the others stay; empty: only a restart changes it
    std::vector<PortType> bootChoices; ///< likewise; empty: fixed, or not known yet
    TypeVerdict verdict = TypeVerdict::AsWanted;
    std::optional<qint64> since; ///< ms since 1970, UTC: pending since; absent: nothing is, or nobody knows

    bool operator==(const PortLive &) const = default;
};

/// What the firmware said when it was asked last, in this boot.
struct FirmwareReading {
    qint64 read = 0;                   ///< ms since 1970, UTC
    std::optional<MstProblem> problem; ///< why it did not answer
    QString detail;                    ///< the tool's own words, printable
    QString cause;                     ///< where the tool's one text has many causes: cannotOpenCauseNames

    bool operator==(const FirmwareReading &) const = default;
};

struct CardLive {
    FunctionKind kind = FunctionKind::Card;
    QString chip;          ///< "ConnectX-5"
    QString driver;        ///< mlx5_core; empty: none in this kernel
    QString boardId;       ///< PSID
    QString firmware;      ///< version
    QStringList functions; ///< all of the card: their slots
    QString parent;        ///< of a virtual function: the slot of its card
    PortRoad road = PortRoad::None;
    RoadReason reason = RoadReason::NotRead;
    QString file;                           ///< that the road writes, or would write
    std::vector<PortRoad> alsoSetBy;        ///< other roads that hold types for the card today
    std::optional<FirmwareReading> reading; ///< absent: not asked in this boot
    std::optional<MstRestart> restart;      ///< what the last change asked for, until it happened
    std::map<int, PortLive> ports;

    bool operator==(const CardLive &) const = default;
};

struct BootImageLive {
    ImageBuilder builder = ImageBuilder::Unknown;
    QString image;                         ///< of the running kernel; empty: none found
    QString command;                       ///< for people
    std::optional<ImageContents> contents; ///< absent: not looked into in this boot, or it could not be
    QString lacks; ///< our file that sets types and that the image, which holds the driver, has no copy of

    bool operator==(const BootImageLive &) const = default;
};

/// Types that are set for the card do not count at boot before the image is built anew.
[[nodiscard]] inline bool lacksCopy(const BootImageLive &image, const CardLive &card)
{
    return !image.lacks.isEmpty() && card.file == image.lacks;
}

struct PortsLive {
    bool hasTool = false;      ///< mstconfig, or MFT's mlxconfig
    QString tool;              ///< its path
    QString toolVersion;       ///< "4.31.0"; empty: not asked yet in this boot
    QString toolProblem;       ///< why it did not say that: "Timeout …", "unexpected"
    bool isLockedDown = false; ///< the kernel lets nobody at PCI devices: Secure Boot
    BootImageLive image;
    std::map<QString, CardLive> cards; ///< by slot, also what is no card
    std::map<int, Mlx4ConfVerdict> badLines;

    bool operator==(const PortsLive &) const = default;
};

/// {}: what anybody can see. {"inspect": true}: asks every card's firmware and looks into the boot image, for a
/// minute or more; what they said is known to everybody afterwards, until the next boot.
struct PortsQuery {
    bool inspect = false;

    bool operator==(const PortsQuery &) const = default;
};

/// {"cards": {"0000:05:00.0": {"1": {"now": "infiniband", "atBoot": "ethernet"}}}, "badLines": {"3": "0b:00.0 eth"}}
[[nodiscard]] QJsonObject toJson(const PortsConfig &config);
[[nodiscard]] Result<PortsConfig> portsConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const PortsLive &live);
[[nodiscard]] Result<PortsLive> portsLiveFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const PortsQuery &query);
[[nodiscard]] Result<PortsQuery> portsQueryFromJson(const QJsonObject &object);

} // namespace rdma
