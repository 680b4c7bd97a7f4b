// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the state of a port means, in a few words, in a sentence, and what to do about it.
#pragma once

#include "model/portverdict.h"

namespace rdma {

/// How much a verdict asks of the one who reads it.
enum class Urgency {
    None,    ///< all is well
    Passing, ///< it changes by itself, or nobody can tell
    Idle,    ///< nothing is plugged in or switched on
    Problem, ///< something is wrong or missing
};

struct VerdictWords {
    QString brief;    ///< for a list: "No cable"
    QString happened; ///< a sentence
    QString next;     ///< what to do; empty when there is nothing
};

[[nodiscard]] VerdictWords verdictWords(PortVerdict verdict);
[[nodiscard]] Urgency urgencyOf(PortVerdict verdict);

/// Of the icon that stands beside the words, never without them.
[[nodiscard]] QString iconNameOf(Urgency urgency);

} // namespace rdma
