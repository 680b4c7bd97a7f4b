// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What helper/ipoib.cpp, helper/udevfiles.cpp and helper/features/names.cpp read of each interface, read barely.
#include "tests/bench/samefiles.h"

#include "tests/bench/bareread.h"

#include <filesystem>

namespace rdma {

namespace {

constexpr std::array attributes{"type",    "address",  "pkey",      "parent", "iflink", "name_assign_type",
                                "ifindex", "dev_port", "operstate", "mode",   "mtu"};

std::size_t countEntries(const std::string &directory)
{
    std::error_code error;
    const std::filesystem::directory_iterator entries(directory, error);
    return error ? 0 : static_cast<std::size_t>(std::distance(begin(entries), end(entries)));
}

} // namespace

std::size_t readSameFiles(const std::string &root)
{
    std::size_t bytes = 0;
    for (const auto &interface : std::filesystem::directory_iterator(root + "/sys/class/net")) {
        const std::string path = interface.path().string() + '/';
        for (const char *attribute : attributes)
            bytes += readFile(path + attribute);
        bytes += countEntries(path + "device/infiniband");
        std::error_code none;
        bytes += std::filesystem::read_symlink(path + "device/driver", none).native().size();
    }
    for (const auto &entry : std::filesystem::directory_iterator(root + "/run/udev/data"))
        bytes += readFile(entry.path().string());
    for (const char *directory : {"/etc/udev/rules.d", "/usr/lib/udev/rules.d"})
        for (const auto &rules : std::filesystem::directory_iterator(root + directory))
            bytes += readFile(rules.path().string());
    return bytes;
}

} // namespace rdma
