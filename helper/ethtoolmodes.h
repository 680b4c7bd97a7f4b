// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an Ethernet link could do, by ethtool's netlink family (Documentation/networking/ethtool-netlink.rst).
#pragma once

#include "helper/kernel.h"

#include <QByteArrayView>

namespace rdma {

[[nodiscard]] Result<LinkModes> askLinkModes(const QString &name);

/// What the attributes of an ETHTOOL_MSG_LINKMODES_GET_REPLY say. Anything else says nothing.
[[nodiscard]] LinkModes linkModesFrom(QByteArrayView attributes);

} // namespace rdma
