// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which card is in a slot, by what sysfs tells without asking the card: a slot outlives its card.
#pragma once

#include <QJsonObject>
#include <QString>

namespace rdma {

class ObjectReader;

/// What is not told is empty. A port of another type changes none of it, but which of the last two is there.
struct CardIdentity {
    QString ids;     ///< "15b3:1003 15b3:0050": of the PCI device and of its subsystem
    QString guid;    ///< sys_image_guid of its RDMA device, one for all functions; there may be no RDMA device
    QString address; ///< the permanent one of port 1, where that has an Ethernet interface

    bool operator==(const CardIdentity &) const = default;
};

/// Nothing that both tell differs.
[[nodiscard]] bool isSameCard(const CardIdentity &one, const CardIdentity &other);

/// {"ids": "15b3:1003 15b3:0050", "guid": "f452:1403:009c:2a13"}; nothing is put where nothing is told.
void putCardIdentity(QJsonObject &object, const QString &key, const CardIdentity &card);
/// Older records have none.
[[nodiscard]] CardIdentity takeCardIdentity(ObjectReader &reader, const QString &key);

} // namespace rdma
