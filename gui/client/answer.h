// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How an asynchronous call tells its result.
#pragma once

#include "model/result.h"

#include <functional>

namespace rdma {

template <typename T> using Answer = std::function<void(Result<T>)>;

} // namespace rdma
