// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Words of systemctl(1), in the order in which none of them refuses what the next is for.
#include "helper/unitsteps.h"

#include "helper/units.h"
#include "model/serviceunits.h"
#include "model/shelltext.h"

#include <array>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Switch {
    bool UnitState::*property;
    bool to;
    Tool tool;
    QLatin1StringView verb;
    QLatin1StringView effect; ///< in a view
};

/// A masked unit cannot be enabled. What runs is stopped last, when nothing can start it any more.
constexpr std::array<Switch, 8> switches{{
    {&UnitState::masked, false, Tool::UnmaskUnit, "unmask"_L1, "unmasked"_L1},
    {&UnitState::maskedUntilBoot, false, Tool::UnmaskUnitUntilBoot, "unmask --runtime"_L1, "unmasked"_L1},
    {&UnitState::enabled, true, Tool::EnableUnit, "enable"_L1, "enabled"_L1},
    {&UnitState::enabled, false, Tool::DisableUnit, "disable"_L1, "disabled"_L1},
    {&UnitState::masked, true, Tool::MaskUnit, "mask"_L1, "masked"_L1},
    {&UnitState::maskedUntilBoot, true, Tool::MaskUnitUntilBoot, "mask --runtime"_L1, "masked"_L1},
    {&UnitState::active, true, Tool::StartUnit, "start"_L1, "active"_L1},
    {&UnitState::active, false, Tool::StopUnit, "stop"_L1, "inactive"_L1},
}};

bool isPartOf(const Switch &one, const SwitchUnit &step)
{
    return step.before.*one.property != step.after.*one.property && step.after.*one.property == one.to;
}

/// enable, disable and mask take --now for what comes after them.
QString joined(const QString &first, const QString &second)
{
    const bool isPair = (first == "enable"_L1 && second == "start"_L1) ||
                        ((first == "disable"_L1 || first == "mask"_L1) && second == "stop"_L1);
    return isPair ? first + " --now"_L1 : QString();
}

/// A backslash of systemd's escaping is one of the shell's as well.
QStringList commandsFor(QStringList verbs, const QString &unit)
{
    if (verbs.size() > 1)
        if (const QString both = joined(verbs[verbs.size() - 2], verbs.last()); !both.isEmpty())
            verbs = verbs.first(verbs.size() - 2) << both;
    for (QString &verb : verbs)
        verb = u"systemctl %1 %2"_s.arg(verb, shellWord(unit));
    return verbs;
}

} // namespace

Result<Standing> standing(const SwitchUnit &step, Machine &machine)
{
    const UnitState now = readUnit(machine.host, step.unit);
    int changes = 0;
    int done = 0;
    for (const Switch &one : switches)
        if (isPartOf(one, step)) {
            ++changes;
            done += now.*one.property == one.to ? 1 : 0;
        }
    if (done == changes)
        return Standing::After;
    return done == 0 ? Standing::Before : Standing::Partly;
}

Result<void> carryOut(const SwitchUnit &step, Machine &machine)
{
    if (const ServiceBar bar = barAgainst(step); bar != ServiceBar::None) // planned by an older version
        return fail(ErrorCode::NotSupported, step.unit, nameOf(serviceBarNames, bar));
    // systemctl would succeed, and undoing it would take back what somebody else did.
    if (standing(step, machine) == Standing::After)
        return fail(ErrorCode::Conflict, step.unit);
    for (const Switch &one : switches) {
        if (!isPartOf(one, step) || readUnit(machine.host, step.unit).*one.property == one.to)
            continue;
        if (const auto done = machine.tools.run({one.tool, step.unit}); !done)
            return std::unexpected(done.error());
    }
    if (standing(step, machine) != Standing::After)
        return fail(ErrorCode::ToolFailed, step.unit, u"did not stay so"_s); // it ended at once, or is wanted elsewhere
    return {};
}

StepView view(const SwitchUnit &step, const Host &)
{
    QStringList verbs;
    QStringList effects;
    for (const Switch &one : switches)
        if (isPartOf(one, step)) {
            verbs.append(one.verb);
            effects.append(one.effect);
        }
    effects.removeDuplicates();
    return {kindOf(step), step.unit, {}, effects.join(u' '), {}, commandsFor(verbs, step.unit), {}, true};
}

} // namespace rdma
