// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The Mellanox cards of this machine and what their ports are now, as sysfs shows it to everybody.
#pragma once

#include "helper/host.h"
#include "model/cardidentity.h"
#include "model/mellanoxchips.h"
#include "model/porttype.h"

#include <map>

namespace rdma {

struct FoundPort {
    QString device; ///< "mlx4_0/1"; empty: no RDMA device has it
    QStringList interfaces;
    PortType type = PortType::Unknown;   ///< what it is
    PortType stored = PortType::Unknown; ///< of mlx4: what mlx4_portN holds, Auto for "auto (eth)"

    bool operator==(const FoundPort &) const = default;
};

struct FoundCard {
    MellanoxChip chip;
    bool isVirtualFunction = false; ///< it has a physfn, or an id of one
    bool hasSriov = false;
    QString driver;
    QString boardId;
    QString firmware;
    QStringList functions; ///< slots, the first is the card's
    QString parent;        ///< slot of a virtual function's card
    bool canStore = false; ///< each of its ports has a mlx4_portN that root can write
    std::map<int, FoundPort> ports;
    CardIdentity identity;

    bool operator==(const FoundCard &) const = default;
};

/// By the slot of the first function.
using FoundCards = std::map<QString, FoundCard>;

/// Also what is no card. Functions of one card are those of one PCI device
/// (domain:bus:device); a virtual function stands alone, and has no ports of its own.
[[nodiscard]] FoundCards readMellanoxCards(const Host &host);

/// Takes away what is known or remembered of cards in whose slots are others by now, and tells of how many.
template <typename Known> std::size_t forgetOthers(std::map<QString, Known> &known, const FoundCards &found)
{
    return std::erase_if(known, [&](const auto &entry) {
        const auto card = found.find(entry.first);
        return card != found.end() && !isSameCard(card->second.identity, entry.second.card);
    });
}

/// A card of mlx4 alone, with its ports; nullopt: there is none at this slot.
[[nodiscard]] std::optional<FoundCard> readMlx4Card(const Host &host, const QString &slot);

/// Of the card whose first function is there, without a look at any other card.
[[nodiscard]] std::optional<CardIdentity> readIdentity(const Host &host, const QString &slot);

/// Conflict "another card": what is in the slot is not the one that was meant. An empty slot is none of its business.
[[nodiscard]] Result<void> expectCard(const Host &host, const QString &slot, const CardIdentity &meant);

[[nodiscard]] PortTypes storedTypes(const FoundCard &card);
[[nodiscard]] PortTypes presentTypes(const FoundCard &card); ///< without those that are not known
[[nodiscard]] QStringList interfacesOf(const FoundCard &card);

/// /sys/bus/pci/devices/0000:05:00.0/mlx4_port1
[[nodiscard]] QString portTypePath(const QString &slot, int port);

} // namespace rdma
