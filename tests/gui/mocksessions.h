// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP sessions of the mock machine: two InfiniBand ports and an Ethernet one, targets connected, known and broken.
#pragma once

#include "gui/pages/srpinitiatoredit.h"

namespace rdma {

[[nodiscard]] PortId firstInitiatorPort();  ///< mlx5_0/1: InfiniBand, srp_daemon looks there
[[nodiscard]] PortId secondInitiatorPort(); ///< mlx5_0/2: InfiniBand, down
[[nodiscard]] PortId ethernetPort();        ///< rxe0/1
[[nodiscard]] SrpTargetId mountedTarget();  ///< from the first port: two disks, one mounted
[[nodiscard]] SrpTargetId idleTarget();     ///< from the first port: connected, a disk that nobody uses
[[nodiscard]] SrpTargetId knownTarget();    ///< from the Ethernet port: known, not connected

[[nodiscard]] AttachState twoSessions();
[[nodiscard]] std::vector<FoundTarget> foundTargets(); ///< the mounted one, and one that is not connected
[[nodiscard]] QJsonObject stateJson(const AttachState &state);

} // namespace rdma
