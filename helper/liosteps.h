// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The steps that change LIO: where the machine stands, and doing them.
#pragma once

#include "helper/steps.h"

namespace rdma {

[[nodiscard]] Result<Standing> standing(const ChangeBackstore &step, Machine &machine);
[[nodiscard]] Result<Standing> standing(const ChangeTarget &step, Machine &machine);
[[nodiscard]] Result<Standing> standing(const SetRdmaCmPort &step, Machine &machine);

[[nodiscard]] Result<void> carryOut(const ChangeBackstore &step, Machine &machine);
/// Conflict or Exists when somebody is making the disk or has made its image.
[[nodiscard]] Result<void> expectUnbegun(const ChangeBackstore &step, const Host &host);
/// From wherever between before and after the target is.
[[nodiscard]] Result<void> carryOut(const ChangeTarget &step, Machine &machine);
[[nodiscard]] Result<void> carryOut(const SetRdmaCmPort &step, Machine &machine);

/// Initiators that are logged in and lose something between the two.
[[nodiscard]] QStringList loggedInLosers(const Host &host, const QString &wwn, const std::optional<SrpTarget> &before,
                                         const std::optional<SrpTarget> &after);

/// Fills in whom each step disconnects as things are now: for plans that are made of recorded steps.
void nameSessions(std::vector<Step> &steps, const Host &host);

} // namespace rdma
