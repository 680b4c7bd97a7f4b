// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Every feature of this helper, in the order of the window's list: the one place a new one is added.
#pragma once

#include "helper/feature.h"

namespace rdma {

[[nodiscard]] Feature devicesFeature(); ///< changes nothing
[[nodiscard]] Feature modulesFeature();
[[nodiscard]] Feature namesFeature();
[[nodiscard]] Feature portsFeature();
[[nodiscard]] Feature limitsFeature();
[[nodiscard]] Feature srpTargetFeature();
[[nodiscard]] Feature srpInitiatorFeature();
[[nodiscard]] Feature logFeature();  ///< changes nothing
[[nodiscard]] Feature jobsFeature(); ///< may touch what any feature may: it takes their changes back

[[nodiscard]] std::vector<Feature> allFeatures();

} // namespace rdma
