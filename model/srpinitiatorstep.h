// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change this host's sessions at SRP targets.
#pragma once

#include "model/srplogin.h"
#include "model/srptimeouts.h"

namespace rdma {

class ObjectReader;

/// A session as it is set up.
struct SrpSetup {
    SrpLogin login;
    SrpTimeouts timeouts;

    bool operator==(const SrpSetup &) const = default;
};

/// Log in, log out, or change the timeouts of a session. Logging in is one write that the kernel answers when it is
/// done, after 70 seconds and more where nobody answers; logging out takes the disks away.
struct ChangeSession {
    SrpTargetId target;
    std::optional<SrpSetup> before;
    std::optional<SrpSetup> after;

    bool operator==(const ChangeSession &) const = default;
};

/// Look for LUNs of a session that are new or gone. It leaves nothing that could be taken back.
struct RescanSession {
    SrpTargetId target;

    bool operator==(const RescanSession &) const = default;
};

/// "connect-srp", "disconnect-srp", "set-srp-timeouts"
[[nodiscard]] QString kindOf(const ChangeSession &step);

/// The fields of their JSON, without the kind.
[[nodiscard]] QJsonObject fieldsOf(const ChangeSession &step);
[[nodiscard]] QJsonObject fieldsOf(const RescanSession &step);
[[nodiscard]] ChangeSession takeChangeSession(ObjectReader &reader);
[[nodiscard]] RescanSession takeRescanSession(ObjectReader &reader);

} // namespace rdma
