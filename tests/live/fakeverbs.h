// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A libibverbs of two devices, mlx4_0 and mlx5_0, that says what it is told to.
#pragma once

#include "helper/verbsevents.h"

#include <QStringList>
#include <deque>
#include <functional>

namespace rdma {

/// Its functions are C and have no object of their own, so there is one for all.
struct FakeVerbs {
    std::deque<ibv_event_type> events; ///< of the device that is open; the descriptor says nothing of them
    int error = EAGAIN;                ///< when there are no more events
    QStringList log;                   ///< "open mlx5_0", "close" …
    bool opens = true;
    int descriptor = -1; ///< the device's
    std::function<void()> whileOpening = [] {};

    [[nodiscard]] int held() const
    {
        return int(log.filter(QStringLiteral("open ")).size() - log.count(QStringLiteral("close")));
    }
};

extern FakeVerbs fakeVerbs; // NOLINT

[[nodiscard]] Result<Verbs> loadFakeVerbs();

} // namespace rdma
