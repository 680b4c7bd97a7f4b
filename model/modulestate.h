// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a module stands in the running kernel, what must be loaded before it, and who has to go before it goes.
#pragma once

#include "model/modprobeconf.h"
#include "model/moduletables.h"
#include "model/protocols.h"

namespace rdma {

/// All that is asked of a machine.
struct KernelModules {
    LoadedModules loaded;
    std::set<QString> builtIn;
    ModuleDependencies available;         ///< of the running kernel
    std::vector<RulesFile> modprobeFiles; ///< as effectiveModprobeFiles() gives them
};

struct ModuleState {
    enum Now { NotLoaded, Loaded, BuiltIn, Absent, Denied };

    Now now = NotLoaded;
    std::vector<Denial> denials; ///< also of one that is loaded: it would not be again

    bool operator==(const ModuleState &) const = default;
};

/// Of the name itself or of the module that has it as an alias; denied with what must be loaded before it.
[[nodiscard]] ModuleState stateOf(const KernelModules &kernel, const ProtocolInfo &protocol);

/// What modprobe would load for it, itself last; empty: it is there, or this kernel has no such module.
[[nodiscard]] std::vector<QString> loadOrder(const KernelModules &kernel, const QString &module);

/// Its loaded users, theirs before them, and itself last; empty: it is not loaded.
[[nodiscard]] std::vector<QString> unloadOrder(const LoadedModules &loaded, const QString &module);

/// References to it that no loaded module accounts for: mounts, sessions, interfaces, open files.
[[nodiscard]] int otherReferences(const LoadedModule &module);

} // namespace rdma
