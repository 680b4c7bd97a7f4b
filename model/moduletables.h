// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the kernel and depmod say about modules: /proc/modules, modules.dep and modules.builtin.
#pragma once

#include <QByteArray>
#include <QString>
#include <map>
#include <set>
#include <vector>

namespace rdma {

struct LoadedModule {
    int references = 0;           ///< of modules and everybody else
    std::vector<QString> holders; ///< loaded modules that use it
    bool isPermanent = false;     ///< has no exit function, and stays

    bool operator==(const LoadedModule &) const = default;
};

using LoadedModules = std::map<QString, LoadedModule>;

/// proc(5): "ib_srp 65536 0 - Live 0x0…"; lines of another form are left out.
[[nodiscard]] LoadedModules loadedModules(const QByteArray &procModules);

/// A module's name to all that must be loaded before it, in that order; modprobe loads the line of modules.dep from
/// its end.
using ModuleDependencies = std::map<QString, std::vector<QString>>;
[[nodiscard]] ModuleDependencies moduleDependencies(const QByteArray &modulesDep);

[[nodiscard]] std::set<QString> builtInModules(const QByteArray &modulesBuiltin);

} // namespace rdma
