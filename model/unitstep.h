// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The step that switches a service of systemd: at boot, now, or both. A closed list of services.
#pragma once

#include "model/portcounters.h"

namespace rdma {

class ObjectReader;

constexpr QLatin1StringView srpDaemonUnit{"srp_daemon.service"};
/// Ours: logs in after a boot to what this host knows.
constexpr QLatin1StringView srpConnectUnit{"rdma-manager-srp-connect.service"};

/// "srp_daemon_port@mlx5_0:1.service", as systemd escapes it (systemd.unit(5)).
[[nodiscard]] QString srpDaemonPortUnit(const PortId &port);

/// srp_daemon, an instance of it, ours, or a service around RDMA that may be switched, in the one spelling.
[[nodiscard]] bool isSwitchableUnit(const QString &unit);

struct UnitState {
    bool enabled = false; ///< something that starts at boot wants it
    bool masked = false;  ///< nothing can start it: how a port is kept from srp_daemon (srp_daemon_port@.service(5))
    bool active = false;  ///< runs, or has run and counts as that
    bool maskedUntilBoot = false; ///< the same by a link in /run, which only systemctl's --runtime makes and removes

    bool operator==(const UnitState &) const = default;
};

/// One way or the other.
[[nodiscard]] bool isMasked(const UnitState &state);

/// What both states have in common is not the step's business.
struct SwitchUnit {
    QString unit;
    UnitState before;
    UnitState after;

    bool operator==(const SwitchUnit &) const = default;
};

/// The fields of its JSON, without the kind.
[[nodiscard]] QJsonObject fieldsOf(const SwitchUnit &step);
[[nodiscard]] SwitchUnit takeSwitchUnit(ObjectReader &reader);

} // namespace rdma
