// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP exports of the mock machine: three ports, disks of every kind, some not saved; and a machine with thousands.
#pragma once

#include "gui/pages/srptargetedit.h"
#include "model/log.h"

namespace rdma {

constexpr QLatin1StringView firstWwn{"0xfe80000000000000f4521403007bcba1"};         ///< InfiniBand, exports two disks
constexpr QLatin1StringView secondWwn{"0xfe80000000000000f65214fffe7bcba2"};        ///< Ethernet, exports nothing
constexpr QLatin1StringView absentWwn{"0xfe80000000000000e41d2d0300e53000"};        ///< saved only, no port here
constexpr QLatin1StringView firstInitiator{"0x00000000000000000002c903000a1b2c"};   ///< logged in
constexpr QLatin1StringView refusedInitiator{"0xf4521403007bcba10002c903000f1111"}; ///< twice, on the first port
constexpr QLatin1StringView earlyInitiator{"0x00000000000000000002c903000f2222"};   ///< while that was disabled
constexpr QLatin1StringView secondInitiator{"0x00000000000000000002c903000d4e5f"};  ///< may, and is not

[[nodiscard]] ExportState twoExports();
[[nodiscard]] LogLive logOfRefusals(); ///< of those two, and of one at a port that is gone
[[nodiscard]] ExportState manyExports(quint32 luns, int initiators);
[[nodiscard]] QJsonObject stateJson(const ExportState &state);

} // namespace rdma
