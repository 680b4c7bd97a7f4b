// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The pending edits of protocols and services: what each shall do at boot; and the wishes that change what runs now.
#pragma once

#include "gui/pages/page.h"
#include "model/bootgaps.h"
#include "model/note.h"

namespace rdma {

struct ModulesState {
    ModulesConfig config;
    ModulesLive live;
    std::vector<Note> notes;
};

using ModulesEdits = std::map<BootSubject, bool>; ///< at boot, or not

[[nodiscard]] Result<ModulesState> modulesStateFrom(const QJsonObject &state);

[[nodiscard]] bool isThere(const ModulesState &state, const BootSubject &subject);
[[nodiscard]] bool isAtBoot(const ModulesState &state, const BootSubject &subject); ///< as it is
[[nodiscard]] bool isAtBoot(const ModulesState &state, const ModulesEdits &edits, const BootSubject &subject);
/// Why its choice for the boot cannot be made otherwise; empty: it can.
[[nodiscard]] QString barOf(const ModulesState &state, const BootSubject &subject);

/// Without those that change nothing on this state, or that cannot be made any more.
[[nodiscard]] ModulesEdits stillOpen(const ModulesState &state, const ModulesEdits &edits);

[[nodiscard]] QJsonObject wishFor(const ModulesEdits &edits); ///< a merge patch
[[nodiscard]] QString changeWords(const BootSubject &subject, bool atBoot);

/// Loads, unloads, starts or stops it now.
[[nodiscard]] Proposal runProposal(const BootSubject &subject, bool run);

} // namespace rdma
