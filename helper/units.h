// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Services of systemd as its files show them, without a process or a call: so they can be read before anybody is asked.
#pragma once

#include "helper/host.h"
#include "model/unitstep.h"

namespace rdma {

/// Whether this distribution has the unit; of an instance, its template: "srp_daemon_port@.service".
[[nodiscard]] bool hasUnitFile(const Host &host, const QString &name);

/// What its unit file is a link to: "rtslib-fb-targetctl.service"; empty: it is no other's second name.
[[nodiscard]] QString aliasedBy(const Host &host, const QString &name);

[[nodiscard]] UnitState readUnit(const Host &host, const QString &unit);

/// It is in one of the states that systemd does not call inactive or failed.
[[nodiscard]] bool isUnitActive(const Host &host, const QString &unit);

} // namespace rdma
