// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The capability mask of a port in the words of the InfiniBand specification (PortInfo:CapabilityMask).
#pragma once

#include <QStringList>

namespace rdma {

/// One name for each bit that is set, from bit 0 up; "bit 13" for one that has none.
[[nodiscard]] QStringList capabilityNames(quint32 mask);

} // namespace rdma
