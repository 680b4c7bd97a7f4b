// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The exchange cards of a port that exports disks, and whether a card that somebody has is still right.
#pragma once

#include "model/exchangecard.h"
#include "model/srptargetstate.h"

namespace rdma {

/// Why there is no card. In the order in which a user should see to it.
enum class CardLack {
    NoTarget,      ///< the port exports nothing
    NoPort,        ///< no port of this host is called so
    NoServiceGuid, ///< ib_srpt is not loaded, or has seen no device yet
    PortDown,      ///< or waits for its subnet manager
    Disabled,      ///< the target lets nobody in
    NoPkey,
    NotListening, ///< Ethernet, and RDMA/CM logins are off
    NoAddress,    ///< Ethernet, and no address that others can use
};

[[nodiscard]] QString nameOf(CardLack lack); ///< "NoTarget" …

/// One on InfiniBand; one an address on Ethernet. A card names those who may log in, unless they are too many for it.
[[nodiscard]] std::expected<std::vector<ExchangeCard>, CardLack>
exportCards(const SrpTree &now, const SrpTargetLive &live, const QString &wwn);

/// What of a card is no longer so.
enum class CardFault {
    OtherIds,        ///< id_ext, ioc_guid or service_id: another adapter is this host's first now
    OtherPkey,       ///< the port's first P_Key is another
    OtherListenPort, ///< RDMA/CM logins come in elsewhere
    NotListening,
    NoTarget,
    Disabled,
    PortDown,
};

enum class CardStanding {
    Unknown, ///< without a service GUID nobody can tell
    Right,
    Outdated,
    PortGone, ///< this host's, by its ids; its port or address is not here
    NotOurs,
};

struct CardCheck {
    CardStanding standing = CardStanding::NotOurs;
    QString wwn; ///< of the port it leads to; empty: none
    std::set<CardFault> faults;
    std::set<InitiatorId> forbidden; ///< on the card, and may not log in
    std::set<InitiatorId> added;     ///< may log in, and not on the card

    bool operator==(const CardCheck &) const = default;
};

[[nodiscard]] CardCheck checkCard(const ExchangeCard &card, const SrpTree &now, const SrpTargetLive &live);

} // namespace rdma
