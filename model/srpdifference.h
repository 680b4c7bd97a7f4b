// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Two states of a target beside each other: what both have, and whether a third is on the way from one to the other.
#pragma once

#include "model/srptarget.h"

#include <QStringList>

namespace rdma {

/// What stays of `before` when only things are taken away: LUNs, ACLs and mapped LUNs that both have. Enabled if both
/// are.
[[nodiscard]] SrpTarget commonPart(const SrpTarget &before, const SrpTarget &after);

/// Everything of `present` is of one of the two, and nothing that both have is missing. No target is an empty one.
[[nodiscard]] bool isBetween(const std::optional<SrpTarget> &present, const std::optional<SrpTarget> &before,
                             const std::optional<SrpTarget> &after);

/// Initiators of `before` that see less in `after`, or nothing, or can no longer write.
[[nodiscard]] QStringList losersOf(const std::optional<SrpTarget> &before, const std::optional<SrpTarget> &after);

/// ib_srpt lets nobody in at the port any more, by whatever target: it has one flag for a port, which every target that
/// is disabled or removed takes back (srpt_drop_tpg()).
[[nodiscard]] bool closesPort(const std::optional<SrpTarget> &before, const std::optional<SrpTarget> &after);

/// The two names that a port has as a target: its first GID and the second half of that (srpt_lookup_wwn()).
[[nodiscard]] bool nameOnePort(const QString &wwn, const QString &other);

/// Something that `before` has is gone or less in `after`.
[[nodiscard]] bool takesAway(const SrpTarget &before, const SrpTarget &after);

/// `running`, and what `saved` has that is missing there: LUNs, ACLs and mapped LUNs whose numbers are free. Enabled if
/// one of them is.
[[nodiscard]] SrpTarget restored(const SrpTarget &running, const SrpTarget &saved);

} // namespace rdma
