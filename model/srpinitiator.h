// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator": the SRP targets that this host knows, is logged in to, and what it sees there.
#pragma once

#include "model/blockdevice.h"
#include "model/foundtarget.h"
#include "model/rdmaport.h"
#include "model/srpdaemonrules.h"
#include "model/srptimeouts.h"

#include <map>

namespace rdma {

/// Where the targets are remembered: the kernel shows neither the address nor the initiator_ext of a login.
constexpr QLatin1StringView knownTargetsPath{"/etc/rdma-manager/srp-initiator.json"};

/// A target that this host knows: one that it was told of by us, or is logged in to whoever did it.
struct KnownTarget {
    SrpLogin login; ///< of one that others connected: as far as the kernel shows it
    bool connected = false;
    bool atBoot = false; ///< our unit logs in after a boot
    SrpTimeouts timeouts;
    bool rescan = false; ///< never read as true; a wish for it looks for LUNs that are new or gone

    bool operator==(const KnownTarget &) const = default;
};

struct SrpInitiatorConfig {
    std::map<SrpTargetId, KnownTarget> targets;
    std::vector<DaemonRule> rules;  ///< of /etc/srp_daemon.conf, in its order: the first that matches decides
    std::map<PortId, bool> daemons; ///< InfiniBand ports: whether srp_daemon looks for targets there after a boot
    bool startDaemon = false; ///< never read as true; a wish for it starts srp_daemon where it is set and does not run

    bool operator==(const SrpInitiatorConfig &) const = default;
};

/// /sys/class/srp_remote_ports/port-N:1/state (enum srp_rport_state, scsi/scsi_transport_srp.h).
enum class SrpSessionState {
    Unknown,
    Running,
    Blocked,  ///< the connection broke; commands wait
    FailFast, ///< fast_io_fail_tmo is over: commands fail
    Lost,     ///< dev_loss_tmo is over: the disks go
};

/// A disk of a session.
struct SrpLun {
    quint64 lun = 0;
    QString address;   ///< 7:0:0:0, as lsscsi has it
    QString state;     ///< /sys/block/sdb/device/state: running, offline, transport-offline …
    QString wwid;      ///< naa.6001405…: the same over every path
    QString multipath; ///< the map that it is a path of: mpatha; empty: of none
    BlockDevice disk;

    bool operator==(const SrpLun &) const = default;
};

/// One SCSI host of ib_srp.
struct SrpSession {
    int host = 0;
    SrpSessionState state = SrpSessionState::Unknown;
    int failedReconnects = 0;
    int channels = 0;
    std::vector<SrpLun> luns; ///< in the order of their numbers

    bool operator==(const SrpSession &) const = default;
};

/// A port of this host that can log in.
struct InitiatorPort {
    PortState state = PortState::Unknown;
    PhysicalState physicalState = PhysicalState::Unknown;
    LinkLayer linkLayer = LinkLayer::Unknown;
    std::optional<Guid> guid;     ///< the low half of GID 0
    std::optional<Guid> subnet;   ///< its high half, the prefix of the InfiniBand subnet
    std::optional<quint32> smLid; ///< InfiniBand; 0: no subnet manager
    bool ready = false;           ///< ib_srp serves it: its add_target is there

    bool operator==(const InitiatorPort &) const = default;
};

/// How this distribution starts srp_daemon.
enum class DaemonKind {
    None,    ///< not installed
    PerPort, ///< srp_daemon_port@DEVICE:PORT.service (rdma-core since v17)
    One,     ///< srp_daemon.service for all ports
};

struct SrpInitiatorLive {
    std::map<PortId, InitiatorPort> ports;
    std::map<SrpTargetId, std::vector<SrpSession>> sessions; ///< more than one: of another initiator_ext or address
    bool moduleLoaded = false;                               ///< ib_srp
    DaemonKind daemon = DaemonKind::None;
    std::vector<PortId> stoppedDaemons; ///< where it is set and could run, and does not
    QString rulesFile;                  ///< where `rules` are
    bool multipathd = false;            ///< runs, and takes every path by itself
    std::vector<FoundTarget> found;     ///< only when the query asks to look on a port

    bool operator==(const SrpInitiatorLive &) const = default;
};

/// {}: the whole. {"discover": "mlx5_0/1"}: what can be found from that port and nothing else; needs
/// org.rdmamanager.inspect and takes as long as the subnet.
struct SrpInitiatorQuery {
    std::optional<PortId> discover;

    bool operator==(const SrpInitiatorQuery &) const = default;
};

/// {"targets": {"mlx5_0/1/…/…": {"login": {…}, "connected": true, "atBoot": false, "timeouts": {…}}}, "rules": […],
/// "daemons": {"mlx5_0/1": true}}
[[nodiscard]] QJsonObject toJson(const SrpInitiatorConfig &config);
[[nodiscard]] Result<SrpInitiatorConfig> srpInitiatorConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const SrpInitiatorLive &live);
[[nodiscard]] Result<SrpInitiatorLive> srpInitiatorLiveFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const SrpInitiatorQuery &query);
[[nodiscard]] Result<SrpInitiatorQuery> srpInitiatorQueryFromJson(const QJsonObject &object);

} // namespace rdma
