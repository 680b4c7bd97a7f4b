// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whom to allow, and what the dialogs that ask for it need to know.
#pragma once

#include "gui/client/answer.h"
#include "gui/pages/srptargetedit.h"
#include "model/peerport.h"

namespace rdma {

/// A port of a peer and what logs in from there: its id may be another at each port of ours.
struct PeerLogin {
    Guid port;
    LoginMethod method = LoginMethod::SrpDaemon;

    bool operator==(const PeerLogin &) const = default;
};

/// By its id, or by its port.
using Candidate = std::variant<QString, PeerLogin>;

/// Ports of ours, by WWN.
using PortLayers = std::map<QString, LinkLayer>;

[[nodiscard]] LinkLayer linkLayerOf(const SrpTargetLive &live, const QString &wwn);

/// Empty: nobody logs in so on that port.
[[nodiscard]] QString idAt(const Candidate &initiator, const PortLayers::value_type &port);
/// As an item of a list: the id, where it is the same everywhere.
[[nodiscard]] QString candidateWords(const Candidate &initiator, const PortLayers &ports);

/// Asks for the kernel's log; a person may be asked for a password.
using LogReading = std::function<void(QObject *context, const Answer<QJsonObject> &answer)>;

/// What the dialogs look at: the page's, which outlives them.
struct LoginScene {
    const ExportState &state;
    const SrpTargetConfig &wanted; ///< after the pending edits
    LogReading readLog;
};

} // namespace rdma
