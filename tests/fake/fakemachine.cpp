// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Putting a fake machine together.
#include "tests/fake/fakemachine.h"

namespace rdma {

namespace {

Host openHost(const QString &root)
{
    auto host = Host::open(root);
    if (!host)
        qFatal("fake machine: %s", qPrintable(host.error().detail));
    return *std::move(host);
}

} // namespace

FakeMachine::FakeMachine() : m_host(openHost(m_files.path()))
{
    m_tools.setModules([this](const QString &name, bool load) -> Result<void> {
        if (!load)
            return m_kernel.configfs().unloadModule(name);
        m_kernel.configfs().loadModule(name);
        return {};
    });
}

} // namespace rdma
