// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The cards of the mock machine: one of each way to keep port types, two of one type, and what is no card.
#pragma once

#include "gui/pages/portsedit.h"
#include "model/cannotopen.h"

namespace rdma {

inline const QString firmwareCard = QStringLiteral("0000:05:00.0"); ///< mlx5: port 2 becomes Ethernet with a reboot
inline const QString confCard = QStringLiteral("0000:0b:00.0");     ///< mlx4, by mlx4.conf: both are InfiniBand
inline const QString fixedCard = QStringLiteral("0000:81:00.0");    ///< Ethernet only

[[nodiscard]] PortsState somePorts();
/// As it is before anybody asked the firmware.
[[nodiscard]] PortsState unreadPorts();
void addBadLines(PortsState &state); ///< 3: a comment behind the types; 7: a short address
[[nodiscard]] QJsonObject stateJson(const PortsState &state);

} // namespace rdma
