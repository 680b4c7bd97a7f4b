// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether the next boot loads a protocol: lists of rdma-core are loaded by hardware and by services.
#pragma once

#include "model/bootgaps.h"

namespace rdma {

struct BootOutlook {
    bool willLoad = false;
    BootPlace place;                         ///< the line that loads it, or would
    BootGapCause cause = BootGapCause::None; ///< why a line that says so does not
    QString detail;                          ///< of that cause

    bool operator==(const BootOutlook &) const = default;
};

/// Of a protocol whose boot files are understood. What modprobe.d denies is not looked at.
[[nodiscard]] BootOutlook bootOutlook(const ModulesLive &live, const ProtocolLive &protocol);

} // namespace rdma
