// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The texts of /sys/class/infiniband (drivers/infiniband/core/sysfs.c) and what they say. A text of another form says
// nothing: it is never an error.
#pragma once

#include "model/rdmadevice.h"

#include <QByteArrayView>

namespace rdma {

[[nodiscard]] PortState portStateFrom(QByteArrayView text);         ///< "4: ACTIVE"
[[nodiscard]] PhysicalState physicalStateFrom(QByteArrayView text); ///< "5: LinkUp"
[[nodiscard]] NodeType nodeTypeFrom(QByteArrayView text);           ///< "1: CA"
[[nodiscard]] std::optional<LinkLayer> linkLayerFrom(QByteArrayView text);
[[nodiscard]] std::optional<LinkRate> linkRateFrom(QByteArrayView text); ///< "2.5 Gb/sec (1X SDR)", "10 Gb/sec (4X)"
[[nodiscard]] std::optional<GidType> gidTypeFrom(QByteArrayView text);   ///< "IB/RoCE v1", "RoCE v2"
[[nodiscard]] std::optional<Guid> guidFrom(QByteArrayView text);         ///< "f452:1403:007b:cba0"; zero is one

/// Eight groups of four hex digits, as written; absent for any other text.
[[nodiscard]] std::optional<QString> gidFrom(QByteArrayView text);
[[nodiscard]] Guid lowHalf(const QString &gid);
[[nodiscard]] Guid highHalf(const QString &gid); ///< the subnet prefix
[[nodiscard]] bool isUnused(const QString &gid);

[[nodiscard]] std::optional<quint64> numberFrom(QByteArrayView text); ///< "17", "0x11"; no sign, nothing behind it

/// One line for people: invalid UTF-8, control and formatting characters replaced, at most 256 characters. Absent when
/// empty.
[[nodiscard]] std::optional<QString> shownText(QByteArrayView text);

/// What a PCI device's uevent says.
struct PciUevent {
    std::optional<PciIds> ids;
    std::optional<QString> driver;
    std::optional<QString> slot; ///< 0000:05:00.0; what has none is no PCI device

    bool operator==(const PciUevent &) const = default;
};

[[nodiscard]] PciUevent pciUeventFrom(QByteArrayView text);

} // namespace rdma
