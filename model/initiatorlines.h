// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines that ib_srp and the SRP transport write on the initiator's side, each by itself.
#pragma once

#include "model/guid.h"

#include <optional>

namespace rdma {

enum class InitiatorEvent {
    LoginRejected,     ///< the target says no: `reason` is SRP_LOGIN_REJ's (scsi/srp.h)
    CmRejected,        ///< the connection manager says why: `reason` (enum ib_cm_rej_reason, rdma/ib_cm.h)
    GaveUpStale,       ///< the peer still has an old connection of ours
    NoAnswer,          ///< "Sending CM REQ failed": nobody answered, or the request could not be sent
    PathQueryFailed,   ///< the subnet manager knows no path
    AddressFailed,     ///< RDMA/CM: neither address nor route
    BadLoginResponse,  ///< the target accepted in a way that ib_srp cannot use
    ConnectionFailed,  ///< this attempt is over: channel `channel` of `channels`
    ConnectionClosed,  ///< a connection that was
    ReconnectFailed,   ///< the `channel`-th attempt; `reason` is an errno
    FastIoFailExpired, ///< from now on commands fail
    DevLossExpired,    ///< from now on the disks are gone
    NewTarget,         ///< logged in
    ScanFailed,        ///< logged in, and lost again while the disks were looked for
    AlreadyConnected,
    BadParameter, ///< what was written to add_target: `words` says what of it
};

struct InitiatorLine {
    InitiatorEvent event = InitiatorEvent::LoginRejected;
    std::optional<int> host; ///< the SCSI host
    std::optional<quint32> reason;
    QString from; ///< our port's GID: 32 lower-case hex digits
    QString to;   ///< the target's, likewise
    QString dest; ///< over RDMA/CM: its address
    std::optional<quint64> idExt;
    std::optional<quint64> iocGuid;
    int channel = 0;
    int channels = 0;
    QString words;

    bool operator==(const InitiatorLine &) const = default;
};

[[nodiscard]] std::optional<InitiatorLine> initiatorLine(QStringView line);

} // namespace rdma
