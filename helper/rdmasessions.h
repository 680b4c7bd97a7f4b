// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Disks of others over RDMA that are no SRP, and those exported: NVMe over fabrics, iSER. All of it keeps a module,
// also where the kernel would let it go from under a mount.
#pragma once

#include "helper/host.h"
#include "model/modules.h"

namespace rdma {

/// Controllers over RDMA and what their disks are used for. A disk of a subsystem that is open has no reference of
/// nvme_rdma (nvme_ns_head_open() in drivers/nvme/host/multipath.c), which deletes its controllers when it goes.
[[nodiscard]] std::vector<ModuleUse> readNvmeUses(const Host &host);

/// iSCSI sessions over iSER and what their disks are used for. Each has a reference (iscsi_session_setup() in
/// drivers/scsi/libiscsi.c).
[[nodiscard]] std::vector<ModuleUse> readIserUses(const Host &host);

/// iSCSI targets of this host with a portal that speaks iSER.
[[nodiscard]] std::vector<ModuleUse> readIsertUses(const Host &host);

} // namespace rdma
