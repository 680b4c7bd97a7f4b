// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reactions of configfs that this program relies on: written once, asserted on the fake kernel and on real ones.
#pragma once

#include "tests/kernel/configfsscript.h"

namespace rdma {

struct ConfigfsReaction {
    const char *name;
    void (*check)(ConfigfsScript &script, ConfigfsPlayground &playground);
};

[[nodiscard]] std::vector<ConfigfsReaction> backstoreReactions();
[[nodiscard]] std::vector<ConfigfsReaction> enableReactions();
[[nodiscard]] std::vector<ConfigfsReaction> targetReactions();
[[nodiscard]] std::vector<ConfigfsReaction> lunReactions();
[[nodiscard]] std::vector<ConfigfsReaction> accessReactions();
[[nodiscard]] std::vector<ConfigfsReaction> sessionReactions();
[[nodiscard]] std::vector<ConfigfsReaction> configfsReactions(); ///< all of them

/// Empty, or why it is not so. Afterwards nothing is configured, as before.
[[nodiscard]] QString checkConfigfsReaction(const ConfigfsReaction &reaction, ConfigfsPlayground &playground);

} // namespace rdma
