// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "modules": what loads at boot, what is loaded, and the services around it.
#pragma once

#include "helper/bootfiles.h"
#include "helper/feature.h"
#include "helper/moduleuses.h"

namespace rdma {

/// The public view and, beside it, what planning needs: never sent.
struct ModulesMachine : ModulesLive {
    FoundBootFiles boot;
    KernelModules modules;
    ModuleUses usesByModule;
};

using ModulesState = State<ModulesConfig, ModulesMachine>;

[[nodiscard]] Result<ModulesState> readModules(Machine &machine);
[[nodiscard]] Result<Plan> planModules(const ModulesState &current, const ModulesConfig &wanted);

/// Of planModules(): the files that change, by the protocols whose choice does.
[[nodiscard]] Result<std::vector<Step>> bootSteps(const ModulesState &current, const ModulesConfig &wanted);

/// The services around RDMA that this host has, by unit.
[[nodiscard]] std::map<QString, ServiceLive> readServices(Machine &machine, std::vector<Note> &notes);
[[nodiscard]] Result<std::vector<Step>> serviceSteps(const ModulesState &current, const ModulesConfig &wanted);

} // namespace rdma
