// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The error counters there are and how many of each an hour are nobody's concern.
#include "model/counterverdict.h"

#include <algorithm>
#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Judgement {
    QLatin1StringView name;
    CounterVerdict cause;
    double tolerable; ///< an hour
};

/// Names: infiniband/core/sysfs.c and the drivers' hw_counters. The numbers are our own: they start from the examples
/// in /etc/infiniband-diags/error_thresholds, which are absolute, are read as "an hour", and allow no lost link at all.
constexpr std::array<Judgement, 25> judgements{{
    {"symbol_error"_L1, CounterVerdict::BadLine, 10},
    {"link_error_recovery"_L1, CounterVerdict::BadLine, 10},
    {"link_downed"_L1, CounterVerdict::LinkLost, 0},
    {"port_rcv_errors"_L1, CounterVerdict::BadLine, 10},
    {"port_rcv_remote_physical_errors"_L1, CounterVerdict::DamagedElsewhere, 100},
    {"port_rcv_switch_relay_errors"_L1, CounterVerdict::Undeliverable, 100},
    {"port_xmit_discards"_L1, CounterVerdict::Undeliverable, 100},
    {"port_xmit_constraint_errors"_L1, CounterVerdict::WrongPartition, 100},
    {"port_rcv_constraint_errors"_L1, CounterVerdict::WrongPartition, 100},
    {"local_link_integrity_errors"_L1, CounterVerdict::BadLine, 10},
    {"excessive_buffer_overrun_errors"_L1, CounterVerdict::Overrun, 10},
    {"VL15_dropped"_L1, CounterVerdict::ManagementDropped, 100},
    {"rx_icrc_encapsulated"_L1, CounterVerdict::BadLine, 10},
    {"out_of_sequence"_L1, CounterVerdict::PacketsLost, 100},
    {"packet_seq_err"_L1, CounterVerdict::PacketsLost, 100},
    {"implied_nak_seq_err"_L1, CounterVerdict::PacketsLost, 100},
    {"local_ack_timeout_err"_L1, CounterVerdict::PacketsLost, 100},
    {"out_of_buffer"_L1, CounterVerdict::ReceiverNotReady, 100},
    {"rnr_nak_retry_err"_L1, CounterVerdict::ReceiverNotReady, 100},
    {"np_cnp_sent"_L1, CounterVerdict::Congestion, 1000},
    {"np_ecn_marked_roce_packets"_L1, CounterVerdict::Congestion, 1000},
    {"rp_cnp_handled"_L1, CounterVerdict::Congestion, 1000},
    {"out_of_seq_request"_L1, CounterVerdict::PacketsLost, 100},
    {"rcvd_seq_err"_L1, CounterVerdict::PacketsLost, 100},
    {"send_rnr_err"_L1, CounterVerdict::ReceiverNotReady, 100},
}};

} // namespace

/// In a shorter time than an hour as many are tolerated as in an hour: one error is no trend.
CounterVerdict counterVerdict(QStringView name, quint64 delta, double seconds)
{
    const auto *found = std::ranges::find_if(judgements, [name](const Judgement &one) { return one.name == name; });
    if (found == judgements.end())
        return CounterVerdict::NotAnError;
    if (delta == 0)
        return CounterVerdict::Clean;
    const double hours = std::max(1.0, seconds / 3600);
    return static_cast<double>(delta) > found->tolerable * hours ? found->cause : CounterVerdict::Negligible;
}

} // namespace rdma
