// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The configfs of a guest with soft-RoCE: LIO as target, ib_srp as initiator of the same machine.
#pragma once

#include "helper/linuxkernel.h"
#include "tests/kernel/configfsplayground.h"

namespace rdma {

struct ConfigfsDevices {
    QString free;
    QString held;
    QString readOnly;
};

class RealConfigfs final : public ConfigfsPlayground {
public:
    RealConfigfs(Host root, QString gid, ConfigfsDevices devices)
        : m_host(std::move(root)), m_gid(std::move(gid)), m_devices(std::move(devices))
    {
    }

    Kernel &kernel() override { return m_kernel; }
    const Host &host() const override { return m_host; }
    QString gid() const override { return m_gid; }
    QString freeDevice() const override { return m_devices.free; }
    QString heldDevice() const override { return m_devices.held; }
    QString readOnlyDevice() const override { return m_devices.readOnly; }
    QString directory() const override { return QStringLiteral("/var/tmp/reactions"); }
    std::chrono::milliseconds patience() const override { return std::chrono::seconds(10); }
    bool switchModule(const QString &name, bool load) override;
    bool logsIn() override;
    void logOut() override;

private:
    Host m_host;
    QString m_gid;
    ConfigfsDevices m_devices;
    LinuxKernel m_kernel;
};

} // namespace rdma
