// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a fake machine has: RDMA cards and network links, as a test describes them.
#pragma once

#include "model/guid.h"

#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

namespace rdma {

/// Attribute files by path below a directory: their text without the newline. A null text: there is no such file.
using FakeFiles = QMap<QString, QByteArray>;

/// An RDMA device, on PCI unless it is a soft one, with a GUID for each of its ports: an InfiniBand adapter whose ports
/// are active, unless its files say otherwise.
struct FakeCard {
    QString rdmaDevice = {};
    QString driver = {};
    QString pci = {}; ///< 0000:05:00.0; empty: a soft device
    QList<Guid> portGuids = {};
    FakeFiles files = {};          ///< of the RDMA device
    FakeFiles functionFiles = {};  ///< of the PCI function
    QList<FakeFiles> ports = {};   ///< of each port, from port 1
    QStringList portTypes = {};    ///< of mlx4, mlx4_port1 and 2: "ib", "eth", "auto (eth)"; empty: no such files
    QString physicalFunction = {}; ///< of a virtual function: the slot of the one it belongs to
};

/// What an Ethernet port of this name says where an InfiniBand one says something else.
[[nodiscard]] FakeFiles ethernetPort(const QString &netdev, const QByteArray &rate);

/// An IPoIB interface of a card's port.
struct FakeIpoib {
    QString rdmaDevice = {};
    int port = 1;
    QString name = {}; ///< empty: as the kernel calls it, ibN; else it was renamed to this
    bool up = true;
    QString mode = QStringLiteral("datagram");
    int mtu = 2044;
    bool carrier = true;         ///< the port is active
    QString linkPolicyName = {}; ///< the name systemd's .link policy has for it (ID_NET_NAME), for example ibp5s0
    quint64 prefix = 0xfe80000000000000;
};

/// A link as the fake kernel keeps it.
struct FakeLink {
    int index = 0;
    QString name = {};
    QStringList altnames = {};
    bool up = false;
    bool renamed = false; ///< name_assign_type 4
    int type = 1;         ///< ARPHRD_*
    QByteArray address = {};
    QString directory = {}; ///< of the device it hangs on, below /sys/devices; children and lo are "virtual"
    int parent = 0;         ///< index, of a P_Key child
    quint16 pkey = 0xffff;
    FakeIpoib ipoib = {}; ///< of an IPoIB interface or its child
    QStringList addresses = {};
};

} // namespace rdma
