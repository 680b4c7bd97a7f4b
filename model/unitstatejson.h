// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// JSON of a unit's state, strictly: it is part of steps.
#pragma once

#include "model/unitstep.h"

namespace rdma {

[[nodiscard]] QJsonObject toJson(const UnitState &state);
[[nodiscard]] UnitState takeUnitState(ObjectReader &outer, const QString &key);

} // namespace rdma
