// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One descriptor by which the kernel or udevd reports changes.
#pragma once

#include "model/result.h"

#include <memory>

namespace rdma {

class EventSource {
public:
    EventSource() = default;
    virtual ~EventSource() = default;
    Q_DISABLE_COPY_MOVE(EventSource)

    [[nodiscard]] virtual int descriptor() const = 0;

    /// Takes what has come, without waiting: whether that was anything. Events that the kernel had to drop count as
    /// well. An error means that nothing will come any more.
    [[nodiscard]] virtual Result<bool> drain() = 0;
};

using OpenedSource = Result<std::unique_ptr<EventSource>>;

constexpr int maxDrained = 1000; ///< at one go; whoever sends faster is heard again later

} // namespace rdma
