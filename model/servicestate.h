// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services around RDMA: which there are, how one stands, and what can be done with it.
#pragma once

#include "model/enumnames.h"
#include "model/unitstep.h"

#include <QDateTime>

namespace rdma {

/// What a service is for.
enum class ServiceRole {
    RdmaStack,  ///< rdma.service of RHEL 6 and 7: loads by rdma.conf
    Hardware,   ///< rdma-hw.target: RDMA hardware is here
    ModuleList, ///< rdma-load-modules@NAME.service: loads one list
    SrpDaemon,
    SubnetManager, ///< opensm
    TargetRestore, ///< target.service, rtslib-fb-targetctl.service
    PortMapper,    ///< iwpmd
    AddressCache,  ///< ibacm
    NodeNames,     ///< rdma-ndd
    MlnxOfed,      ///< openibd
};

/// Why something cannot be done with a service from here.
enum class ServiceBar {
    None,
    ByHardware,    ///< udev starts it when hardware appears; it has no [Install] section
    RefusesStop,   ///< RefuseManualStop=yes: only a reboot ends it
    EndsExports,   ///< starting as well as stopping it takes every export away: that is done with the exports
    ElsewhereKept, ///< another page does it: srp_daemon, port by port
    ShownOnly,     ///< it belongs to others
};

/// The words of JSON and of a refusal's detail.
constexpr EnumNames<ServiceBar, 6> serviceBarNames{{{ServiceBar::None, QLatin1StringView{"none"}},
                                                    {ServiceBar::ByHardware, QLatin1StringView{"byHardware"}},
                                                    {ServiceBar::RefusesStop, QLatin1StringView{"refusesStop"}},
                                                    {ServiceBar::EndsExports, QLatin1StringView{"endsExports"}},
                                                    {ServiceBar::ElsewhereKept, QLatin1StringView{"elsewhereKept"}},
                                                    {ServiceBar::ShownOnly, QLatin1StringView{"shownOnly"}}}};

/// ActiveState of org.freedesktop.systemd1.
enum class ServiceActivity { Unknown, Inactive, Active, Activating, Deactivating, Failed };

/// systemd's words.
constexpr EnumNames<ServiceActivity, 6> serviceActivityNames{
    {{ServiceActivity::Unknown, QLatin1StringView{"unknown"}},
     {ServiceActivity::Inactive, QLatin1StringView{"inactive"}},
     {ServiceActivity::Active, QLatin1StringView{"active"}},
     {ServiceActivity::Activating, QLatin1StringView{"activating"}},
     {ServiceActivity::Deactivating, QLatin1StringView{"deactivating"}},
     {ServiceActivity::Failed, QLatin1StringView{"failed"}}}};

/// What systemd says of a unit that it has in memory.
struct ServiceStanding {
    ServiceActivity activity = ServiceActivity::Unknown;
    QString detail;  ///< its SubState: "exited", "running", "dead"
    QString result;  ///< of a failed one: "exit-code", "timeout", "signal"
    QDateTime since; ///< UTC; invalid: not since this boot

    bool operator==(const ServiceStanding &) const = default;
};

struct ServiceLive {
    ServiceRole role = ServiceRole::RdmaStack;
    UnitState unit;
    ServiceStanding standing;
    ServiceBar enabling = ServiceBar::None;
    ServiceBar starting = ServiceBar::None;
    ServiceBar stopping = ServiceBar::None;

    bool operator==(const ServiceLive &) const = default;
};

} // namespace rdma
