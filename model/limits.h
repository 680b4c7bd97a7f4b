// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits": how much memory users and services may lock, every rule about it, and which one holds for whom.
#pragma once

#include "model/limitchoice.h"
#include "model/limitwish.h"
#include "model/unitmemlock.h"

#include <QStringList>

namespace rdma {

struct LimitsConfig {
    WantedLimits users;                   ///< what rdma.conf in limits.d says
    std::map<QString, MemoryLimit> units; ///< services, by our drop-ins

    bool operator==(const LimitsConfig &) const = default;
};

/// A line of a limits file, as people are shown it.
struct ShownRule {
    QString path;
    int line = 0;   ///< from 1
    QString domain; ///< as it stands there; empty: the file is private, and the amount is not told either
    LimitRule::Kind kind = LimitRule::Both;
    MemoryAmount amount; ///< none of an exemption

    bool operator==(const ShownRule &) const = default;
};

/// A line that does nothing.
struct ShownLimitProblem {
    QString path;
    int line = 0;
    LimitProblem::Kind kind = LimitProblem::InvalidLine;
    QString said; ///< what pam_limits logs of it

    bool operator==(const ShownLimitProblem &) const = default;
};

struct ShownLoss {
    ShownRule rule;
    LimitLoss why = LimitLoss::Rank;

    bool operator==(const ShownLoss &) const = default;
};

struct ShownSide {
    std::optional<ShownRule> winner;
    std::vector<ShownLoss> losers;

    bool operator==(const ShownSide &) const = default;
};

/// What pam_limits gives somebody who logs in.
struct LoginLimit {
    LimitOutcome outcome = LimitOutcome::Inherited;
    std::optional<ShownRule> exemption;
    ShownSide soft;
    ShownSide hard;
    bool isClamped = false;
    MemoryLimit effective;

    bool operator==(const LoginLimit &) const = default;
};

/// A process: the first of a session, of a user's manager or of a service, or the one that was asked about.
struct RunningLimit {
    int pid = 0;
    QString program;
    QString user;
    QString unit; ///< of the system: "session-4.scope", "user@1000.service", "opensm.service"
    MemoryLimit limit;

    bool operator==(const RunningLimit &) const = default;
};

/// The answer to a query about one of them.
struct LimitAnswer {
    std::optional<LoginLimit> login; ///< of a user or a member of a group, or the user of a process of a session
    std::optional<UnitMemlock> unit; ///< of a service, or of the one that the process is of
    std::optional<RunningLimit> process;
    std::optional<LoginLimit> manager; ///< of a user: what user@UID.service gets, and what it starts with it

    bool operator==(const LimitAnswer &) const = default;
};

struct LimitsLive {
    std::vector<ShownRule> rules; ///< of every limits file, in pam_limits' order
    std::vector<ShownLimitProblem> problems;
    UnitMemlock system;                   ///< DefaultLimitMEMLOCK= of system.conf and its drop-ins
    UnitMemlock user;                     ///< of user.conf
    MemoryLimit usual;                    ///< of a service of which nobody says anything
    std::map<QString, UnitMemlock> units; ///< those whose files say something
    QStringList services;                 ///< that can be chosen
    std::optional<QStringList> members;   ///< of the group rdma; nullopt: there is none
    std::optional<LimitAnswer> answer;    ///< of a query about somebody
    std::vector<RunningLimit> running;    ///< of the query for them

    bool operator==(const LimitsLive &) const = default;
};

/// {}: the whole. {"user": "alice"}, {"group": "rdma"}, {"unit": "opensm.service"}: what holds for them, and nothing
/// else. {"pid": 4711}, {"running": true}: needs org.rdmamanager.inspect, a worker looks at other processes.
struct LimitsQuery {
    std::optional<QString> user;
    std::optional<QString> group;
    std::optional<QString> unit;
    std::optional<int> pid;
    bool running = false;

    bool operator==(const LimitsQuery &) const = default;
};

/// {"users": {"@rdma": {"soft": "unlimited", "hard": "unlimited"}}, "units": {"opensm.service": {"soft": …}}}
[[nodiscard]] QJsonObject toJson(const LimitsConfig &config);
[[nodiscard]] Result<LimitsConfig> limitsConfigFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const LimitsLive &live);
[[nodiscard]] Result<LimitsLive> limitsLiveFromJson(const QJsonObject &object);
[[nodiscard]] QJsonObject toJson(const LimitsQuery &query);
[[nodiscard]] Result<LimitsQuery> limitsQueryFromJson(const QJsonObject &object);

} // namespace rdma
