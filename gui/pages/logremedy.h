// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Where something can be done about what a line of the kernel's log means.
#pragma once

#include "gui/pages/page.h"
#include "model/logdecoder.h"

namespace rdma {

/// Where another page does something about what a line means, and the label of the button that leads there.
struct LogRemedy {
    PageRequest request;
    QString label;
};

[[nodiscard]] std::optional<LogRemedy> remedyFor(const LineMeaning &meaning);

} // namespace rdma
