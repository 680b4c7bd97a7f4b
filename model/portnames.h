// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What states and link layers of ports are called in JSON.
#pragma once

#include "model/enumnames.h"
#include "model/rdmaport.h"

namespace rdma {

inline constexpr EnumNames<PortState, 7> portStateNames{{
    {PortState::Unknown, QLatin1StringView{"unknown"}},
    {PortState::Nop, QLatin1StringView{"nop"}},
    {PortState::Down, QLatin1StringView{"down"}},
    {PortState::Initializing, QLatin1StringView{"initializing"}},
    {PortState::Armed, QLatin1StringView{"armed"}},
    {PortState::Active, QLatin1StringView{"active"}},
    {PortState::ActiveDefer, QLatin1StringView{"active-defer"}},
}};

inline constexpr EnumNames<PhysicalState, 9> physicalNames{{
    {PhysicalState::Unknown, QLatin1StringView{"unknown"}},
    {PhysicalState::NoChange, QLatin1StringView{"no-change"}},
    {PhysicalState::Sleep, QLatin1StringView{"sleep"}},
    {PhysicalState::Polling, QLatin1StringView{"polling"}},
    {PhysicalState::Disabled, QLatin1StringView{"disabled"}},
    {PhysicalState::Training, QLatin1StringView{"training"}},
    {PhysicalState::LinkUp, QLatin1StringView{"link-up"}},
    {PhysicalState::ErrorRecovery, QLatin1StringView{"error-recovery"}},
    {PhysicalState::Test, QLatin1StringView{"test"}},
}};

inline constexpr EnumNames<LinkLayer, 3> linkLayerNames{{
    {LinkLayer::Unknown, QLatin1StringView{"unknown"}},
    {LinkLayer::InfiniBand, QLatin1StringView{"infiniband"}},
    {LinkLayer::Ethernet, QLatin1StringView{"ethernet"}},
}};

} // namespace rdma
