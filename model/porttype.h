// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a ConnectX port can be: InfiniBand, Ethernet, or whatever it finds at the other end.
#pragma once

#include "model/enumnames.h"

#include <map>

namespace rdma {

enum class PortType {
    Unknown, ///< nobody was asked, or nobody can tell
    InfiniBand,
    Ethernet,
    Auto, ///< senses it; ConnectX-3 and older only
};

/// The words of JSON and of the command line.
constexpr EnumNames<PortType, 4> portTypeNames{{{PortType::Unknown, QLatin1StringView{"unknown"}},
                                                {PortType::InfiniBand, QLatin1StringView{"infiniband"}},
                                                {PortType::Ethernet, QLatin1StringView{"ethernet"}},
                                                {PortType::Auto, QLatin1StringView{"auto"}}}};

/// Of one card, by port number, from 1.
using PortTypes = std::map<int, PortType>;

} // namespace rdma
