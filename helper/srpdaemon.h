// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// srp_daemon on this host: how its distribution starts it, which ports it looks on after a boot, and its rules.
#pragma once

#include "helper/host.h"
#include "model/note.h"
#include "model/srpinitiator.h"
#include "model/step.h"

namespace rdma {

constexpr QLatin1StringView daemonRulesPath{"/etc/srp_daemon.conf"}; ///< of every distribution

struct DaemonState {
    DaemonKind kind = DaemonKind::None;
    QString rulesFile = daemonRulesPath;
    std::optional<QByteArray> rulesBytes; ///< nullopt: there is no file
    std::vector<DaemonRule> rules;        ///< none where they cannot be edited
    std::optional<Error> rulesError;      ///< why not
    std::map<PortId, bool> enabled;       ///< by InfiniBand port: after a boot it looks for targets there
    std::vector<PortId> stopped;          ///< where it would look now if it ran: its rules can be read
    std::map<QString, UnitState> units;   ///< srp_daemon.service, and of each port its instance
    bool multipathd = false;              ///< runs
    std::vector<Note> notes;
};

/// A rules file that srp_daemon would refuse, or that is not safe to read, is a note, not an error.
[[nodiscard]] Result<DaemonState> readDaemon(const Host &host, const std::vector<PortId> &infiniBandPorts);

/// From the rules and daemons of `now` to those of `wanted`: first the rules, then the services, and what is to be
/// started of them last. ToolMissing without srp_daemon; InvalidWish for a port that is none, or for one of several
/// where one service is for all of them.
[[nodiscard]] Result<std::vector<Step>> daemonSteps(const DaemonState &state, const SrpInitiatorConfig &now,
                                                    const SrpInitiatorConfig &wanted);

} // namespace rdma
