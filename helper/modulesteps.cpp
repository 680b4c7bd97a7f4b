// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// modprobe, the looks before it, and what it did.
#include "helper/modulesteps.h"

#include "helper/ipoibuses.h"
#include "helper/kernelmodules.h"
#include "helper/liotree.h"
#include "helper/moduleprograms.h"
#include "helper/moduleuses.h"
#include "model/modulefailure.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// What nobody was asked about.
Result<void> expectCutsKnown(const SwitchModule &step, const std::vector<ModuleUse> &uses)
{
    for (const QString &cut : cutsOf(uses))
        if (!step.cuts.contains(cut))
            return fail(ErrorCode::Conflict, step.name, cut);
    return {};
}

Result<void> expectNoHolders(const SwitchModule &step, const LoadedModules &loaded)
{
    const auto found = loaded.find(loadedName(loaded, step.name));
    if (found == loaded.end() || found->second.holders.empty())
        return {};
    return fail(ErrorCode::Busy, step.name, "module "_L1 + found->second.holders.front());
}

Result<void> expectUnused(const SwitchModule &step, const LoadedModules &loaded, Machine &machine)
{
    if (auto free = expectNoHolders(step, loaded); !free)
        return free;
    const auto uses = withPrograms(readModuleUses(machine, loaded, step.name), step.name, machine, Tool::FindHolders);
    if (const QString keepers = textOf(uses, ModuleUseWeight::Keeps); !keepers.isEmpty())
        return fail(ErrorCode::Busy, step.name, keepers);
    return expectCutsKnown(step, uses);
}

/// The directory in which targets are made has a reference (configfs_mkdir()), also when none is left.
Result<void> removeEmptyFabric(const SwitchModule &step, Machine &machine)
{
    if (step.name != "ib_srpt"_L1 || !machine.host.directory(srptPath))
        return {};
    return machine.kernel.removeNode(srptPath);
}

QString namesBeyond(const LoadedModules &these, const LoadedModules &those)
{
    QStringList names;
    for (const auto &[name, module] : these)
        if (!those.contains(name))
            names.append(name);
    return names.join(u' ');
}

/// Also of what failed: what it needs may be there now, or be gone.
QString movesBetween(const LoadedModules &before, const LoadedModules &after)
{
    const QString came = namesBeyond(after, before);
    const QString went = namesBeyond(before, after);
    return (came.isEmpty() ? QString() : ", came "_L1 + came) + (went.isEmpty() ? QString() : ", went "_L1 + went);
}

ErrorCode codeOf(ModuleFailure failure)
{
    if (failure == ModuleFailure::InUse)
        return ErrorCode::Busy;
    return failure == ModuleFailure::NotFound ? ErrorCode::NotFound : ErrorCode::ToolFailed;
}

/// modprobe's own words come after the first colon of a ToolFailed, where root's record has them and no client
/// (shownError()).
Error failureOf(const SwitchModule &step, const Error &error, const QString &moves)
{
    if (error.code != ErrorCode::ToolFailed)
        return error;
    const ModuleFailure failure = moduleFailureIn(error.detail);
    if (failure == ModuleFailure::Other)
        return {error.code, step.name, error.detail};
    const ErrorCode code = codeOf(failure);
    const QString known = nameOf(moduleFailureNames, failure) + moves;
    return {code, step.name, code == ErrorCode::ToolFailed ? known + ": "_L1 + error.detail : known};
}

Result<void> expectEffect(const SwitchModule &step, Machine &machine)
{
    if (standing(step, machine) == Standing::After)
        return {};
    return fail(ErrorCode::ToolFailed, step.name, nameOf(moduleFailureNames, ModuleFailure::NoEffect));
}

Result<void> runModprobe(const SwitchModule &step, const LoadedModules &before, Machine &machine)
{
    const auto ran = machine.tools.run({step.after ? Tool::LoadModule : Tool::UnloadModule, step.name});
    if (!ran)
        return std::unexpected(failureOf(step, ran.error(), movesBetween(before, readLoadedModules(machine.host))));
    return expectEffect(step, machine);
}

} // namespace

Result<Standing> standing(const SwitchModule &step, Machine &machine)
{
    const bool loaded = isModuleLoaded(machine.host, step.name);
    if (loaded == step.after)
        return Standing::After;
    return loaded == step.before ? Standing::Before : Standing::Neither;
}

Result<void> carryOut(const SwitchModule &step, Machine &machine)
{
    // modprobe would succeed, and undoing it would unload what somebody else loaded.
    if (const auto now = standing(step, machine); now != Standing::Before)
        return fail(ErrorCode::Conflict, step.name);
    const LoadedModules before = readLoadedModules(machine.host);
    if (step.after)
        return runModprobe(step, before, machine);
    return expectUnused(step, before, machine).and_then([&] { return removeEmptyFabric(step, machine); }).and_then([&] {
        return runModprobe(step, before, machine);
    });
}

void nameCuts(SwitchModule &step, Machine &machine)
{
    if (!step.after && step.name == "ib_ipoib"_L1)
        step.cuts = cutsOf(readIpoibUses(machine));
}

} // namespace rdma
