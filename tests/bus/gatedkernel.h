// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A kernel whose calls can be held, to see what others do meanwhile.
#pragma once

#include "tests/fake/passingkernel.h"

#include <condition_variable>
#include <mutex>

namespace rdma {

class Gate {
public:
    void hold() { set(true); }
    void release() { set(false); }
    void pass()
    {
        std::unique_lock lock(m_mutex);
        m_changed.wait(lock, [this] { return !m_held; });
    }

private:
    void set(bool held)
    {
        const std::lock_guard lock(m_mutex);
        m_held = held;
        m_changed.notify_all();
    }

    std::mutex m_mutex;
    std::condition_variable m_changed;
    bool m_held = false;
};

class GatedKernel final : public PassingKernel {
public:
    using PassingKernel::PassingKernel;
    ~GatedKernel() override { openAll(); }

    Gate linksGate;
    Gate renameGate;
    void openAll()
    {
        linksGate.release();
        renameGate.release();
    }

    Result<std::vector<Link>> links() const override
    {
        const_cast<Gate &>(linksGate).pass();
        return PassingKernel::links();
    }
    Result<void> renameLink(int index, const QString &name) override
    {
        renameGate.pass();
        return PassingKernel::renameLink(index, name);
    }
};

} // namespace rdma
