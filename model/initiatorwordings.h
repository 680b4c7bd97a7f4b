// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lines of ib_srp that say the same each time, and how those begin that complain about what was written to add_target.
#pragma once

#include "model/initiatorlines.h"

namespace rdma {

inline constexpr quint32 iuTooLong = 0x00010002; // SRP_LOGIN_REJ_REQ_IT_IU_LENGTH_TOO_LARGE, scsi/srp.h

struct FixedWording {
    QLatin1StringView words; ///< how the line goes on after who says it
    InitiatorEvent event;
    std::optional<quint32> reason = std::nullopt;
};

inline constexpr FixedWording afterDriver[] = {
    {QLatin1StringView{"SRP_LOGIN_REJ: requested max_it_iu_len too large"}, InitiatorEvent::LoginRejected, iuTooLong},
    {QLatin1StringView{"giving up on stale connection"}, InitiatorEvent::GaveUpStale},
    {QLatin1StringView{"Sending CM REQ failed"}, InitiatorEvent::NoAnswer},
    {QLatin1StringView{"Got failed path rec status "}, InitiatorEvent::PathQueryFailed},
    {QLatin1StringView{"Path resolution failed"}, InitiatorEvent::AddressFailed},
    {QLatin1StringView{"Unhandled RSP opcode "}, InitiatorEvent::BadLoginResponse},
    {QLatin1StringView{"DREQ received - connection closed"}, InitiatorEvent::ConnectionClosed},
    {QLatin1StringView{"received DREQ"}, InitiatorEvent::ConnectionClosed},
    {QLatin1StringView{"connection closed"}, InitiatorEvent::ConnectionClosed},
    {QLatin1StringView{"SCSI scan failed - removing SCSI host"}, InitiatorEvent::ScanFailed},
};

/// Without "ib_srp: ", with two blanks (srp_cm_rej_handler()).
inline constexpr FixedWording afterHost[] = {
    {QLatin1StringView{"REJ reason: stale connection"}, InitiatorEvent::CmRejected, 10},
    {QLatin1StringView{"REJ reason: IB_CM_REJ_PORT_REDIRECT"}, InitiatorEvent::CmRejected, 25},
    {QLatin1StringView{"REJ reason: IB_CM_REJ_CONSUMER_DEFINED"}, InitiatorEvent::CmRejected, 28},
    {QLatin1StringView{"REJ reason: IB_CM_REJ_DUPLICATE_LOCAL_COMM_ID"}, InitiatorEvent::CmRejected, 30},
};

/// srp_parse_options(): pr_warn(), which names no host.
inline constexpr QLatin1StringView parameterProblems[] = {QLatin1StringView{"bad "},
                                                          QLatin1StringView{"invalid "},
                                                          QLatin1StringView{"unknown parameter or missing value "},
                                                          QLatin1StringView{"unknown IO class "},
                                                          QLatin1StringView{"target creation request is missing "},
                                                          QLatin1StringView{"match_int() failed for "}};

} // namespace rdma
