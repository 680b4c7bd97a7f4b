// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules", services: how they stand, and switching those that may be.
#include "helper/features/modules.h"

#include "helper/units.h"
#include "model/serviceunits.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// "rdma-load-modules@roce.service": "rdma-load-modules@.service"
QString fileOf(const QString &unit)
{
    const qsizetype at = unit.indexOf(u'@');
    return at < 0 ? unit : unit.first(at + 1) + ".service"_L1;
}

/// An instance for each list there is.
bool hasList(const Host &host, const QString &unit)
{
    const QString name = unit.section(u'@', 1).section(u'.', 0, 0);
    return name.isEmpty() || host.modeOf(u"/etc/rdma/modules/%1.conf"_s.arg(name)).has_value();
}

/// Under its first name only: some Debian calls rtslib-fb-targetctl.service target.service as well.
bool isOfThisHost(const Host &host, const QString &unit)
{
    return hasUnitFile(host, fileOf(unit)) && hasList(host, unit) && !serviceUnit(aliasedBy(host, unit));
}

Result<void> expectAllowed(const ServiceUnit &unit, const UnitState &before, const UnitState &after)
{
    if (const ServiceBar bar = barBetween(unit, before, after); bar != ServiceBar::None)
        return fail(ErrorCode::NotSupported, unit.unit, nameOf(serviceBarNames, bar));
    const bool isRaised = (after.enabled && !before.enabled) || (after.active && !before.active);
    return isRaised && isMasked(before) ? fail(ErrorCode::NotSupported, unit.unit, u"masked"_s) : Result<void>();
}

} // namespace

std::map<QString, ServiceLive> readServices(Machine &machine, std::vector<Note> &notes)
{
    std::map<QString, ServiceLive> services;
    QStringList units;
    for (const ServiceUnit &one : serviceUnits)
        if (const QString unit = one.unit; isOfThisHost(machine.host, unit)) {
            services[unit] = {one.role, readUnit(machine.host, unit), {}, one.enabling, one.starting, one.stopping};
            units.append(unit);
        }
    if (units.isEmpty())
        return services;
    const auto told = machine.services.standing(units);
    if (!told)
        notes.push_back({NoteCode::ServicesUnknown, told.error().subject, codeName(told.error().code)});
    for (auto &[unit, service] : services) {
        const auto standing = told ? told->find(unit) : std::map<QString, ServiceStanding>::const_iterator();
        if (told && standing != told->end())
            service.standing = standing->second;
        else if (told) // what systemd has not in memory does not run
            service.standing.activity = ServiceActivity::Inactive;
    }
    return services;
}

namespace {

/// At boot and now are two steps where only one of them can be undone.
void addSwitch(std::vector<Step> &steps, const SwitchUnit &whole)
{
    const bool isBoth = whole.before.enabled != whole.after.enabled && whole.before.active != whole.after.active;
    if (!isBoth || !staysWhenUndone(whole)) {
        steps.emplace_back(whole);
        return;
    }
    UnitState between = whole.before;
    between.enabled = whole.after.enabled;
    steps.emplace_back(SwitchUnit{whole.unit, whole.before, between});
    steps.emplace_back(SwitchUnit{whole.unit, between, whole.after});
}

} // namespace

Result<std::vector<Step>> serviceSteps(const ModulesState &current, const ModulesConfig &wanted)
{
    std::vector<Step> steps;
    for (const auto &[name, service] : current.live.services)
        if (!wanted.services.contains(name))
            return fail(ErrorCode::InvalidWish, "services."_L1 + name, u"missing"_s);
    for (const auto &[name, choice] : wanted.services) {
        const auto present = current.live.services.find(name);
        if (present == current.live.services.end())
            return fail(ErrorCode::NotFound, name, u"unit"_s);
        const UnitState before = present->second.unit;
        UnitState after = before;
        after.enabled = choice.enabled;
        after.active = choice.active;
        if (after == before)
            continue;
        if (const auto allowed = expectAllowed(*serviceUnit(name), before, after); !allowed)
            return std::unexpected(allowed.error());
        addSwitch(steps, {name, before, after});
    }
    return steps;
}

} // namespace rdma
