// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The modules of the running kernel: loaded ones, those there are, and what modprobe.d says of them.
#pragma once

#include "helper/host.h"
#include "model/modulestate.h"

namespace rdma {

struct ModprobeFiles {
    std::vector<RulesFile> effective; ///< as effectiveModprobeFiles() gives them
    QStringList unread;               ///< paths
};
[[nodiscard]] ModprobeFiles readModprobeFiles(const Host &host);

[[nodiscard]] LoadedModules readLoadedModules(const Host &host);

/// `release`: of the running kernel. Files that are missing say nothing; of modprobe.d all that kmod would read.
[[nodiscard]] KernelModules readKernelModules(const Host &host, const QString &release);

/// What the kernel calls it: xprtrdma and svcrdma are aliases of rpcrdma today (net/sunrpc/xprtrdma/module.c).
[[nodiscard]] QString loadedName(const LoadedModules &loaded, const QString &module);
/// The other way, for modprobe and for steps; empty: none of rdmaModules.
[[nodiscard]] QString stepName(const QString &loaded);

/// By /sys/module, under any of its names. A module that is built in is there, too, or has nothing to show.
[[nodiscard]] QString nameInKernel(const Host &host, const QString &module);
[[nodiscard]] bool isModuleLoaded(const Host &host, const QString &module);

} // namespace rdma
