// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From which port of this computer to log in to a target, and what speaks against it.
#pragma once

#include "gui/client/answer.h"
#include "gui/pages/srpinitiatoredit.h"
#include "model/offeredlogin.h"

namespace rdma {

/// Asks which targets can be found from a port; a person may be asked for a password.
using TargetSearch = std::function<void(const PortId &port, QObject *context, const Answer<QJsonObject> &answer)>;

[[nodiscard]] SrpTargetId targetIdOf(const PortId &port, const OfferedLogin &offered);
[[nodiscard]] OfferedLogin offeredBy(const FoundTarget &found);

/// Active, of the link layer that the way needs and the subnet of the target's GID, not connected there already; of
/// equally good ones `first`, which the target was found from: another may only seem to be in its subnet. nullopt: this
/// computer has no port.
[[nodiscard]] std::optional<PortId> bestPort(const AttachState &state, const OfferedLogin &offered,
                                             const std::optional<PortId> &first = {});

/// Why nobody can log in so from this port; empty: one can try.
[[nodiscard]] QString problemFrom(const AttachState &state, const PortId &port, const OfferedLogin &offered);
/// What makes it likely that the target refuses, a sentence each.
[[nodiscard]] QStringList doubtsAbout(const AttachState &state, const PortId &port, const OfferedLogin &offered);

/// "connected", "known", "not connected" of a target that was found from a port.
[[nodiscard]] QString foundStateWords(const AttachState &state, const PortId &port, const FoundTarget &found);

} // namespace rdma
