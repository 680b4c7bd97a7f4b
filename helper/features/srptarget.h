// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_target": LIO's SRP exports in configfs, and rtslib's file from which they come back at boot.
#pragma once

#include "helper/feature.h"
#include "model/srptargetstate.h"

namespace rdma {

/// What the kernel forgets and rtslib does not save (`rdma_cm_port`): {"rdmaCmPort": 5555}.
constexpr QLatin1StringView srpTargetFile{"/etc/rdma-manager/srp-target.json"};

/// The copy of rtslib's file before our last edit: the same name and this.
constexpr QLatin1StringView previousSuffix{".before-rdma-manager"};

/// The public view and, beside it, what planning needs: never sent.
struct SrpTargetMachine : SrpTargetLive {
    Result<std::optional<QByteArray>> saved; ///< rtslib's file, or why it cannot be edited
    std::optional<QByteArray> previous;      ///< its copy before our last edit
    Result<std::optional<QByteArray>> own;   ///< our file, likewise
    SrpTree savedTree;                       ///< `atBoot` in the file's own spelling of block sizes
    std::optional<Error> unreadable;         ///< why `atBoot` is not known
    QStringList images;                      ///< paths of those that are there
    quint64 memory = 0;                      ///< of this host, bytes
};

using SrpTargetState = State<SrpTargetConfig, SrpTargetMachine>;

[[nodiscard]] Result<SrpTargetState> readSrpTargets(Machine &machine);
[[nodiscard]] Result<Plan> planSrpTargets(const SrpTargetState &current, const SrpTargetConfig &wanted);

/// Whether the wish wants what can be: everything new is checked against the machine, what is there may stay.
[[nodiscard]] Result<void> checkSrpWish(const SrpTargetState &current, const SrpTargetConfig &wanted);

/// What is saved for the next boot and does not run: the wish that brings one target back with its disks, and beside it
/// the RDMA/CM port. Nothing that runs is changed but by what is added.
[[nodiscard]] QStringList missingTargets(const SrpTargetConfig &config);
[[nodiscard]] SrpTargetConfig withTarget(const SrpTargetConfig &config, const QString &wwn);

/// The files as wished, as steps; none for a file that stays.
[[nodiscard]] Result<std::vector<Step>> saveSteps(const SrpTargetState &current, const SrpTree &atBoot);

} // namespace rdma
