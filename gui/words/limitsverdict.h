// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An answer about locked memory in words and lines of a table.
#pragma once

#include "gui/words/limitsrulelines.h"

namespace rdma {

struct LimitVerdict {
    QString title;                ///< "User alice: 64 MiB (soft), unlimited (hard)"
    QStringList why;              ///< sentences
    std::vector<LimitLine> lines; ///< file and line, for whom, soft or hard, amount, how it fares
    QString effect;               ///< when a change takes effect, a sentence or two

    bool operator==(const LimitVerdict &) const = default;
};

/// `live`: of the whole state, which has what services get by default.
[[nodiscard]] LimitVerdict verdictOf(const LimitsQuery &query, const LimitAnswer &answer, const LimitsLive &live);

} // namespace rdma
