// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Symlinks in systemd's directories, and control groups where it keeps no symlinks.
#include "helper/units.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString runtimeDirectory = u"/run/systemd/system"_s;
/// Where systemd looks for units and for what they want: each hides those after it (systemd.unit(5)).
const QStringList directories{u"/etc/systemd/system"_s, runtimeDirectory, u"/usr/local/lib/systemd/system"_s,
                              u"/usr/lib/systemd/system"_s, u"/lib/systemd/system"_s};
constexpr auto nothing = "/dev/null"_L1;
/// unit_export_state_files() of systemd's src/core/unit.c: "invocation:NAME", from the start of a unit until it is
/// inactive or failed, be a process left or not. Since systemd 236; what is older (RHEL 7) has control groups only.
const QString running = u"/run/systemd/units"_s;

/// Of the first directory that has it, whatever it is there.
std::optional<QString> pathTo(const Host &host, const QString &name)
{
    for (const QString &directory : directories)
        if (const QString path = directory + u'/' + name; host.modeOf(path))
            return path;
    return std::nullopt;
}

bool isNothing(const Host &host, const std::optional<QString> &path)
{
    return path && host.target(*path) == nothing;
}

/// multi-user.target.wants and the like: where a distribution enables a unit for everybody, its link is in /usr/lib,
/// and an administrator's link to /dev/null hides that.
bool isWantedAtBoot(const Host &host, const QString &unit)
{
    for (const QString &directory : directories)
        for (const QString &name : host.list(directory))
            if ((name.endsWith(".wants"_L1) || name.endsWith(".requires"_L1)) &&
                host.target(directory + u'/' + name + u'/' + unit) &&
                !isNothing(host, pathTo(host, name + u'/' + unit)))
                return true;
    return false;
}

/// Instances live in a slice of their template's, which has the same name.
QString groupOf(const QString &unit)
{
    const qsizetype at = unit.indexOf(u'@');
    return at < 0 ? unit : u"system-%1.slice/%2"_s.arg(unit.first(at), unit);
}

bool hasProcesses(const Host &host, const QString &unit)
{
    const QString group = "/system.slice/"_L1 + groupOf(unit);
    return !host.list("/sys/fs/cgroup"_L1 + group).isEmpty() ||
           !host.list("/sys/fs/cgroup/systemd"_L1 + group).isEmpty();
}

} // namespace

bool hasUnitFile(const Host &host, const QString &name)
{
    return std::ranges::any_of(directories, [&](const QString &directory) {
        return host.modeOf(directory + u'/' + name) && host.target(directory + u'/' + name) != nothing;
    });
}

QString aliasedBy(const Host &host, const QString &name)
{
    const auto path = pathTo(host, name);
    const QString other = path ? host.target(*path).value_or(QString()).section(u'/', -1) : QString();
    return path && !isNothing(host, path) && other != name ? other : QString();
}

/// unmask removes a link in /etc, and only with --runtime one in /run: each is a mask of its own, unless a unit in /etc
/// hides it.
UnitState readUnit(const Host &host, const QString &unit)
{
    const auto path = pathTo(host, unit);
    const bool isHidden = isNothing(host, path);
    const QString untilBoot = runtimeDirectory + u'/' + unit;
    return {.enabled = isWantedAtBoot(host, unit),
            .masked = isHidden && path != untilBoot,
            .active = isUnitActive(host, unit),
            .maskedUntilBoot = isHidden && isNothing(host, untilBoot)};
}

bool isUnitActive(const Host &host, const QString &unit)
{
    return host.target(running + "/invocation:"_L1 + unit).has_value() || hasProcesses(host, unit);
}

} // namespace rdma
