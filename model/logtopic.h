// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which lines of the kernel's log are about RDMA, SRP or LIO: the others stay where they are.
#pragma once

#include <QString>

namespace rdma {

/// By how the line begins.
[[nodiscard]] bool isAboutRdma(QStringView text);

} // namespace rdma
