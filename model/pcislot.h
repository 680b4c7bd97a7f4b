// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a text is the full address of a PCI function, as the kernel writes it.
#pragma once

#include <QString>

namespace rdma {

/// 0000:05:00.0, and 10000:e1:00.0 behind a VMD controller. Never the short 05:00.0 of lspci, never upper case.
[[nodiscard]] bool isPciSlot(QStringView text);

} // namespace rdma
