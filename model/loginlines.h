// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The lines that ib_srpt writes about one login, each by itself.
#pragma once

#include "model/refusedlogins.h"

namespace rdma {

/// "Received SRP_LOGIN_REQ with …": one a channel of a login.
struct LoginRequest {
    InitiatorId initiator;
    QString portGid; ///< 32 lower-case hex digits
    int port = 0;    ///< of the RDMA device, which the line does not name
    int length = 0;  ///< it_iu_len

    bool operator==(const LoginRequest &) const = default;
};

/// "Rejected login …", "rejected SRP_LOGIN_REQ because …": what it tells of whom it is for. All may be absent.
struct LoginAnswer {
    LoginRefusal reason = LoginRefusal::Other;
    std::optional<InitiatorId> initiator; ///< by kernels up to 4.15, of a missing ACL
    std::optional<quint64> guid;          ///< of the initiator's port; over RDMA/CM an address stands there instead,
                                          ///< our own (cma_save_ip4_info() of the passive side), which tells nothing
    std::optional<int> port;
    std::optional<int> length;

    bool operator==(const LoginAnswer &) const = default;
};

[[nodiscard]] std::optional<LoginRequest> loginRequest(QStringView line);
[[nodiscard]] std::optional<LoginAnswer> loginAnswer(QStringView line);

} // namespace rdma
