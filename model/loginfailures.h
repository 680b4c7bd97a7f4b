// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins of this host that failed, read out of the kernel's log: why, and what would mend it.
#pragma once

#include "model/refusedlogins.h"

namespace rdma {

enum class LoginCause {
    NotTold, ///< the lines before it are missing
    // what the target answered (SRP_LOGIN_REJ, scsi/srp.h), as ib_srpt means it
    NoAcl,                 ///< 0x00010006
    PortDisabled,          ///< 0x00010001, and the target's log says which
    NoResources,           ///< likewise
    DisabledOrNoResources, ///< 0x00010001, and nobody says which
    WrongTarget,           ///< 0x00010003: id_ext or ioc_guid are not the target's
    IuTooLong,             ///< 0x00010002
    BufferFormat,          ///< 0x00010004
    OneChannelOnly,        ///< 0x00010005
    OtherRefusal,
    // what the connection manager answered (enum ib_cm_rej_reason, rdma/ib_cm.h)
    NoListener,    ///< 8: no module, no target, or another service_id or port
    NoConnections, ///< 3: the target has none left
    OldSession,    ///< 10: the target still has a connection of ours
    Redirected,    ///< 24, 25
    CommIdInUse,   ///< 30
    NoSrp,         ///< 28 without an SRP_LOGIN_REJ: something else listens there
    OtherReject,
    // nobody answered
    NoAnswer,
    NoPath,    ///< InfiniBand: the subnet manager knows none
    NoAddress, ///< RDMA/CM: neither address nor route
    // before and after
    BadLoginResponse,
    AlreadyConnected,
    BadParameters,
    LostWhileScanning,
};

enum class LoginCure {
    None,
    AllowInitiator,
    EnablePort,
    LoadTargetModule, ///< and see that the target is there and listens
    LoadInitiator,
    PlugCable,
    StartSubnetManager,
    FewerChannels,
    ShorterIu,
    FreeResources, ///< of the target: fewer initiators, a smaller srp_sq_size
    WaitForOldSession,
    DiscoverAgain, ///< or get a new exchange card
    MapLun,
    CheckAddress,
    CorrectParameters,
    UseSession, ///< it is there already
    Connect,
    Reconnect,
    Rescan,
    StartDaemon, ///< srp_daemon, which then logs in by itself
    ReadTargetLog,
};

[[nodiscard]] LoginCure cureOf(LoginCause cause);

/// This program does it, on this host. `targetIsHere`: this host exports that disk itself.
[[nodiscard]] bool isOneClick(LoginCure cure, bool targetIsHere);

struct LoginFailure {
    std::optional<int> host; ///< the SCSI host, gone by now
    LoginCause cause = LoginCause::NotTold;
    std::optional<quint32> reason; ///< as the line has it: SRP's above 0x10000, the connection manager's below
    QString from;                  ///< GID of our port: 32 lower-case hex digits; empty: not told
    QString to;                    ///< the target's
    QString dest;                  ///< its address over RDMA/CM
    QString words;                 ///< BadParameters: what the kernel says of them
    bool reconnecting = false;     ///< of a session that broke before
    qint64 time = 0;
    std::size_t line = 0;                 ///< which one says why
    std::optional<InitiatorId> initiator; ///< whom to allow: as the target's log has it
    QString targetPort;                   ///< GID of the target's port, likewise

    bool operator==(const LoginFailure &) const = default;
};

/// Oldest first. `lines`: of the initiator's kernel.
[[nodiscard]] std::vector<LoginFailure> loginFailures(const std::vector<LogLine> &lines);

/// The same, and what the target's log says of each: of this host, or of another one. Where two refusals could be
/// meant, none is.
[[nodiscard]] std::vector<LoginFailure> loginFailures(const std::vector<LogLine> &lines,
                                                      const std::vector<LogLine> &ofTarget);

} // namespace rdma
