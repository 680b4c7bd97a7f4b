// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// IP addresses as the kernel has them, as text.
#pragma once

#include <QByteArray>
#include <QString>

namespace rdma {

/// 4 or 16 bytes in network order; an IPv4 address in IPv6 clothes (::ffff:10.0.0.1) is one of IPv4. Empty for others.
[[nodiscard]] QString inetText(QByteArray bytes);

} // namespace rdma
