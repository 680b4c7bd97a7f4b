// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where a configuration file speaks of a network interface by its name or its address: line numbers only, never what
// stands there.
#pragma once

#include "model/result.h"

#include <QByteArray>
#include <vector>

namespace rdma {

/// A name that goes away, and the one that comes in its place.
struct NameChange {
    QByteArray before;
    QByteArray after;        ///< empty: nobody knows yet
    QByteArray address = {}; ///< the hardware address that goes away with the name; empty: it stays

    bool operator==(const NameChange &) const = default;
};

/// How a kind of file speaks of interfaces.
enum class MentionForm {
    Words,      ///< anywhere, as a whole word
    NmKeys,     ///< NetworkManager's keyfiles: interface-name=, parent=
    IfcfgKeys,  ///< DEVICE=, PHYSDEV=
    XmlElement, ///< firewalld's <interface name="…"/>
};

/// From 1, ascending. Comments do not count; a pattern (ib*) counts when it fits the old name and not the new one.
[[nodiscard]] std::vector<int> linesMentioning(const QByteArray &bytes, MentionForm form, const NameChange &change);

/// Where a profile is for whatever interface has that hardware address: mac-address= of NetworkManager, HWADDR= of
/// ifcfg. Of InfiniBand's, the last eight bytes count, as with NetworkManager (nm_utils_hwaddr_matches()).
[[nodiscard]] std::vector<int> linesBoundTo(const QByteArray &bytes, MentionForm form, const QByteArray &address);

/// ifcfg-ib0, route6-ib0: what follows the first dash is the interface's name.
[[nodiscard]] bool isNamedAfter(const QByteArray &fileName, const QByteArray &interface);

} // namespace rdma
