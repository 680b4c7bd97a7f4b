// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Units that nothing was said of are not in memory.
#include "tests/fake/fakeservices.h"

namespace rdma {

using namespace Qt::StringLiterals;

void FakeServices::say(const QString &unit, const ServiceStanding &standing)
{
    const QMutexLocker locked(&m_mutex);
    m_units[unit] = standing;
}

void FakeServices::fallSilent()
{
    const QMutexLocker locked(&m_mutex);
    m_silent = true;
}

Result<std::map<QString, ServiceStanding>> FakeServices::standing(const QStringList &units) const
{
    const QMutexLocker locked(&m_mutex);
    if (m_silent)
        return fail(ErrorCode::Io, u"systemd"_s, u"ENOENT"_s);
    std::map<QString, ServiceStanding> found;
    for (const QString &unit : units)
        if (const auto known = m_units.find(unit); known != m_units.end())
            found.insert(*known);
    return found;
}

} // namespace rdma
