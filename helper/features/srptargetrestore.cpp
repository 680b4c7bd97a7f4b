// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target": what of the saved exports does not run, and bringing it back.
#include "helper/features/srptarget.h"
#include "model/srpdifference.h"

namespace rdma {

namespace {

SrpTarget runningOne(const SrpTree &tree, const QString &wwn)
{
    const auto found = tree.targets.find(wwn);
    return found == tree.targets.end() ? SrpTarget{} : found->second;
}

} // namespace

QStringList missingTargets(const SrpTargetConfig &config)
{
    QStringList missing;
    for (const auto &[wwn, saved] : config.atBoot.targets) {
        const SrpTarget running = runningOne(config.now, wwn);
        if (!config.now.targets.contains(wwn) || restored(running, saved) != running)
            missing.append(wwn);
    }
    return missing;
}

SrpTargetConfig withTarget(const SrpTargetConfig &config, const QString &wwn)
{
    SrpTargetConfig wanted = config;
    const SrpTarget &saved = config.atBoot.targets.at(wwn);
    wanted.now.targets[wwn] = restored(runningOne(config.now, wwn), saved);
    for (const auto &[lun, id] : saved.luns)
        if (const auto backstore = config.atBoot.backstores.find(id); backstore != config.atBoot.backstores.end())
            wanted.now.backstores.insert(*backstore);
    wanted.now.rdmaCmPort = config.now.rdmaCmPort != 0 ? config.now.rdmaCmPort : config.atBoot.rdmaCmPort;
    return wanted;
}

} // namespace rdma
