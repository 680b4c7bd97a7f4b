// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A port GUID: the 64-bit identity of an RDMA port, and the 20-byte IPoIB address that carries it.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <compare>

namespace rdma {

/// The last 8 of the 20 bytes of an IPoIB link-layer address; the low half of gids/0 of the port.
struct Guid {
    quint64 value = 0;

    auto operator<=>(const Guid &) const = default;

    /// Exactly 16 lower- or upper-case hex digits, nothing else. Zero and all-ones are no GUID.
    [[nodiscard]] static Result<Guid> fromHex(QStringView digits);
    [[nodiscard]] QString hex() const;           ///< f4521403007bcba1
    [[nodiscard]] QByteArray colonBytes() const; ///< f4:52:14:03:00:7b:cb:a1, as udev must see it
};

/// The 20-byte address of an IPoIB interface: flags, QPN (3 bytes, changes on every driver load), GID prefix (8), GUID
/// (8).
struct IpoibAddress {
    QByteArray bytes; ///< exactly 20

    bool operator==(const IpoibAddress &) const = default;

    /// As in /sys/class/net/X/address: 20 two-digit hex bytes joined by colons.
    [[nodiscard]] static Result<IpoibAddress> fromText(QByteArrayView text);
    [[nodiscard]] QByteArray text() const; ///< lower case, joined by colons
    [[nodiscard]] Guid portGuid() const;
};

/// Who an IPoIB interface is, whatever it is called: its port and its partition.
struct InterfaceId {
    Guid portGuid;
    quint16 pkey = 0xffff;

    auto operator<=>(const InterfaceId &) const = default;

    /// f4521403007bcba1:ffff
    [[nodiscard]] static Result<InterfaceId> fromText(QStringView text);
    [[nodiscard]] QString text() const;
};

} // namespace rdma
