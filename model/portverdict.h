// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the state of a port means; the front end finds the words and the next step.
#pragma once

#include "model/rdmaport.h"

namespace rdma {

enum class PortVerdict {
    NotReported,             ///< the kernel does not tell enough
    NoLink,                  ///< down; why is not told
    NoCable,                 ///< polls: no cable, or nobody at its other end
    CableNoPartner,          ///< a signal, but training with the other end does not complete
    PortTypeMismatch,        ///< the line is up and no InfiniBand link on it: the other end speaks something else
    Disabled,                ///< switched off by an administrator or a subnet manager
    Asleep,                  ///< physical state Sleep: listens, does not poll
    UnderTest,               ///< PHY test
    Recovering,              ///< the line fails and is trained again
    Changing,                ///< the two states do not fit: read while they changed
    WaitingForSubnetManager, ///< the link is up; no subnet manager has set it up
    OpenSmDoesNotServe,      ///< the same, although opensm runs on this host
    SubnetManagerSilent,     ///< the same, although one had set it up before
    Armed,                   ///< set up by a subnet manager that has yet to activate it
    WithoutSubnetManager,    ///< armed or active, and no subnet manager is named for it
    Working,
    WorkingNarrow,     ///< active with fewer lanes than the card has
    WorkingSlow,       ///< active, its lanes slower than the card's
    EthernetNoLink,    ///< no carrier, or the interface is down
    EthernetNoAddress, ///< iWARP: link, but the interface has no IPv4 address (iw_query_port, infiniband/core/device.c)
};

[[nodiscard]] PortVerdict portVerdict(const RdmaPort &port, bool openSmRuns);

} // namespace rdma
