// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which logins this boot owes no more: /run/rdma-manager/settled-logins, which is gone with the boot.
#pragma once

#include "helper/host.h"
#include "model/job.h"
#include "model/srplogin.h"

#include <set>

namespace rdma {

constexpr QLatin1StringView settledLoginsPath{"/run/rdma-manager/settled-logins"};

/// Whoever adds to it holds the lock for jobs.
[[nodiscard]] Result<std::set<SrpTargetId>> settledLogins(const Host &host);

/// Somebody logged in there or out, or the boot did: from now on it is theirs, whoever starts the unit again, and be it
/// before the unit's first start.
[[nodiscard]] Result<void> settleLogin(const Host &host, const SrpTargetId &target);

/// What a job that ended has settled: nothing where it was taken back. That it could not be noted fails no job.
void settleLoginsOf(const Job &ended, const Host &host);

} // namespace rdma
