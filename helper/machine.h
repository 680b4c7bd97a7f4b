// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The doors to one machine, handed to whoever acts on it. Nobody asks whether they are real.
#pragma once

#include "helper/host.h"
#include "helper/journal.h"
#include "helper/kernel.h"
#include "helper/tools.h"

namespace rdma {

struct Machine {
    Host &host;
    Kernel &kernel;
    Tools &tools;
    const Journal &journal;
};

} // namespace rdma
