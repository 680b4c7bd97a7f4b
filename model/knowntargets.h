// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The file in which known targets are remembered, /etc/rdma-manager/srp-initiator.json. Ours alone.
#pragma once

#include "model/srplogin.h"
#include "model/srptimeouts.h"

#include <QByteArray>
#include <map>
#include <optional>

namespace rdma {

struct RememberedTarget {
    SrpLogin login;
    bool atBoot = false;
    SrpTimeouts timeouts;

    bool operator==(const RememberedTarget &) const = default;
};

using RememberedTargets = std::map<SrpTargetId, RememberedTarget>;

/// {"targets": {"mlx5_0/1/…/…": {"login": {…}, "atBoot": true, "timeouts": {…}}}}, indented: people may read it.
[[nodiscard]] QByteArray knownTargetsFile(const RememberedTargets &targets);
/// Strictly: what somebody else made of it is nothing to log in to.
[[nodiscard]] Result<RememberedTargets> knownTargetsIn(const QByteArray &file);

/// What the next boot logs in to with `after` and would not with `before`, or would otherwise. nullopt: no file.
[[nodiscard]] RememberedTargets newBootLogins(const std::optional<QByteArray> &before,
                                              const std::optional<QByteArray> &after);

} // namespace rdma
