// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which interface stands below which, and in which order.
#pragma once

#include "model/names.h"

namespace rdma {

struct InterfaceOrder {
    using Ids = std::vector<InterfaceId>;

    Ids top;
    std::map<InterfaceId, Ids> children; ///< of those that have some

    [[nodiscard]] const Ids &below(const std::optional<InterfaceId> &parent) const; ///< below nothing: the top
};

/// By device, port and index; P_Key children below the interface of their port, if that is there.
[[nodiscard]] InterfaceOrder orderOf(const NamesLive &live);

} // namespace rdma
