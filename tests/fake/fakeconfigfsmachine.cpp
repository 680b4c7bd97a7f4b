// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What happens to a machine's configfs from outside: modules, block devices, logins, and what a test lets fail.
#include "tests/fake/fakeconfigfs.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString modules = u"/sys/module/"_s;

} // namespace

bool FakeConfigfs::isLoaded(const QString &module) const
{
    return m_root.exists(modules + module + "/initstate"_L1);
}

void FakeConfigfs::load(const QString &module)
{
    if (isLoaded(module))
        return;
    m_root.write(modules + module + "/initstate"_L1, "live\n");
    const bool isOfLio = module.startsWith("target_core_"_L1) || module == "ib_srpt"_L1;
    if (!isOfLio)
        return;
    load(u"target_core_mod"_s);
    if (module == "ib_srpt"_L1)
        m_root.write(modules + "ib_srpt/parameters/srpt_service_guid"_L1, m_srpt.serviceGuid() + '\n', 0444);
    if (module != "target_core_mod"_L1)
        return;
    m_root.write(configfsTarget + "/version"_L1, "Target Engine Core ConfigFS Infrastructure v5.0\n", 0444);
    m_root.write(configfsTarget + "/dbroot"_L1, "/var/target\n");
    m_root.write(configfsTarget + "/core/alua/lu_gps/default_lu_gp/lu_gp_id"_L1, "0\n");
}

void FakeConfigfs::loadModule(const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    load(name);
}

bool FakeConfigfs::isInUse(const QString &module) const
{
    if (module == "ib_srpt"_L1)
        return m_root.exists(configfsTarget + "/srpt"_L1);
    return module.startsWith("target_core_"_L1) && !m_tree.nodesBelow(configfsTarget + "/core"_L1).isEmpty();
}

int FakeConfigfs::usersOf(const QString &module) const
{
    const QMutexLocker locker(&m_mutex);
    return isInUse(module) ? 1 : 0;
}

Result<void> FakeConfigfs::unloadModule(const QString &name)
{
    const QMutexLocker locker(&m_mutex);
    if (isInUse(name))
        return fail(ErrorCode::ToolFailed, name, u"exit 1: modprobe: FATAL: Module %1 is in use."_s.arg(name));
    if (isLoaded(name))
        m_root.remove(modules + name);
    if (name == "ib_srpt"_L1)
        m_srpt.forget();
    if (name == "target_core_mod"_L1 && m_root.exists(configfsTarget))
        m_root.remove(configfsTarget);
    return {};
}

void FakeConfigfs::setBlockDevice(const QString &path, quint64 size, bool held)
{
    setBlockDevice(FakeBlockDevice{.name = path.section(u'/', -1), .paths = {path}, .size = size, .held = held});
}

void FakeConfigfs::setBlockDevice(const FakeBlockDevice &device)
{
    const QMutexLocker locker(&m_mutex);
    m_backstores.setBlockDevice(device);
}

void FakeConfigfs::exportElsewhere(const QString &lun, const QString &object)
{
    const QMutexLocker locker(&m_mutex);
    m_tree.addLink(lun + "/link"_L1, object);
    m_backstores.showExports(object);
}

void FakeConfigfs::setSession(const QString &acl, bool on)
{
    const QMutexLocker locker(&m_mutex);
    m_srpt.setSession(acl, on);
}

bool FakeConfigfs::acceptsLogins(const QString &wwn) const
{
    const QMutexLocker locker(&m_mutex);
    return m_srpt.acceptsLogins(wwn);
}

void FakeConfigfs::failOn(const QString &path, ErrorCode code, const QString &detail)
{
    const QMutexLocker locker(&m_mutex);
    m_failures.insert_or_assign(path, Error{code, path, detail});
}

void FakeConfigfs::setOldKernel(bool old)
{
    const QMutexLocker locker(&m_mutex);
    m_isOldKernel = old;
}

} // namespace rdma
