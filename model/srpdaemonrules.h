// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of /etc/srp_daemon.conf: which found targets srp_daemon logs in to (get_rules_file() of rdma-core's
// srp_daemon/srp_daemon.c).
#pragma once

#include "model/srplogin.h"

#include <QByteArray>
#include <array>
#include <expected>
#include <map>
#include <vector>

namespace rdma {

/// What an allowed target's login may be told besides, in decimal. ch_count: since rdma-core 32, which earlier ones
/// refuse.
constexpr std::array<QLatin1StringView, 9> srpDaemonOptions{
    QLatin1StringView{"allow_ext_sg"}, QLatin1StringView{"ch_count"},        QLatin1StringView{"cmd_sg_entries"},
    QLatin1StringView{"comp_vector"},  QLatin1StringView{"max_cmd_per_lun"}, QLatin1StringView{"max_sect"},
    QLatin1StringView{"queue_size"},   QLatin1StringView{"sg_tablesize"},    QLatin1StringView{"tl_retry_count"}};

/// A line. Without a criterion it is about every target; a target that no line is about is allowed.
struct DaemonRule {
    bool allow = true;
    std::optional<quint64> idExt;
    std::optional<quint64> iocGuid;
    std::optional<QString> dgid; ///< 32 lower-case hex digits
    std::optional<quint64> serviceId;
    std::optional<quint16> pkey;
    std::map<QString, int> options; ///< of an allowed one, those of srpDaemonOptions

    bool operator==(const DaemonRule &) const = default;
};

enum class RulesFault {
    NoNewline,
    LineTooLong,
    NeitherAllowNorDeny, ///< it begins with neither a nor d
    BadItem,             ///< a key that it does not know, or a value that it does not take
    OptionsTooLong,
};

/// Where srp_daemon stops reading, and with that its unit fails.
struct RulesProblem {
    int line = 0; ///< from 1
    RulesFault fault = RulesFault::BadItem;
    QString text; ///< the line, at most 255 characters

    bool operator==(const RulesProblem &) const = default;
};

/// As srp_daemon reads them; its limits are part of the format: 254 bytes a line, 127 of options, a newline at the end
/// of each rule. Three things it would
/// take are a problem as well: a long comment whose rest it takes for a rule, an option without a number or above what
/// ib_srp reads, and a dgid of fewer than 32 digits, of which it compares more than there is.
[[nodiscard]] std::expected<std::vector<DaemonRule>, RulesProblem> rulesIn(const QByteArray &file);

/// The file with these rules: comments and lines that stay are kept byte by byte. NotSupported: a rule that has no room
/// in one line or in the login that is made of it, or more than 1,000 rules. BadFile (detail: "line 3") for a file that
/// srp_daemon would refuse: which of its lines are meant to stay, only a person can tell, so nothing of it is written
/// anew.
[[nodiscard]] Result<QByteArray> withRules(const QByteArray &file, const std::vector<DaemonRule> &rules);

/// Which rule decides about a target; nullopt: none, it is allowed.
[[nodiscard]] std::optional<std::size_t> decidingRule(const std::vector<DaemonRule> &rules, const SrpTargetId &target,
                                                      const IbCmPath &path);

[[nodiscard]] QJsonObject toJson(const DaemonRule &rule);
[[nodiscard]] Result<DaemonRule> daemonRuleFromJson(const QJsonObject &object, const QString &where = {});

} // namespace rdma
