// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What keeps the modules of both sides of SRP, and what goes with them.
#pragma once

#include "helper/host.h"
#include "model/modules.h"
#include "model/srpuses.h"

namespace rdma {

/// Keeps the module of the disk's driver.
[[nodiscard]] ModuleUse useOf(const LostUse &lost);

/// This host's sessions and what their disks are used for. nullopt: nobody can tell.
[[nodiscard]] std::optional<SrpSessions> readSrpSessions(const Host &host);

/// Of the sessions over these devices; empty: over any.
[[nodiscard]] std::vector<ModuleUse> readInitiatorUses(const Host &host, const QStringList &devices = {});

/// The targets of this host, with who is logged in.
[[nodiscard]] std::vector<ModuleUse> readExportUses(const Host &host);
/// Of the targets on these devices' ports those that somebody is logged in to.
[[nodiscard]] std::vector<ModuleUse> readLoginsOver(const Host &host, const QStringList &devices);

} // namespace rdma
