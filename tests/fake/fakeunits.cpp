// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What systemctl's verbs leave in the file system.
#include "tests/fake/fakeunits.h"

#include "model/unitstep.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString directory = u"/etc/systemd/system/"_s;
const QString untilBoot = u"/run/systemd/system/"_s;

QString wantedBy(const QString &unit)
{
    return directory + "remote-fs-pre.target.wants/"_L1 + unit;
}

QString invocationOf(const QString &unit)
{
    return "/run/systemd/units/invocation:"_L1 + unit;
}

Result<void> refused(const QString &why)
{
    return fail(ErrorCode::ToolFailed, u"/usr/bin/systemctl"_s, "exit 1: "_L1 + why);
}

} // namespace

void FakeUnits::install(const QString &name, const QString &where)
{
    m_files.write(where + u'/' + name, "[Unit]\n");
}

bool FakeUnits::isInstalled(const QString &unit) const
{
    const qsizetype at = unit.indexOf(u'@');
    const QString file = at < 0 ? unit : unit.first(at + 1) + ".service"_L1;
    return m_files.exists("/usr/lib/systemd/system/"_L1 + file) || m_files.exists("/lib/systemd/system/"_L1 + file);
}

Result<void> FakeUnits::act(Tool verb, const QString &unit)
{
    if (!isInstalled(unit))
        return refused(u"Unit %1 not found."_s.arg(unit));
    const bool isMasked = m_files.exists(directory + unit);
    const bool isMaskedUntilBoot = m_files.exists(untilBoot + unit);
    if ((isMasked || isMaskedUntilBoot) && (verb == Tool::StartUnit || verb == Tool::EnableUnit))
        return refused(u"Unit %1 is masked."_s.arg(unit));
    if (verb == Tool::EnableUnit && !m_files.exists(wantedBy(unit)))
        m_files.link(wantedBy(unit), "/usr/lib/systemd/system/"_L1 + unit);
    if (verb == Tool::DisableUnit && m_files.exists(wantedBy(unit)))
        m_files.remove(wantedBy(unit));
    if (verb == Tool::MaskUnit)
        m_files.link(directory + unit, u"/dev/null"_s);
    if (verb == Tool::UnmaskUnit && isMasked)
        m_files.remove(directory + unit);
    if (verb == Tool::MaskUnitUntilBoot)
        m_files.link(untilBoot + unit, u"/dev/null"_s);
    if (verb == Tool::UnmaskUnitUntilBoot && isMaskedUntilBoot)
        m_files.remove(untilBoot + unit);
    if (verb == Tool::StartUnit)
        return start(unit);
    if (verb == Tool::StopUnit)
        stop(unit);
    return {};
}

void FakeUnits::setActive(const QString &unit, bool active)
{
    if (active == m_active.contains(unit))
        return;
    active ? m_files.link(invocationOf(unit), u"0123456789abcdef0123456789abcdef"_s)
           : m_files.remove(invocationOf(unit));
    active ? static_cast<void>(m_active.insert(unit)) : static_cast<void>(m_active.erase(unit));
}

/// BindsTo=: an instance takes srp_daemon.service with it, both ways.
Result<void> FakeUnits::start(const QString &unit)
{
    if (unit.contains(u'@'))
        if (auto leader = act(Tool::StartUnit, srpDaemonUnit); !leader)
            return leader;
    setActive(unit, !m_ending.contains(unit));
    return {};
}

void FakeUnits::stop(const QString &unit)
{
    const std::set<QString> active = m_active;
    for (const QString &other : active)
        if (other == unit || (unit == srpDaemonUnit && other.contains(u'@')))
            setActive(other, false);
}

} // namespace rdma
