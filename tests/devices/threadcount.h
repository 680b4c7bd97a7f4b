// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How many threads something takes.
#pragma once

#include <atomic>
#include <filesystem>
#include <thread>

namespace rdma {

/// How many threads the process has at most while this lives, beyond those it had.
class ThreadCount {
public:
    [[nodiscard]] int most() const { return m_most; }

private:
    static int now()
    {
        const std::filesystem::directory_iterator tasks("/proc/self/task");
        return int(std::distance(begin(tasks), end(tasks)));
    }

    const int m_before = now() + 1; // the one that counts
    std::atomic<int> m_most = 0;
    std::jthread m_counting{[this](const std::stop_token &stop) {
        while (!stop.stop_requested())
            m_most = std::max(m_most.load(), now() - m_before);
    }};
};

} // namespace rdma
