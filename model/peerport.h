// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The port of an initiator as people paste it, and the ids under which it may log in at a port of ours.
#pragma once

#include "model/initiatorid.h"
#include "model/rdmaport.h"

namespace rdma {

/// Why a text names no port. In the order in which a user should be told.
enum class PeerPortProblem {
    Empty,
    BadCharacter, ///< something else than hex digits, colons and a prefix
    WrongLength,  ///< neither a port GUID nor a GID nor the address of an IPoIB interface
    AddressGid,   ///< a GID that RoCE made of an IPv4 address: ib_srp logs in with GID 0
    NoGuid,       ///< zero or all ones
};

/// A port GUID or a GID, with or without 0x, blanks around and colons, in any case; or the 20 bytes of an IPoIB
/// interface's address, which end with the port GUID.
[[nodiscard]] std::expected<Guid, PeerPortProblem> peerPortFromText(QStringView text);

/// The ids of that port at the target `wwn`: three on InfiniBand, where srp_daemon -n says the target's port GUID; one
/// on Ethernet, where srp_daemon finds nothing and logins are RDMA/CM's.
[[nodiscard]] std::vector<LoginId> loginIdsAt(Guid peer, const QString &wwn, LinkLayer layer);

} // namespace rdma
