// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A real kernel and one of its links.
#pragma once

#include "helper/linuxkernel.h"
#include "tests/kernel/reactions.h"

namespace rdma {

class RealPlayground final : public Playground {
public:
    /// `root` is where /sys is mounted below, as this network namespace sees it.
    RealPlayground(int index, Host root) : m_index(index), m_host(std::move(root)) {}

    [[nodiscard]] Kernel &kernel() override { return m_kernel; }
    [[nodiscard]] const Host &host() const override { return m_host; }
    [[nodiscard]] int index() const override { return m_index; }
    [[nodiscard]] Result<void> addAltname(int index, const QString &altname) override;
    [[nodiscard]] Result<void> removeAltname(int index, const QString &altname) override;

private:
    int m_index;
    Host m_host;
    LinuxKernel m_kernel;
};

} // namespace rdma
