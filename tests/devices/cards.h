// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Cards of many makers, as their drivers show them in sysfs.
#pragma once

#include "tests/fake/fakelink.h"

namespace rdma {

struct KnownCard {
    const char *what;
    FakeCard card;
};

/// Each on a machine of its own.
[[nodiscard]] QList<KnownCard> knownCards();

/// A Chelsio T6, whose two Ethernet ports are those of one RDMA device.
[[nodiscard]] FakeCard iwarpCard();

/// iWARP in software over eth0, on nothing that sysfs shows.
[[nodiscard]] FakeCard softIwarp();

} // namespace rdma
