// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who uses a loaded module, and what becomes of them when it goes.
#pragma once

#include "helper/machine.h"
#include "model/modules.h"

namespace rdma {

/// Of a loaded module of rdmaModules by itself. Programs that have a node of it open are references that nothing
/// accounts for: only programsOn() sees who they are.
[[nodiscard]] std::vector<ModuleUse> readModuleUses(Machine &machine, const LoadedModules &loaded,
                                                    const QString &module);

/// Of each that is loaded, by its name among rdmaModules.
using ModuleUses = std::map<QString, std::vector<ModuleUse>>;
[[nodiscard]] ModuleUses readAllModuleUses(Machine &machine, const LoadedModules &loaded);

/// What has to go before it and itself, in that order, by their names among rdmaModules where they have one.
[[nodiscard]] QStringList unloadingOf(const LoadedModules &loaded, const QString &module);

/// Of it and of those that go before it; of others of these, a use of kind Module.
[[nodiscard]] std::vector<ModuleUse> usesOfUnloading(const LoadedModules &loaded, const ModuleUses &uses,
                                                     const QString &module);

/// "mount /srv/data, sdb"
[[nodiscard]] QString textOf(const ModuleUse &use);
/// Of those with that weight; the first eight, and how many more.
[[nodiscard]] QString textOf(const std::vector<ModuleUse> &uses, ModuleUseWeight weight);

/// "ib0: default route", "ib0: /home", and last "ib0: 10.0.0.9, port 22", of which others could make many: of a step.
/// The first hundred, and how many more (helper/bounded.h).
[[nodiscard]] QStringList cutsOf(const std::vector<ModuleUse> &uses);

} // namespace rdma
