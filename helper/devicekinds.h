// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What kinds of RDMA devices this host has: rdma-core's lists are read for some kinds only.
#pragma once

#include "helper/host.h"
#include "model/bootdialect.h"

#include <set>
#include <vector>

namespace rdma {

/// Of the lists for InfiniBand, Omni-Path, iWARP and RoCE those for which no device is here.
[[nodiscard]] std::set<BootList> idleLists(const Host &host);

/// A device that rdma_rxe or siw made.
struct SoftDevice {
    QString name;      ///< rxe0
    QString module;    ///< rdma_rxe
    QString interface; ///< that it sends through; siw does not tell

    bool operator==(const SoftDevice &) const = default;
};

[[nodiscard]] std::vector<SoftDevice> softDevices(const Host &host);

} // namespace rdma
