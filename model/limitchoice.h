// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rules about locked memory hold for somebody who logs in, and why the others do not.
#pragma once

#include "model/limitlines.h"

#include <optional>

namespace rdma {

struct UserGroup {
    QByteArray name;
    quint32 gid = 0;

    bool operator==(const UserGroup &) const = default;
};

struct LimitSubject {
    QByteArray user;
    quint32 uid = 0;
    quint32 gid = 0;               ///< of the primary group, which need not be in the group database
    std::vector<UserGroup> groups; ///< all that the group database has, the primary one as well

    bool operator==(const LimitSubject &) const = default;
};

/// What the program has that opens the session.
struct LimitStart {
    MemoryLimit inherited;
    bool mayRaise = true; ///< CAP_SYS_RESOURCE, which containers often lack
    /// Of process 1, from which pam_limits starts with set_all; Debian 12's always does, Debian 13's only if told to.
    std::optional<MemoryLimit> ofInit = {};

    bool operator==(const LimitStart &) const = default;
};

struct PlacedRule {
    QString path;
    LimitRule rule;

    bool operator==(const PlacedRule &) const = default;
};

enum class LimitLoss {
    Rank,        ///< a user (or uid range) is before a group, and that before "*"
    LaterLine,   ///< of the same rank the last one holds
    WithItsSoft, ///< "-": its soft limit lost by rank, and pam_limits does not look at its hard one then
    SparesRoot,  ///< Debian's: not about root
    Exempt,      ///< somebody for whom nothing is set
};

struct LostRule {
    PlacedRule rule;
    LimitLoss why = LimitLoss::Rank;

    bool operator==(const LostRule &) const = default;
};

struct LimitSide {
    std::optional<PlacedRule> winner;
    std::vector<LostRule> losers; ///< in the order in which they were read

    bool operator==(const LimitSide &) const = default;
};

enum class LimitOutcome {
    Inherited,    ///< no rule is about them
    Set,          ///< by the winners; what has none is inherited, or process 1's
    Exempt,       ///< inherited, whatever the rules say
    Refused,      ///< the kernel does not let the hard limit be raised; Debian's goes on with what is inherited
    LoginRefused, ///< the same, and nobody gets in; or 1.5.2 finds no limits.conf
};

struct LimitChoice {
    LimitOutcome outcome = LimitOutcome::Inherited;
    std::optional<PlacedRule> exemption;
    LimitSide soft;
    LimitSide hard;
    bool isClamped = false; ///< the soft limit is cut to the hard one
    MemoryLimit effective;

    bool operator==(const LimitChoice &) const = default;
};

/// `files`: in pam_limits' order.
[[nodiscard]] LimitChoice chooseLimits(const std::vector<LimitLines> &files, const LimitSubject &subject,
                                       const LimitStart &start, const PamLimits &pam);

} // namespace rdma
