// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading states and orders off the tables.
#include "model/modulestate.h"

#include "model/append.h"

#include <algorithm>

namespace rdma {

namespace {

std::vector<QString> namesOf(const ProtocolInfo &protocol)
{
    std::vector<QString> names{protocol.module};
    if (!protocol.provider.isEmpty())
        names.push_back(protocol.provider);
    return names;
}

/// A blacklist is about modules, never about another name of one; the rest holds for what is asked for, too.
std::vector<Denial> denialsOfAll(const KernelModules &kernel, const std::vector<QString> &names)
{
    std::vector<Denial> denials;
    for (const QString &name : names) {
        auto some = denialsOf(kernel.modprobeFiles, name);
        if (!kernel.loaded.contains(name) && !kernel.available.contains(name))
            std::erase_if(some, [](const Denial &denial) { return denial.kind == Denial::Blacklisted; });
        append(denials, std::move(some));
    }
    return denials;
}

/// modprobe loads these by their path in modules.dep: neither a blacklist nor an alias is about that, a command is
/// (kmod_module_parse_depline() and kmod_module_probe_insert_module() in kmod's libkmod-module.c).
std::vector<Denial> denialsOfNeeded(const KernelModules &kernel, const std::vector<QString> &names)
{
    std::vector<Denial> denials;
    for (const QString &name : names)
        for (const QString &needed : loadOrder(kernel, name))
            if (needed != name)
                append(denials, denialsOf(kernel.modprobeFiles, needed));
    std::erase_if(denials, [](const Denial &denial) { return denial.kind != Denial::NoCommand; });
    return denials;
}

/// Holders first. `seen` also ends a circle, which the kernel does not have and a text may.
void addWithHolders(const LoadedModules &loaded, const QString &module, std::set<QString> &seen,
                    std::vector<QString> &order)
{
    struct Visit {
        QString name;
        std::size_t next = 0;
    };
    std::vector<Visit> path;
    const auto enter = [&](const QString &name) {
        if (loaded.contains(name) && seen.insert(name).second)
            path.push_back({name});
    };
    for (enter(module); !path.empty();) {
        Visit &visit = path.back();
        const std::vector<QString> &holders = loaded.at(visit.name).holders;
        if (visit.next < holders.size()) {
            enter(holders[visit.next++]);
        } else {
            order.push_back(visit.name);
            path.pop_back();
        }
    }
}

} // namespace

ModuleState stateOf(const KernelModules &kernel, const ProtocolInfo &protocol)
{
    const std::vector<QString> names = namesOf(protocol);
    ModuleState state{.denials = denialsOfAll(kernel, names)};
    append(state.denials, denialsOfNeeded(kernel, names));
    if (std::ranges::any_of(names, [&](const QString &name) { return kernel.loaded.contains(name); }))
        state.now = ModuleState::Loaded;
    else if (std::ranges::any_of(names, [&](const QString &name) { return kernel.builtIn.contains(name); }))
        state.now = ModuleState::BuiltIn;
    else if (std::ranges::none_of(names, [&](const QString &name) { return kernel.available.contains(name); }))
        state.now = ModuleState::Absent;
    else if (!state.denials.empty())
        state.now = ModuleState::Denied;
    return state;
}

std::vector<QString> loadOrder(const KernelModules &kernel, const QString &module)
{
    const auto found = kernel.available.find(module);
    if (found == kernel.available.end() || kernel.loaded.contains(module))
        return {};
    std::vector<QString> order = found->second;
    order.push_back(module);
    std::erase_if(order,
                  [&](const QString &one) { return kernel.loaded.contains(one) || kernel.builtIn.contains(one); });
    return order;
}

std::vector<QString> unloadOrder(const LoadedModules &loaded, const QString &module)
{
    std::vector<QString> order;
    std::set<QString> seen;
    addWithHolders(loaded, module, seen, order);
    return order;
}

int otherReferences(const LoadedModule &module)
{
    return std::max(module.references - static_cast<int>(module.holders.size()), 0);
}

} // namespace rdma
