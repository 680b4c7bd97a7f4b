// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a growing error counter most likely means; the front end finds the words.
#pragma once

#include <QString>

namespace rdma {

enum class CounterVerdict {
    NotAnError,        ///< traffic, or a counter we know nothing of
    Clean,             ///< has not grown
    Negligible,        ///< has grown, less than any network does
    BadLine,           ///< cable, connector or port: bits arrive damaged
    LinkLost,          ///< the link went down
    DamagedElsewhere,  ///< packets arrive already marked as damaged: another line of the fabric
    Congestion,        ///< the network or the other end does not keep up
    Undeliverable,     ///< no room or no way for packets to send: congestion, or the port was down
    WrongPartition,    ///< P_Key or raw-packet rules reject packets
    Overrun,           ///< packets arrive faster than the port may be sent them: flow control or credits
    ManagementDropped, ///< packets of the subnet manager are lost
    PacketsLost,       ///< packets are lost or late and sent again
    ReceiverNotReady,  ///< the receiving program has no buffers posted
};

/// `delta`: how much it has grown in `seconds`.
[[nodiscard]] CounterVerdict counterVerdict(QStringView name, quint64 delta, double seconds);

} // namespace rdma
