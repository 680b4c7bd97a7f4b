// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The protocols and services of the mock machine: in use, idle, denied, not there, part of the kernel.
#pragma once

#include "gui/pages/modulesedit.h"

namespace rdma {

/// As rdma-core's lists have it, with one kind of file and hardware.
[[nodiscard]] ModulesState mockModules();

/// rdma.conf of RHEL 7 beside the lists, which nobody reads, and MLNX_OFED's file.
void addOldFiles(ModulesState &state);

[[nodiscard]] QJsonObject stateJson(const ModulesState &state);

} // namespace rdma
