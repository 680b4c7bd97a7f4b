// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain of what must be so before a target's disk is here, link by link, and the first one that is broken.
#pragma once

#include "model/loginfailures.h"
#include "model/srpinitiator.h"
#include "model/srptargetstate.h"

namespace rdma {

/// In the order in which one depends on the other.
enum class ChainLink { Cable, PortState, SubnetManager, Module, Discovery, Login, Permission, MappedLun, Disk };

enum class ChainStanding { Good, Broken, NotKnown, DoesNotApply };

/// What shows how a link stands.
enum class ChainFact {
    AfterBroken, ///< a link before it is broken: nobody can tell
    UnknownTarget,
    // the port
    PortGone,
    CableUp,
    NoCable,
    SwitchedOff, ///< by an administrator
    LinkTrains,
    CableNotTold,
    PortActive,
    PortWaits, ///< InfiniBand: the link is up, a subnet manager has to do the rest
    PortDown,
    SubnetManagerKnown, ///< `number`: its LID
    NoSubnetManager,
    SubnetManagerSilent,
    NeedsNone, ///< Ethernet
    // ib_srp
    ModuleServes,
    ModuleMissing,
    PortNotServed,
    // discovery
    Found,
    FoundConnected, ///< there is a session: no need to look
    FoundElse,      ///< the port offers something under other ids
    NotFound,
    NotLookedFor,
    CannotBeFound, ///< Ethernet
    // login
    LoggedIn, ///< `number`: the SCSI host
    Answered, ///< the target knows us and refuses
    LoginFailed,
    NotTried,          ///< as far as the log tells
    NotLoggedIn,       ///< the log was not read
    DaemonStopped,     ///< srp_daemon would log in, and does not run
    TargetDisabled,    ///< this host's own
    ConnectionBlocked, ///< `number`: the SCSI host, of the next two as well
    ConnectionFailsFast,
    ConnectionLost,
    // permission
    Permitted,    ///< it let us in, or would by now
    NotPermitted, ///< `text`: our id
    // LUNs
    LunsSeen, ///< `number`: how many
    NoLunSeen,
    NoLunMapped,      ///< this host's own ACL shows none
    MappedAndNotSeen, ///< likewise `number`, and the session has none
    // disks
    DiskHere, ///< `text`: /dev/sdb
    NoDiskMade,
    DiskOffline, ///< `text`: its name
};

struct ChainCheck {
    ChainLink link = ChainLink::Cable;
    ChainStanding standing = ChainStanding::NotKnown;
    ChainFact fact = ChainFact::AfterBroken;
    quint64 number = 0;
    QString text;
    std::optional<LoginFailure> failure; ///< of LoginFailed, and of NotPermitted where a login said so
    LoginCure cure = LoginCure::None;

    bool operator==(const ChainCheck &) const = default;
};

/// What is known. Pointers: what nobody asked for.
struct ChainScene {
    SrpTargetId target;
    const SrpInitiatorConfig &config;
    const SrpInitiatorLive &live;
    const std::vector<LogLine> *log = nullptr;       ///< of this host's kernel
    const std::vector<FoundTarget> *found = nullptr; ///< from that port
    const SrpTree *exports = nullptr;                ///< what this host exports, which may be that target
    const SrpTargetLive *exportsLive = nullptr;
};

/// All nine. After the first broken one nothing is known. A login that nobody tried is not what is broken where this
/// host itself would refuse it.
[[nodiscard]] std::vector<ChainCheck> srpChain(const ChainScene &scene);
[[nodiscard]] const ChainCheck *firstBroken(const std::vector<ChainCheck> &chain); ///< nullptr: none is
/// This host's kernel may know better why: it writes of logins, and of nothing else in the chain.
[[nodiscard]] bool logMayTell(const std::vector<ChainCheck> &chain);

/// The WWN of the port that the target is, where this host exports it itself; empty: it is another host's.
[[nodiscard]] QString ownTarget(const ChainScene &scene);

/// The id with which this host logs in at the target; empty where it cannot be told.
[[nodiscard]] QString ourId(const ChainScene &scene);

/// The last failed login at this target in the log, where none succeeded since. Old kernels name no peer: such a line
/// counts where no other target waits for its login.
[[nodiscard]] std::optional<LoginFailure> lastFailure(const ChainScene &scene);

} // namespace rdma
