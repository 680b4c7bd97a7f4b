// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A machine with more interfaces than fit a window.
#pragma once

#include "gui/pages/nameedit.h"

#include <QJsonObject>

namespace rdma {

/// Cards of two ports, every port with a rule and a P_Key child; `count` is a multiple of four.
[[nodiscard]] NamesState manyInterfaces(int count);

/// As the helper says it: {config, live, notes}.
[[nodiscard]] QJsonObject stateJson(const NamesState &state);

} // namespace rdma
