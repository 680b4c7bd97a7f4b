// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which logins this boot still owes: /run/rdma-manager/owed-logins, which is gone with the boot.
#pragma once

#include "helper/host.h"
#include "model/srplogin.h"

#include <set>

namespace rdma {

constexpr QLatin1StringView owedLoginsPath{"/run/rdma-manager/owed-logins"};

/// What is owed still. The first to ask in a boot says what it begins with.
[[nodiscard]] Result<std::set<SrpTargetId>> owedLogins(const Host &host, const std::set<SrpTargetId> &inTheBeginning);

/// Somebody logged in there or out, or the boot did: from now on it is theirs, whoever starts the unit again. Nothing
/// where nothing is owed.
[[nodiscard]] Result<void> settleLogin(const Host &host, const SrpTargetId &target);

} // namespace rdma
