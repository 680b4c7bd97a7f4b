// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One list at the end of another: std::vector::append_range() before the library has it (GCC 15).
#pragma once

#include <iterator>
#include <vector>

namespace rdma {

template <typename T> void append(std::vector<T> &list, std::vector<T> more)
{
    list.insert(list.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace rdma
