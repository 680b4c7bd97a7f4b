// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What helper/features/devices*.cpp read of each RDMA device for the summary, read barely.
#include "tests/bench/bareread.h"
#include "tests/bench/samefiles.h"

#include <filesystem>

namespace rdma {

namespace {

constexpr std::array ofDevice{"fw_ver", "board_id", "node_guid", "device/uevent"};
constexpr std::array ofPort{"state", "phys_state", "link_layer", "rate", "sm_lid", "cap_mask", "gids/0"};
constexpr std::array ofLink{"type", "dev_port", "parent"};

template <typename Names> std::size_t readAll(const std::string &directory, const Names &names)
{
    std::size_t bytes = 0;
    for (const char *name : names)
        bytes += readFile(directory + '/' + name);
    return bytes;
}

template <typename Read> std::size_t readEntries(const std::string &directory, Read read)
{
    std::size_t bytes = 0;
    std::error_code error;
    for (const auto &entry : std::filesystem::directory_iterator(directory, error))
        bytes += read(entry.path().string());
    return bytes;
}

} // namespace

std::size_t readSameDevices(const std::string &root)
{
    return readEntries(root + "/sys/class/infiniband", [](const std::string &device) {
        return readAll(device, ofDevice) +
               readEntries(device + "/device/net", [](const std::string &link) { return readAll(link, ofLink); }) +
               readEntries(device + "/ports", [](const std::string &port) { return readAll(port, ofPort); });
    });
}

} // namespace rdma
