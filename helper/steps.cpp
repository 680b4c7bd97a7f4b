// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Doing a step to a machine, and telling whether it has been done.
#include "helper/steps.h"

#include "helper/ipoib.h"
#include "helper/liosteps.h"
#include "helper/mellanoxcards.h"
#include "helper/modulesteps.h"
#include "helper/portsteps.h"
#include "helper/srpsessionsteps.h"
#include "helper/unitsteps.h"
#include "model/srpdifference.h"
#include "model/visit.h"

#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What a feature planned it has read before, within a limit of its own: rtslib's file of many LUNs is the largest.
constexpr qsizetype maxWrittenBytes = qsizetype{16} * 1024 * 1024;

std::optional<Tool> toolThatTells(Reader reader)
{
    switch (reader) {
    case Reader::Nobody:
        return std::nullopt;
    case Reader::Udev:
        return Tool::ReloadUdevRules;
    case Reader::SrpDaemon:
        return Tool::RestartSrpDaemon;
    case Reader::Systemd:
        return Tool::ReloadSystemd;
    }
    return std::nullopt;
}

Result<void> tellReader(Reader reader, Tools &tools)
{
    const auto tool = toolThatTells(reader);
    return tool ? tools.run({*tool}).transform([](const ToolOutcome &) {}) : Result<void>();
}

Standing compare(const auto &present, const auto &before, const auto &after)
{
    if (present == after)
        return Standing::After;
    return present == before ? Standing::Before : Standing::Neither;
}

Result<Standing> standing(const WriteFile &step, Machine &machine)
{
    return machine.host.read(step.path, maxWrittenBytes).transform([&](const auto &present) {
        return compare(present, step.before, step.after);
    });
}

Result<Standing> standing(const RenameInterface &step, Machine &machine)
{
    const auto found = findIpoibLink(machine, step.id);
    if (!found && found.error().code == ErrorCode::NotFound)
        return Standing::Before; // unplugged: nothing of the step is left
    return found.transform([&](const IpoibLink &one) { return compare(one.link.name, step.before, step.after); });
}

Result<void> expectAfter(const auto &step, Machine &machine, const QString &subject)
{
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    if (*now != Standing::After)
        return fail(ErrorCode::Conflict, subject, u"not as written"_s);
    return {};
}

/// Who may read the file may come to it.
unsigned directoryModeOf(const WriteFile &step)
{
    return step.mode & S_IROTH ? 0755 : 0700;
}

Result<void> carryOut(const WriteFile &step, Machine &machine)
{
    const QString directory = step.path.section(u'/', 0, -2);
    if (step.makesDirectory && !machine.host.directory(directory))
        if (auto made = machine.host.makeDirectory(directory, directoryModeOf(step)); !made)
            return made;
    return machine.host.write(step.path, step.before, step.after, {step.mode, maxWrittenBytes})
        .and_then([&] { return tellReader(step.reader, machine.tools); })
        .and_then([&] { return expectAfter(step, machine, step.path); });
}

/// The way of every kernel before 6.2: down, rename, up. Up again even when the rename was refused.
Result<void> renameWhileDown(const IpoibLink &found, const QString &name, Kernel &kernel)
{
    if (auto down = kernel.setLinkUp(found.link.index, false); !down)
        return down;
    const auto renamed = kernel.renameLink(found.link.index, name);
    const auto up = kernel.setLinkUp(found.link.index, true);
    return renamed ? up : renamed;
}

Result<void> renameLink(const IpoibLink &found, const RenameInterface &step, Kernel &kernel)
{
    if (found.link.name != step.before)
        return fail(ErrorCode::Conflict, step.before, u"is now called "_s + found.link.name);
    const auto renamed = kernel.renameLink(found.link.index, step.after);
    if (!step.mayGoDown)
        return renamed;
    if (renamed) // a helper that died on this way may have left it down
        return kernel.setLinkUp(found.link.index, true);
    return renamed.error().code == ErrorCode::Busy ? renameWhileDown(found, step.after, kernel) : renamed;
}

Result<void> carryOut(const RenameInterface &step, Machine &machine)
{
    return findIpoibLink(machine, step.id)
        .and_then([&](const IpoibLink &found) { return renameLink(found, step, machine.kernel); })
        .and_then([&] { return expectAfter(step, machine, step.before); });
}

} // namespace

Result<Standing> standingOf(const Step &step, Machine &machine)
{
    return std::visit([&](const auto &one) { return standing(one, machine); }, step);
}

Result<void> perform(const Step &step, Machine &machine)
{
    return std::visit([&](const auto &one) { return carryOut(one, machine); }, step);
}

namespace {

/// What others do as well, with the same end: load a module, switch a unit, log in, make a port Ethernet.
template <typename Known>
concept DoneByOthers =
    std::same_as<Known, SwitchModule> || std::same_as<Known, SwitchUnit> || std::same_as<Known, ChangeSession> ||
    std::same_as<Known, SetFirmwareTypes> || std::same_as<Known, RetypePorts>;

Result<void> expectBefore(const DoneByOthers auto &step, Machine &machine)
{
    if constexpr (requires { step.card; })
        if (auto same = expectCard(machine.host, step.slot, step.card); !same)
            return same;
    const auto now = standing(step, machine);
    if (!now)
        return std::unexpected(now.error());
    return *now == Standing::Before ? Result<void>() : fail(ErrorCode::Conflict, subjectOf(step), u"not as planned"_s);
}

} // namespace

Result<void> expectUnbegun(const Step &step, Machine &machine)
{
    return std::visit(Visit{[&](const ChangeBackstore &disk) { return expectUnbegun(disk, machine.host); },
                            [&](const DoneByOthers auto &one) { return expectBefore(one, machine); },
                            [](const auto &) { return Result<void>(); }},
                      step);
}

namespace {

/// What fails is taken back whoever has logged in to it meanwhile, or goes over it.
Step takingBack(Step inverse, Machine &machine)
{
    if (auto *target = std::get_if<ChangeTarget>(&inverse))
        target->disconnects = loggedInLosers(machine.host, target->wwn, target->before, target->after);
    if (auto *module = std::get_if<SwitchModule>(&inverse))
        nameCuts(*module, machine);
    if (auto *ports = std::get_if<RetypePorts>(&inverse))
        nameCuts(*ports, machine);
    return inverse;
}

} // namespace

Result<void> undo(const Step &step, Machine &machine)
{
    const auto now = standingOf(step, machine);
    if (!now)
        return std::unexpected(now.error());
    if (*now == Standing::Before || staysWhenUndone(step))
        return {};
    const auto inverse = inverseOf(step);
    if (*now == Standing::Neither || !inverse)
        return fail(ErrorCode::Conflict, subjectOf(step), inverse ? u"changed by somebody else"_s : u"irreversible"_s);
    return perform(takingBack(*inverse, machine), machine);
}

} // namespace rdma
