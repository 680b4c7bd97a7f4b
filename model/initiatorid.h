// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The 128-bit id by which ib_srpt knows an initiator: as people paste it, as a node ACL is named, as it comes about.
#pragma once

#include "model/guid.h"

#include <array>
#include <expected>

namespace rdma {

/// Why a text is no initiator id. In the order in which a user should be told.
enum class InitiatorIdProblem {
    Empty,
    Address,      ///< an IPv4 address: what current kernels name in "Rejected login" over RDMA/CM, the target's own
    PortGuid,     ///< 16 digits: the second half only; "Rejected login" names it for IB/CM
    BadCharacter, ///< something else than hex digits, colons and a prefix
    Groups,       ///< colons, but neither eight groups of four digits nor two halves with 0x
    TooShort,
    TooLong,
};

/// What ib_srp sends in its login (srp_send_req()): initiator_ext of add_target, then the low half of the port's GID 0.
struct InitiatorId {
    quint64 extension = 0;
    quint64 portGuid = 0; ///< zero on soft iWARP

    auto operator<=>(const InitiatorId &) const = default;

    /// With blanks around, in any case: "0x", "ib." or nothing and 32 hex digits; eight groups as today's kernels log
    /// them (%pI6); two halves with 0x and without leading zeros, as kernels up to 4.15 do.
    [[nodiscard]] static std::expected<InitiatorId, InitiatorIdProblem> fromText(QStringView text);
    /// "0x" and 32 lower-case digits: the only name that every kernel compares right and rtslib can read.
    [[nodiscard]] QString text() const;
};

/// Whether a text is an id in the one spelling of text().
[[nodiscard]] bool isCanonicalInitiatorId(const QString &text);

[[nodiscard]] QString nameOf(InitiatorIdProblem problem); ///< "TooShort" …: the detail of an InvalidWish error
[[nodiscard]] InitiatorIdProblem initiatorIdProblemFromName(QStringView name);

/// What logs in on the initiator's side decides about the first half of its id.
enum class LoginMethod {
    SrpDaemon,    ///< srp_daemon -n of rdma-core since v13: the target's port GUID
    OldSrpDaemon, ///< srp_daemon -n of srptools 1.0 and rdma-core up to v12, little endian: its bytes reversed
    Ibsrpdm,      ///< ibsrpdm -c written to add_target, which passes no initiator_ext: zero
};

struct LoginId {
    LoginMethod method = LoginMethod::SrpDaemon;
    InitiatorId id;

    bool operator==(const LoginId &) const = default;
};

/// The three ids under which one port of a peer may come to one port of ours. Two may be the same. Big-endian hosts
/// always use the first for the second.
[[nodiscard]] std::array<LoginId, 3> loginIds(Guid initiatorPort, Guid targetPort);

/// Over RDMA/CM, without initiator_ext: the id of a port with this GID 0 (eight groups of four hex digits, as sysfs has
/// it). RoCE makes the low half of the MAC address.
[[nodiscard]] std::expected<InitiatorId, InitiatorIdProblem> initiatorIdOfGid(QStringView gid);

} // namespace rdma
