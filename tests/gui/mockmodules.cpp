// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The protocols and services of the mock machine.
#include "tests/gui/mockmodules.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString rdmaList = u"/etc/rdma/modules/rdma.conf"_s;
const QString infinibandList = u"/etc/rdma/modules/infiniband.conf"_s;

ProtocolLive protocol(BootChoice::State boot, ModuleState::Now now, const QString &path, int line)
{
    return {.module = {now, {}}, .boot = {boot, {{path, line}}, std::nullopt}, .needs = {}, .users = {}, .uses = {}};
}

ProtocolLive impossible(ProtocolLive live, BootHindrance reason)
{
    live.boot.impossible = BootObstacle{reason, {}};
    return live;
}

void addUsed(ModulesLive &live)
{
    ProtocolLive ipoib = protocol(BootChoice::On, ModuleState::Loaded, infinibandList, 5);
    ipoib.needs = {u"ib_core"_s, u"ib_cm"_s};
    ipoib.uses = {{ModuleUseKind::Interface, u"ib0"_s, u"192.168.7.4/24"_s, ModuleUseWeight::Ends},
                  {ModuleUseKind::Connection, u"ib0"_s, u"192.168.7.9, port 22"_s, ModuleUseWeight::Cuts}};
    live.protocols[Protocol::Ipoib] = ipoib;
    ProtocolLive target = protocol(BootChoice::Off, ModuleState::Loaded, rdmaList, 14);
    target.needs = {u"ib_core"_s, u"ib_cm"_s, u"rdma_cm"_s, u"target_core_mod"_s};
    target.uses = {
        {ModuleUseKind::Export, u"0xfe80000000000000f4521403007bcba1"_s, u"storage-client"_s, ModuleUseWeight::Keeps}};
    live.protocols[Protocol::SrpTarget] = target;
    live.protocols[Protocol::Umad] = protocol(BootChoice::On, ModuleState::Loaded, infinibandList, 8);
}

void addOthers(ModulesLive &live)
{
    ProtocolLive iser = protocol(BootChoice::Off, ModuleState::Denied, rdmaList, 11);
    iser.module.denials = {{Denial::Blacklisted, u"/etc/modprobe.d/blacklist-rdma.conf"_s, 3}};
    live.protocols[Protocol::Iser] = iser;
    live.protocols[Protocol::SrpInitiator] =
        protocol(BootChoice::On, ModuleState::NotLoaded, u"/etc/rdma/modules/srp_daemon.conf"_s, 1);
    live.protocols[Protocol::Isert] = protocol(BootChoice::Off, ModuleState::NotLoaded, rdmaList, 12);
    live.protocols[Protocol::Rds] =
        impossible(protocol(BootChoice::Off, ModuleState::Absent, rdmaList, 0), BootHindrance::NoModule);
    live.protocols[Protocol::NfsClient] =
        protocol(BootChoice::On, ModuleState::NotLoaded, u"/etc/modules-load.d/nfs-rdma.conf"_s, 1);
    live.protocols[Protocol::NfsServer] = protocol(BootChoice::Off, ModuleState::NotLoaded, rdmaList, 19);
    live.protocols[Protocol::Uverbs] =
        impossible(protocol(BootChoice::On, ModuleState::BuiltIn, rdmaList, 3), BootHindrance::BuiltIn);
    live.protocols[Protocol::RdmaUcm] = protocol(BootChoice::On, ModuleState::Loaded, rdmaList, 4);
    live.protocols[Protocol::OpaVnic] =
        protocol(BootChoice::Off, ModuleState::NotLoaded, u"/etc/rdma/modules/opa.conf"_s, 0);
    live.protocols[Protocol::SoftRoce] =
        protocol(BootChoice::Off, ModuleState::NotLoaded, QString(ownModulesListPath), 0);
}

ServiceLive service(ServiceRole role, bool enabled, bool active, const QString &detail, int minutes)
{
    const QDateTime boot(QDate(2025, 11, 26), QTime(8, 0), QTimeZone::UTC);
    return {.role = role,
            .unit = {.enabled = enabled, .active = active},
            .standing = {active ? ServiceActivity::Active : ServiceActivity::Inactive,
                         detail,
                         {},
                         active ? boot.addSecs(60 * minutes) : QDateTime()}};
}

void addServices(ModulesLive &live)
{
    live.services[u"opensm.service"_s] = service(ServiceRole::SubnetManager, false, true, u"running"_s, 90);
    ServiceLive hardware = service(ServiceRole::Hardware, false, true, u"active"_s, 1);
    hardware.enabling = hardware.starting = ServiceBar::ByHardware;
    hardware.stopping = ServiceBar::RefusesStop;
    live.services[u"rdma-hw.target"_s] = hardware;
    ServiceLive list = service(ServiceRole::ModuleList, false, true, u"exited"_s, 1);
    list.enabling = ServiceBar::ByHardware;
    live.services[u"rdma-load-modules@infiniband.service"_s] = list;
    ServiceLive failed = service(ServiceRole::ModuleList, false, false, u"failed"_s, 1);
    failed.enabling = ServiceBar::ByHardware;
    failed.standing.activity = ServiceActivity::Failed;
    failed.standing.result = u"exit-code"_s;
    failed.standing.since = QDateTime(QDate(2025, 11, 26), QTime(8, 1), QTimeZone::UTC);
    live.services[u"rdma-load-modules@rdma.service"_s] = failed;
    ServiceLive targets = service(ServiceRole::TargetRestore, false, true, u"exited"_s, 2);
    targets.starting = targets.stopping = ServiceBar::EndsExports;
    live.services[u"rtslib-fb-targetctl.service"_s] = targets;
    ServiceLive daemon = service(ServiceRole::SrpDaemon, false, false, u"dead"_s, 0);
    daemon.enabling = daemon.starting = daemon.stopping = ServiceBar::ElsewhereKept;
    live.services[u"srp_daemon.service"_s] = daemon;
}

/// What a wish can change follows from what there is.
ModulesConfig configOf(const ModulesLive &live)
{
    ModulesConfig config;
    for (const auto &[protocol, one] : live.protocols)
        config.protocols[protocol] = {one.boot.state == BootChoice::On,
                                      one.module.now == ModuleState::Loaded || one.module.now == ModuleState::BuiltIn};
    for (const auto &[unit, one] : live.services)
        config.services[unit] = {one.unit.enabled, one.unit.active};
    return config;
}

} // namespace

ModulesState mockModules()
{
    ModulesState state;
    state.live.kernel = u"6.12.0"_s;
    state.live.hasDevices = true;
    state.live.dialects.bootLists = DialectUse::Live;
    state.live.files = {{rdmaList, BootDialect::BootList, DialectUse::Live},
                        {infinibandList, BootDialect::BootList, DialectUse::Live}};
    addUsed(state.live);
    addOthers(state.live);
    addServices(state.live);
    state.config = configOf(state.live);
    return state;
}

void addOldFiles(ModulesState &state)
{
    state.live.dialects.rdmaConf = DialectUse::Inert;
    state.live.dialects.openibConf = DialectUse::Live;
    state.live.files.push_back({QString(rdmaConfPath), BootDialect::RdmaConf, DialectUse::Inert});
    state.live.files.push_back({QString(openibConfPath), BootDialect::OpenibConf, DialectUse::Live});
    BootChoice &boot = state.live.protocols[Protocol::Ipoib].boot;
    boot.places = {{QString(openibConfPath), 12}};
    boot.impossible = BootObstacle{BootHindrance::NotOurs, {QString(openibConfPath), 12}};
}

QJsonObject stateJson(const ModulesState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
