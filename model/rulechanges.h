// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From the rules that a file has to those that are wanted: which of its lines change.
#pragma once

#include "model/srpdaemonlines.h"

namespace rdma {

constexpr qsizetype endOfFile = -1;

struct RuleChange {
    enum Kind { Replace, Remove, Insert };

    Kind kind = Replace;
    qsizetype line = 0; ///< of the file as it was; what is inserted comes before it, or at endOfFile
    QByteArray text;

    bool operator==(const RuleChange &) const = default;
};

/// In the order of the lines. What stays in order is not touched; a rule that only moves keeps its spelling.
[[nodiscard]] std::vector<RuleChange> changesBetween(const std::vector<DaemonLine> &present,
                                                     const std::vector<DaemonRule> &wanted);

} // namespace rdma
