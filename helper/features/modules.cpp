// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules", reading: boot files, the kernel's modules, who uses them.
#include "helper/features/modules.h"

#include "helper/devicekinds.h"
#include "helper/features/features.h"
#include "helper/kernelmodules.h"
#include "helper/moduleprograms.h"
#include "model/append.h"

#include <utility>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QStringList listOf(const std::vector<QString> &names)
{
    return {names.begin(), names.end()};
}

QStringList needsOf(const KernelModules &kernel, const QString &module)
{
    QStringList order = listOf(loadOrder(kernel, module));
    if (!order.isEmpty())
        order.removeLast(); // itself
    return order;
}

QStringList usersOf(const KernelModules &kernel, const QString &module)
{
    QStringList order = unloadingOf(kernel.loaded, module);
    if (!order.isEmpty())
        order.removeLast();
    return order;
}

/// Of an alias what the module behind it needs.
QString availableName(const KernelModules &kernel, const ProtocolInfo &info)
{
    return kernel.available.contains(info.module) || info.provider.isEmpty() ? info.module : info.provider;
}

ProtocolLive liveOf(const ModulesMachine &machine, Protocol protocol)
{
    const ProtocolInfo &info = infoOf(protocol);
    ProtocolLive live;
    live.module = stateOf(machine.modules, info);
    live.boot = bootChoice(machine.boot.files, protocol, live.module.now);
    live.needs = needsOf(machine.modules, availableName(machine.modules, info));
    live.users = usersOf(machine.modules, info.module);
    live.uses = usesOfUnloading(machine.modules.loaded, machine.usesByModule, info.module);
    return live;
}

/// Soft devices are made by hand, after a boot there are none.
bool hasHardware(const Host &host)
{
    return std::cmp_greater(host.list(u"/sys/class/infiniband"_s).size(), softDevices(host).size());
}

/// A kernel that has loaded some came with modules: /lib/modules/RELEASE went with its package.
bool areGone(const KernelModules &modules)
{
    return modules.available.empty() && !modules.loaded.empty();
}

bool isInKernel(ModuleState::Now now)
{
    return now == ModuleState::Loaded || now == ModuleState::BuiltIn;
}

/// A preview is refused with the names of programs, which only a worker sees. A read has no time for that.
Result<Plan> withProgramsNamed(Result<Plan> plan, Machine &machine)
{
    if (plan || plan.error().code != ErrorCode::Busy)
        return plan;
    const QString module = plan.error().subject;
    const auto uses = withPrograms(readModuleUses(machine, readLoadedModules(machine.host), module), module, machine,
                                   Tool::GlimpseHolders);
    if (const QString keepers = textOf(uses, ModuleUseWeight::Keeps); !keepers.isEmpty())
        plan.error().detail = keepers;
    return plan;
}

} // namespace

Result<ModulesState> readModules(Machine &machine)
{
    ModulesState state;
    ModulesMachine &live = state.live;
    live.kernel = machine.kernel.release();
    live.hasDevices = hasHardware(machine.host);
    live.boot = readBootFiles(machine.host);
    live.dialects = live.boot.files.live;
    live.files = live.boot.shown;
    append(state.notes, live.boot.notes);
    live.modules = readKernelModules(machine.host, live.kernel);
    if (areGone(live.modules))
        state.notes.push_back({NoteCode::ModulesGone, live.kernel, {}});
    live.usesByModule = readAllModuleUses(machine, live.modules.loaded);
    for (const auto &[protocol, name] : protocolNames) {
        const ProtocolLive &one = live.protocols[protocol] = liveOf(live, protocol);
        state.config.protocols[protocol] = {one.boot.state == BootChoice::On, isInKernel(one.module.now)};
    }
    live.services = readServices(machine, state.notes);
    for (const auto &[unit, service] : live.services)
        state.config.services[unit] = {service.unit.enabled, service.unit.active};
    return state;
}

Feature modulesFeature()
{
    const QStringList roots{u"/etc/rdma"_s, u"/etc/modules-load.d"_s, u"/etc/systemd/system"_s};
    Feature feature = makeFeature<ModulesConfig, ModulesMachine>(u"modules"_s, roots, readModules, planModules,
                                                                 modulesConfigFromJson);
    feature.plan = [whole = feature.plan](Machine &machine, const QJsonObject &wish) {
        return withProgramsNamed(whole(machine, wish), machine);
    };
    return feature;
}

} // namespace rdma
