// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a front end knows of a target when somebody asks why its disk is not there: it comes piece by piece.
#pragma once

#include "model/srpchain.h"

namespace rdma {

struct WhyKnown {
    SrpTargetId target;
    SrpInitiatorConfig config; ///< the target among them, also one that nobody remembers
    SrpInitiatorLive live;
    std::optional<std::vector<FoundTarget>> found; ///< from the target's port, if somebody looked
    std::optional<SrpTargetConfig> exports;
    std::optional<SrpTargetLive> exportsLive;
    std::optional<std::vector<LogLine>> log;
    std::optional<Error> logRefusal; ///< why it was not read, though it could have told something

    /// The answer of feature srp_target: where the target is this very computer, its side is known exactly.
    void takeExports(const Result<QJsonObject> &state);
    void takeLog(const Result<QJsonObject> &state);

    [[nodiscard]] ChainScene scene() const; ///< lives as long as this does, unchanged
};

} // namespace rdma
