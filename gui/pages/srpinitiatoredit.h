// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of attached disks, each one thing that a person asked for, and the wish that all of them make.
#pragma once

#include "model/note.h"
#include "model/srpinitiator.h"

#include <QJsonObject>
#include <variant>

namespace rdma {

struct AttachState {
    SrpInitiatorConfig config;
    SrpInitiatorLive live;
    std::vector<Note> notes;
};

struct ConnectTarget {
    SrpTargetId id;
    SrpLogin login;
    bool atBoot = false;

    bool operator==(const ConnectTarget &) const = default;
};

struct DisconnectTarget {
    SrpTargetId id;

    bool operator==(const DisconnectTarget &) const = default;
};

/// Disconnected, and no longer remembered.
struct ForgetTarget {
    SrpTargetId id;

    bool operator==(const ForgetTarget &) const = default;
};

struct KeepAtBoot {
    SrpTargetId id;
    bool atBoot = false;

    bool operator==(const KeepAtBoot &) const = default;
};

struct ChangeTimeouts {
    SrpTargetId id;
    SrpTimeouts timeouts;

    bool operator==(const ChangeTimeouts &) const = default;
};

/// Look for LUNs that are new or gone.
struct RescanTarget {
    SrpTargetId id;

    bool operator==(const RescanTarget &) const = default;
};

/// Whether srp_daemon looks for targets on a port after a boot.
struct DaemonAtBoot {
    PortId port;
    bool enabled = false;

    bool operator==(const DaemonAtBoot &) const = default;
};

/// Where it is set and does not run; `port` is the one that somebody misses it on.
struct StartDaemon {
    PortId port;

    bool operator==(const StartDaemon &) const = default;
};

/// All rules of srp_daemon.
struct ChangeRules {
    std::vector<DaemonRule> rules;

    bool operator==(const ChangeRules &) const = default;
};

using AttachEdit = std::variant<ConnectTarget, DisconnectTarget, ForgetTarget, KeepAtBoot, ChangeTimeouts, RescanTarget,
                                DaemonAtBoot, StartDaemon, ChangeRules>;
using AttachEdits = std::vector<AttachEdit>; ///< in the order in which they were made

/// An edit whose object is gone does nothing.
[[nodiscard]] SrpInitiatorConfig afterEdit(const AttachState &state, SrpInitiatorConfig config, const AttachEdit &edit);
[[nodiscard]] SrpInitiatorConfig afterEdits(const AttachState &state, const AttachEdits &edits);
[[nodiscard]] QJsonObject wishFor(const AttachState &state, const AttachEdits &edits); ///< a merge patch

/// With one more: what it says anew goes, and so does what changes nothing any more.
[[nodiscard]] AttachEdits withEdit(const AttachState &state, AttachEdits edits, const AttachEdit &added);
/// Without those that change nothing on this state: their object is gone, or somebody has done it.
[[nodiscard]] AttachEdits stillOpen(const AttachState &state, const AttachEdits &edits);

/// What it is about is not there (any more); what was to go and is gone is fulfilled.
[[nodiscard]] bool isGone(const AttachState &state, const AttachEdit &edit);

/// Empty, or why this edit cannot be applied.
[[nodiscard]] QString problemWith(const AttachState &state, const AttachEdit &edit);

/// What would lose its disk without the target: "sdb: mounted on /srv".
[[nodiscard]] QStringList usesOf(const SrpInitiatorLive &live, const SrpTargetId &id);

/// Without a criterion: no rule after it is ever reached.
[[nodiscard]] bool isAboutAll(const DaemonRule &rule);

/// Rules by which srp_daemon logs in to this target and to no other.
[[nodiscard]] std::vector<DaemonRule> onlyThis(const SrpTargetId &id);

} // namespace rdma
