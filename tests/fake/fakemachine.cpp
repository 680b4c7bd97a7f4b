// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Putting a fake machine together.
#include "tests/fake/fakemachine.h"

namespace rdma {

namespace {

constexpr QLatin1StringView ibSrp("ib_srp");
constexpr QLatin1StringView ibIpoib("ib_ipoib");

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
    m_modules.setEffects([this](const QString &name) { return comeWith(name); },
                         [this](const QString &name) { return goWith(name); });
    m_modules.setUses([this](const QString &name) { return m_kernel.configfs().usersOf(name); });
    m_tools.setModules([this](const QString &name, bool load) { return m_modules.probe(name, load); });
    m_tools.setUnits([this](Tool verb, const QString &unit) { return m_units.act(verb, unit); });
    m_tools.setFirmware([this](const ToolCall &call) { return m_firmware.run(call); });
    m_tools.setBootImage([this](const ToolCall &call) { return m_bootImage.run(call); });
    m_tools.setLogins([this](const QString &object) { return m_srp.logIn(object); });
    m_kernel.setSessions([this](const QString &path, const QByteArray &value) { return m_srp.store(path, value); });
}

Result<void> FakeMachine::comeWith(const QString &module)
{
    if (module == ibSrp)
        m_srp.loadModule();
    else if (module == ibIpoib)
        m_kernel.loadIpoib();
    else
        m_kernel.configfs().loadModule(module);
    return {};
}

Result<void> FakeMachine::goWith(const QString &module)
{
    if (module == ibSrp)
        return m_srp.unloadModule();
    if (module == ibIpoib)
        m_kernel.unloadIpoib();
    return m_kernel.configfs().unloadModule(module);
}

} // namespace rdma
