// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One port of an RDMA device as the kernel tells it. What it does not tell is absent, never zero.
#pragma once

#include "model/guid.h"
#include "model/porttables.h"

#include <QStringList>
#include <optional>

namespace rdma {

/// ports/N/state (enum ib_port_state, rdma/ib_verbs.h).
enum class PortState { Unknown, Nop, Down, Initializing, Armed, Active, ActiveDefer };

/// ports/N/phys_state (enum ib_port_phys_state, rdma/ib_verbs.h; 0 is "no state change" of the PortInfo attribute).
enum class PhysicalState { Unknown, NoChange, Sleep, Polling, Disabled, Training, LinkUp, ErrorRecovery, Test };

/// ports/N/link_layer. Unknown is the kernel's own word.
enum class LinkLayer { Unknown, InfiniBand, Ethernet };

/// The signalling of one lane, slowest first.
enum class LinkSpeed { Unknown, Sdr, Ddr, Qdr, Fdr10, Fdr, Edr, Hdr, Ndr, Xdr };

/// ports/N/rate: "56 Gb/sec (4X FDR)".
struct LinkRate {
    double gigabits = 0; ///< a second
    int width = 0;       ///< lanes; 0 when the kernel does not say
    LinkSpeed speed = LinkSpeed::Unknown;

    bool operator==(const LinkRate &) const = default;
};

constexpr quint32 isSmBit = 1U << 1; ///< of the capability mask: a program holds the port's issm device

/// Of a port in short, what only the detail has (marked *) is absent.
struct RdmaPort {
    PortState state = PortState::Unknown;
    PhysicalState physicalState = PhysicalState::Unknown;
    std::optional<LinkLayer> linkLayer;
    std::optional<LinkRate> rate;
    std::optional<LinkRate> canDo; ///< InfiniBand: what every board with this chip reaches; Ethernet: the best mode,
                                   ///< where the link has another. Absent when not known
    std::optional<quint32> lid;    ///< * Omni-Path has 32 bits
    std::optional<quint32> smLid;  ///< * on Ethernet
    std::optional<int> lmc;        ///< *
    std::optional<int> smSl;       ///< *
    std::optional<quint32> capabilities; ///< the mask; * on Ethernet
    std::optional<Guid> portGuid;        ///< the low half of gids/0; zero where that entry is unused
    QStringList netdevs;                 ///< Ethernet interfaces that carry its RoCE or iWARP traffic
    QStringList ipoibInterfaces;         ///< without their P_Key children
    std::optional<PortTables> tables;    ///< *

    bool operator==(const RdmaPort &) const = default;
};

[[nodiscard]] QJsonObject toJson(const RdmaPort &port);
[[nodiscard]] Result<RdmaPort> rdmaPortFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
