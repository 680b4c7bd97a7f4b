// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Rules for the first port of the demo host, as this program and as people write them.
#pragma once

#include <QByteArray>

namespace rdma {

[[nodiscard]] QByteArray newRule();   ///< what this program writes for the name mlx4_ib0
[[nodiscard]] QByteArray looseRule(); ///< matches P_Key children too: no driver asked for, no dotted name kept out
[[nodiscard]] QByteArray ruleCalled(const QByteArray &name); ///< with a person's spacing

[[nodiscard]] QByteArray kernelRule(const QByteArray &kernelName, const QByteArray &name);
[[nodiscard]] QByteArray parentRule(const QByteArray &vendor, const QByteArray &name); ///< asks the PCI device
[[nodiscard]] QByteArray doubtfulRule(const QByteArray &name); ///< asks a property that only udev knows
[[nodiscard]] QByteArray hostileRule();                        ///< patterns that make bad matchers slow

} // namespace rdma
