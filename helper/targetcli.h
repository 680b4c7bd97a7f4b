// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a person would type in targetcli for the steps that change LIO.
#pragma once

#include "model/step.h"

namespace rdma {

[[nodiscard]] QStringList targetcliCommands(const ChangeBackstore &step);
[[nodiscard]] QStringList targetcliCommands(const ChangeTarget &step);

} // namespace rdma
