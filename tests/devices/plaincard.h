// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A card with one port and nothing peculiar.
#pragma once

#include "tests/fake/fakelink.h"

namespace rdma {

inline const FakeCard plainCard{.rdmaDevice = QStringLiteral("mlx5_9"),
                                .driver = QStringLiteral("mlx5_core"),
                                .pci = QStringLiteral("0000:09:00.0"),
                                .portGuids = {Guid{0x0002c90300a1b2c4}}};

} // namespace rdma
