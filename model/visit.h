// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A visitor of a variant made of one function for each of its types.
#pragma once

namespace rdma {

template <typename... Visitors> struct Visit : Visitors... {
    using Visitors::operator()...;
};

} // namespace rdma
