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
        if (name == QLatin1StringView("ib_srp") && !load)
            return m_srp.unloadModule();
        if (name == QLatin1StringView("ib_srp"))
            m_srp.loadModule();
        if (!load)
            return m_kernel.configfs().unloadModule(name);
        m_kernel.configfs().loadModule(name);
        return {};
    });
    m_tools.setUnits([this](Tool verb, const QString &unit) { return m_units.act(verb, unit); });
    m_tools.setLogins([this](const QString &object) { return m_srp.logIn(object); });
    m_kernel.setSessions([this](const QString &path, const QByteArray &value) { return m_srp.store(path, value); });
}

} // namespace rdma
