// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An IPv4 or IPv6 address as text, without QtNetwork: strict in what is read, one spelling in what is written.
#pragma once

#include <QByteArray>
#include <QString>
#include <optional>

namespace rdma {

struct IpAddress {
    QByteArray bytes; ///< 4 or 16, as on the wire

    bool operator==(const IpAddress &) const = default;

    /// "192.0.2.1" without leading zeros (inet_aton() would read them as octal); RFC 4291's three forms of IPv6,
    /// without a scope.
    [[nodiscard]] static std::optional<IpAddress> fromText(QStringView text);
    [[nodiscard]] QString text() const; ///< IPv6 as RFC 5952 has it: "2001:db8::1"

    [[nodiscard]] bool isIpv6() const { return bytes.size() == 16; }
    /// Of one host and the same for every other: not unspecified, multicast, broadcast or of one link alone.
    [[nodiscard]] bool isUsableElsewhere() const;
};

/// Of which address RoCE made this GID (eight groups of four hex digits), IPv4 being mapped into IPv6.
[[nodiscard]] std::optional<IpAddress> addressOfGid(QStringView gid);

} // namespace rdma
