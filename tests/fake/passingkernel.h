// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A kernel that hands every call on to another; a test overrides those that it wants to hold, spoil or watch.
#pragma once

#include "helper/kernel.h"

namespace rdma {

class PassingKernel : public Kernel {
public:
    explicit PassingKernel(Kernel &kernel) : m_kernel(kernel) {}

    QString release() const override { return m_kernel.release(); }
    Result<std::vector<Link>> links() const override { return m_kernel.links(); }
    Result<std::vector<LinkAddress>> addresses() const override { return m_kernel.addresses(); }
    Result<void> renameLink(int index, const QString &name) override { return m_kernel.renameLink(index, name); }
    Result<void> setLinkUp(int index, bool up) override { return m_kernel.setLinkUp(index, up); }
    ReadLinkModes linkModes() const override { return m_kernel.linkModes(); }
    Result<void> makeNode(const QString &path) override { return m_kernel.makeNode(path); }
    Result<void> removeNode(const QString &path) override { return m_kernel.removeNode(path); }
    Result<void> linkNode(const QString &path, const QString &target) override
    {
        return m_kernel.linkNode(path, target);
    }
    Result<void> unlinkNode(const QString &path) override { return m_kernel.unlinkNode(path); }
    Result<void> storeAttribute(const QString &path, const QByteArray &value) override
    {
        return m_kernel.storeAttribute(path, value);
    }
    Result<void> storeSessionAttribute(const QString &path, const QByteArray &value) override
    {
        return m_kernel.storeSessionAttribute(path, value);
    }
    Result<void> storePortType(const QString &path, const QByteArray &value) override
    {
        return m_kernel.storePortType(path, value);
    }
    Result<void> expectUnheld(const QString &device) override { return m_kernel.expectUnheld(device); }

private:
    Kernel &m_kernel;
};

} // namespace rdma
