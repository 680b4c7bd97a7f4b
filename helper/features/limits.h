// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits": how much memory users and services may lock.
#pragma once

#include "helper/feature.h"
#include "helper/servicefiles.h"
#include "model/limitchoice.h"
#include "model/limits.h"

#include <chrono>
#include <set>

namespace rdma {

/// The public view and, beside it, what planning and answers need: never sent.
struct LimitsMachine : LimitsLive {
    Result<std::optional<QByteArray>> ownFile;                       ///< rdma.conf, or why it cannot be edited
    std::map<QString, Result<std::optional<QByteArray>>> ownDropIns; ///< by unit, those that are there
    PamLimits pam;
    LimitStart start;                   ///< of a login
    std::vector<RulesFile> limitsFiles; ///< in pam_limits' order
    std::set<QString> privateFiles;     ///< of them those that not everybody may read: what is in them is not told
    ServiceFiles serviceFiles;
    std::set<LimitHolder> strangers; ///< of the wish: nobody has that name
};

/// Anybody may preview a thousand names, each of which may take a directory's time.
constexpr std::chrono::milliseconds accountsPatience{4000};

using LimitsState = State<LimitsConfig, LimitsMachine>;
using LimitsView = State<LimitsConfig, LimitsLive>;

[[nodiscard]] Result<LimitsState> readLimits(Machine &machine);
[[nodiscard]] Result<Plan> planLimits(const LimitsState &current, const LimitsConfig &wanted);

/// The first of the wished holders, as far as they are new or changed, whom the accounts do not have. Io: they do not
/// tell. Timeout: they have not told of all in that time.
[[nodiscard]] Result<std::set<LimitHolder>> strangersIn(const LimitsConfig &wanted, const LimitsState &current,
                                                        const Accounts &accounts,
                                                        std::chrono::milliseconds patience = accountsPatience);

/// What the plan does not bring about by itself, and for whom it does nothing.
[[nodiscard]] std::vector<Note> consequencesOfLimits(Machine &machine, const LimitsState &current, const Plan &plan,
                                                     std::chrono::milliseconds patience = accountsPatience);

/// What holds for the one that the query is about, or all that runs. NotFound: there is no such one.
[[nodiscard]] Result<LimitsView> answerOfLimits(Machine &machine, const LimitsState &state, const LimitsQuery &query);

/// Of a private file the place and the kind alone.
[[nodiscard]] ShownRule shownTo(const PlacedRule &placed, const std::set<QString> &privateFiles);

[[nodiscard]] LimitSubject limitSubjectOf(const UserAccount &account);
/// A member of whom nothing else is known; nullopt: somebody in no group.
[[nodiscard]] LimitSubject someone(const std::optional<GroupAccount> &group);

[[nodiscard]] std::vector<LimitLines> linesOf(const std::vector<RulesFile> &limitsFiles, const PamLimits &pam);

} // namespace rdma
