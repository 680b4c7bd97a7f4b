// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A kernel whose calls can be held, to see what others do meanwhile.
#pragma once

#include "helper/kernel.h"

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

class GatedKernel final : public Kernel {
public:
    explicit GatedKernel(Kernel &kernel) : m_kernel(kernel) {}
    ~GatedKernel() override { openAll(); }

    Gate linksGate;
    Gate renameGate;
    void openAll()
    {
        linksGate.release();
        renameGate.release();
    }

    QString release() const override { return m_kernel.release(); }
    Result<std::vector<Link>> links() const override
    {
        const_cast<Gate &>(linksGate).pass();
        return m_kernel.links();
    }
    Result<void> renameLink(int index, const QString &name) override
    {
        renameGate.pass();
        return m_kernel.renameLink(index, name);
    }
    Result<void> setLinkUp(int index, bool up) override { return m_kernel.setLinkUp(index, up); }
    ReadLinkModes linkModes() const override { return m_kernel.linkModes(); }

private:
    Kernel &m_kernel;
};

} // namespace rdma
