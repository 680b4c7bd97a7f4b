// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The table of services, after the unit files that rdma-core, opensm, rtslib and MLNX_OFED ship.
#include "model/serviceunits.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// redhat/rdma.service of rdma-core 13.
constexpr ServiceUnit stack{"rdma.service"_L1, ServiceRole::RdmaStack, ServiceBar::None, ServiceBar::None,
                            ServiceBar::RefusesStop};

/// kernel-boot/ of rdma-core: StopWhenUnneeded= and SYSTEMD_WANTS, no [Install].
constexpr ServiceUnit byHardware(QLatin1StringView unit, ServiceRole role)
{
    return {unit, role, ServiceBar::ByHardware, ServiceBar::ShownOnly, ServiceBar::ByHardware};
}

constexpr ServiceUnit shown(QLatin1StringView unit, ServiceRole role)
{
    return {unit, role, ServiceBar::ShownOnly, ServiceBar::ShownOnly, ServiceBar::ShownOnly};
}

/// Stopping it is `targetctl clear`; starting it `targetctl restore`, which clears first (restore_from_file() in
/// rtslib's root.py, clear_existing).
constexpr ServiceUnit restore(QLatin1StringView unit)
{
    return {unit, ServiceRole::TargetRestore, ServiceBar::None, ServiceBar::EndsExports, ServiceBar::EndsExports};
}

} // namespace

const std::array<ServiceUnit, 18> serviceUnits{{
    stack,
    byHardware("rdma-hw.target"_L1, ServiceRole::Hardware),
    byHardware("rdma-load-modules@rdma.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@infiniband.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@opa.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@iwarp.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@roce.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@srp_daemon.service"_L1, ServiceRole::ModuleList),
    byHardware("rdma-load-modules@iwpmd.service"_L1, ServiceRole::ModuleList),
    {srpDaemonUnit, ServiceRole::SrpDaemon, ServiceBar::ElsewhereKept, ServiceBar::ElsewhereKept,
     ServiceBar::ElsewhereKept},
    {"opensm.service"_L1, ServiceRole::SubnetManager},
    {"opensmd.service"_L1, ServiceRole::SubnetManager},
    restore("target.service"_L1),
    restore("rtslib-fb-targetctl.service"_L1),
    shown("iwpmd.service"_L1, ServiceRole::PortMapper),
    shown("ibacm.service"_L1, ServiceRole::AddressCache),
    shown("rdma-ndd.service"_L1, ServiceRole::NodeNames),
    shown("openibd.service"_L1, ServiceRole::MlnxOfed),
}};

const ServiceUnit *serviceUnit(QStringView name)
{
    const auto *found = std::ranges::find_if(serviceUnits, [&](const ServiceUnit &one) { return one.unit == name; });
    return found == serviceUnits.end() ? nullptr : found;
}

ServiceBar barBetween(const ServiceUnit &unit, const UnitState &before, const UnitState &after)
{
    if (before.enabled != after.enabled && unit.enabling != ServiceBar::None)
        return unit.enabling;
    if (before.active == after.active)
        return ServiceBar::None;
    return after.active ? unit.starting : unit.stopping;
}

ServiceBar barAgainst(const SwitchUnit &step)
{
    const ServiceUnit *unit = serviceUnit(step.unit);
    const ServiceBar bar = unit ? barBetween(*unit, step.before, step.after) : ServiceBar::None;
    return bar == ServiceBar::ElsewhereKept ? ServiceBar::None : bar;
}

} // namespace rdma
