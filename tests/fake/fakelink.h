// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a fake machine has: RDMA cards and network links, as a test describes them.
#pragma once

#include "model/guid.h"

#include <QList>
#include <QString>
#include <QStringList>

namespace rdma {

/// An RDMA adapter on PCI, with a GUID for each of its ports.
struct FakeCard {
    QString rdmaDevice = {};
    QString driver = {};
    QString pci = {}; ///< 0000:05:00.0
    QList<Guid> portGuids = {};
};

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
};

} // namespace rdma
