// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// All rules about locked memory as lines of a table.
#pragma once

#include "model/limits.h"

namespace rdma {

struct LimitLine {
    QString id;        ///< no other line of the table has it
    QStringList cells; ///< file and line, for whom, soft or hard, amount, remark
    bool isProblem = false;
    QString remark = {}; ///< what more there is to say, in sentences

    bool operator==(const LimitLine &) const = default;
};

/// In the order in which they are read: what pam_limits reads, systemd's defaults, units.
[[nodiscard]] std::vector<LimitLine> ruleLines(const LimitsLive &live);

/// What a service has of which nobody says anything, and where that comes from.
[[nodiscard]] QString usualWords(const LimitsLive &live);

} // namespace rdma
