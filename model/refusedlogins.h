// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Logins that ib_srpt refused, read out of the kernel's log in the wording of 3.10 as well as of 6.x.
#pragma once

#include "model/initiatorid.h"
#include "model/log.h"

namespace rdma {

/// srpt_cm_req_recv() of drivers/infiniband/ulp/srpt/ib_srpt.c
enum class LoginRefusal {
    NoAcl,        ///< no node ACL of that name on the port
    PortDisabled, ///< the target's TPG is not enabled
    WrongTarget,  ///< id_ext or ioc_guid are not this host's
    WrongLength,  ///< the initiator's IU is longer than srp_max_req_size, or too short
    NoResources,  ///< memory, queue pairs
    Other,
};

struct RefusedLogin {
    InitiatorId initiator;
    QString portGid; ///< of our port it came to: 32 lower-case hex digits; empty when the log does not tell
    LoginRefusal reason = LoginRefusal::Other;
    qint64 time = 0; ///< of the last one, microseconds since 1970
    int times = 1;   ///< how often in these lines

    bool operator==(const RefusedLogin &) const = default;
};

struct RefusalLine {
    std::size_t line = 0;
    RefusedLogin login;

    bool operator==(const RefusalLine &) const = default;
};

/// Each by itself, oldest first, with the line that refuses.
[[nodiscard]] std::vector<RefusalLine> refusalLines(const std::vector<LogLine> &lines);

/// Newest first, one entry an initiator, port and reason. The refusal of current kernels names a GUID or an address
/// only: the id is that of the request before it. Requests that interleave are told apart by port and GUID where the
/// lines allow; where they do not, nothing is said rather than a wrong id.
[[nodiscard]] std::vector<RefusedLogin> refusedLogins(const std::vector<LogLine> &lines);
/// The same of what was read already.
[[nodiscard]] std::vector<RefusedLogin> countedRefusals(const std::vector<RefusalLine> &refusals);

} // namespace rdma
