// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What holds of every wish for exports: asked by the page before it proposes one, and by the helper before it plans it.
#pragma once

#include "model/srptarget.h"

namespace rdma {

enum class DiskProblem { OddName, NameTaken, OddSerial, SerialTaken };

/// Of a disk that `tree` shall get: stricter than the kernel, whose names may hold what shells and files do not.
[[nodiscard]] std::optional<DiskProblem> problemWithName(const SrpTree &tree, const BackstoreId &id);
/// Two disks with one serial are one to multipath, which would write to both as if they were.
[[nodiscard]] std::optional<DiskProblem> problemWithSerial(const SrpTree &tree, const BackstoreId &id,
                                                           const QString &serial);

/// Of a disk that exists write-back and thin provisioning can be changed; the rest makes it another disk.
[[nodiscard]] bool isSameDisk(const Backstore &one, const Backstore &other);

/// The kernel opened the image without O_DSYNC and keeps it so: whoever believes that what was acknowledged is on the
/// disk would flush nothing and lose it (fd_configure_device(), fd_execute_rw()).
[[nodiscard]] bool losesFlushes(bool isBuffered, const Backstore &present, const Backstore &next);

/// Whether one of the initiator's LUNs is the disk.
[[nodiscard]] bool shows(const SrpTarget &target, const NodeAcl &acl, const BackstoreId &id);

/// The first target of `atBoot` that would come back with other disks than it has where it was taken from, `running` or
/// `saved`: the next boot would give its initiators what nobody ever gave them.
[[nodiscard]] std::optional<QString> targetOfOtherDisks(const SrpTree &saved, const SrpTree &running,
                                                        const SrpTree &atBoot);

} // namespace rdma
