// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How fast Ethernet ports could be. The kernel answers under its RTNL lock, which somebody else may hold for long, so
// it is asked when the devices have been read, what does not answer costs nobody the rest, and its last answer counts.
#pragma once

#include "helper/kernel.h"
#include "helper/patientreader.h"
#include "model/rdmadevice.h"

#include <mutex>

namespace rdma {

class LinkSpeeds {
public:
    explicit LinkSpeeds(std::chrono::milliseconds patience) : m_patience(patience) {}

    /// Sets canDo of the ports that are slower than their interface can.
    void add(std::map<QString, RdmaDevice> &devices, const std::map<QString, std::map<int, QString>> &links,
             const ReadLinkModes &modesOf) const;

    /// The last answer goes with its link: one that is down, renamed or away, as are those of a device that is silent.
    void forgetAllBut(const std::map<QString, std::map<int, QString>> &links) const;

private:
    using Reader = PatientReader<Result<LinkModes>>;

    [[nodiscard]] Reader::Answers ask(const Reader::Reads &reads) const;
    void remember(Reader::Answers &answers) const;

    static constexpr int maxThreads = 2; ///< the lock is one: who waits for it waits for all

    std::chrono::milliseconds m_patience;
    std::shared_ptr<ReadThreads> m_threads = std::make_shared<ReadThreads>(maxThreads, 0);
    mutable std::timed_mutex m_turn; ///< one read asks at a time
    mutable std::mutex m_lastMutex;
    mutable std::map<QString, Result<LinkModes>> m_last; ///< by link
};

} // namespace rdma
