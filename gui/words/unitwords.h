// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What switching a service means, in plain words.
#pragma once

#include <QString>

namespace rdma {

/// Of a view's effect, "enabled active": a sentence with %1 for the service. No final dot.
[[nodiscard]] QString unitWords(const QString &effect);

} // namespace rdma
