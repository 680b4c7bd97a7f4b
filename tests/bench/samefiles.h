// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The peer of reading the names: the same files of the same interfaces, opened, read and closed, and nothing else.
#pragma once

#include <string>

namespace rdma {

/// The number of bytes read below `root`: so that nobody optimizes it away.
[[nodiscard]] std::size_t readSameFiles(const std::string &root);

/// The same of all RDMA devices.
[[nodiscard]] std::size_t readSameDevices(const std::string &root);

} // namespace rdma
