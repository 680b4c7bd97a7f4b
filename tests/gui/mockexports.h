// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The SRP exports of the mock machine: three ports, disks of every kind, some not saved; and a machine with thousands.
#pragma once

#include "gui/pages/srptargetedit.h"

namespace rdma {

constexpr QLatin1StringView firstWwn{"0xfe80000000000000f4521403007bcba1"};        ///< InfiniBand, exports two disks
constexpr QLatin1StringView secondWwn{"0xfe80000000000000f65214fffe7bcba2"};       ///< Ethernet, exports nothing
constexpr QLatin1StringView absentWwn{"0xfe80000000000000e41d2d0300e53000"};       ///< saved only, no port here
constexpr QLatin1StringView firstInitiator{"0x00000000000000000002c903000a1b2c"};  ///< logged in
constexpr QLatin1StringView secondInitiator{"0x00000000000000000002c903000d4e5f"}; ///< may, and is not

[[nodiscard]] ExportState twoExports();
[[nodiscard]] ExportState manyExports(quint32 luns, int initiators);
[[nodiscard]] QJsonObject stateJson(const ExportState &state);

} // namespace rdma
