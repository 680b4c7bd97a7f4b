// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The differences between what boots and what runs, and the cause of each.
#include "model/bootgaps.h"
#include "boothosts.h"
#include "model/bootvotes.h"

#include <QTest>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString infinibandList = u"/etc/rdma/modules/infiniband.conf"_s;
const QString blacklist = u"/etc/modprobe.d/blacklist.conf"_s;
constexpr ServiceActivity failed = ServiceActivity::Failed;

ProtocolLive protocol(BootChoice::State boot, ModuleState::Now now, const QString &path = infinibandList)
{
    return {.module = {now, {}}, .boot = {boot, {{path, 3}}, std::nullopt}, .needs = {}, .users = {}, .uses = {}};
}

ServiceLive service(ServiceRole role, bool enabled, bool active)
{
    return {.role = role, .unit = {.enabled = enabled, .active = active}, .standing = {}};
}

ModulesLive hostWith(Protocol which, const ProtocolLive &state)
{
    ModulesLive live;
    live.hasDevices = true;
    live.protocols[which] = state;
    return live;
}

BootGap only(const ModulesLive &live)
{
    const auto gaps = bootGaps(live);
    return gaps.size() == 1 ? gaps.front() : BootGap{.subject = u"not one gap but %1"_s.arg(gaps.size())};
}

/// Debian's lists as they are shipped, and nothing loaded but what this hardware has loaded.
ModulesLive shippedHost(bool hasDevices, const std::set<BootList> &idle, const std::set<Protocol> &loaded)
{
    BootFiles files = upstreamHost();
    files.idle = idle;
    ModulesLive live;
    live.hasDevices = hasDevices;
    for (const auto &[list, path] : bootListPaths)
        live.files.push_back({path, BootDialect::BootList, DialectUse::Live, idle.contains(list)});
    for (const auto &[which, name] : protocolNames) {
        const auto now = loaded.contains(which) ? ModuleState::Loaded : ModuleState::NotLoaded;
        live.protocols[which] = {
            .module = {now, {}}, .boot = bootChoice(files, which, now), .needs = {}, .users = {}, .uses = {}};
    }
    live.services[u"srp_daemon.service"_s] = service(ServiceRole::SrpDaemon, false, false);
    return live;
}

} // namespace

class BootGapsTest : public QObject {
    Q_OBJECT

private slots:
    void whatIsTheSameIsNoGap();
    void loadedAndNotAtBoot();
    void whatOthersBringAlongIsNoGap();
    void atBootAndNotLoaded_data();
    void atBootAndNotLoaded();
    void deniedAlthoughLoaded();
    void aBlacklistDoesNotStopScripts();
    void anUnreadableFileIsTold();
    void healthyHostsHaveNone_data();
    void healthyHostsHaveNone();
    void whatSrpDaemonWouldLoadIsGoneWithoutIt();
    void aRestoredTargetLoadsItsModule();
    void whatComesWhenUsedIsNoDifference();
    void services();
    void servicesOfOthersAreNot();
};

void BootGapsTest::whatIsTheSameIsNoGap()
{
    for (const auto &[boot, now] : {std::pair(BootChoice::On, ModuleState::Loaded),
                                    {BootChoice::Off, ModuleState::NotLoaded},
                                    {BootChoice::Off, ModuleState::Absent},
                                    {BootChoice::Off, ModuleState::BuiltIn},
                                    {BootChoice::Unknown, ModuleState::BuiltIn}})
        QCOMPARE(bootGaps(hostWith(Protocol::Ipoib, protocol(boot, now))), std::vector<BootGap>());
}

void BootGapsTest::loadedAndNotAtBoot()
{
    const auto live = hostWith(Protocol::Ipoib, protocol(BootChoice::Off, ModuleState::Loaded));
    QCOMPARE(only(live),
             (BootGap{BootGapKind::LoadedNotAtBoot, Protocol::Ipoib, BootGapCause::None, {}, {infinibandList, 3}}));
}

void BootGapsTest::whatOthersBringAlongIsNoGap()
{
    auto live = hostWith(Protocol::Uverbs, protocol(BootChoice::Off, ModuleState::Loaded));
    live.protocols[Protocol::Uverbs].users = {u"rdma_ucm"_s};
    live.protocols[Protocol::RdmaUcm] = protocol(BootChoice::On, ModuleState::Loaded);
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
    live.protocols[Protocol::RdmaUcm].boot.state = BootChoice::Off;
    QCOMPARE(bootGaps(live).size(), std::size_t{2});
    live.protocols[Protocol::Uverbs].users = {u"rdma_ucm"_s, u"mlx5_ib"_s};
    QCOMPARE(only(live).subject, (std::variant<Protocol, QString>(Protocol::RdmaUcm)));
}

void BootGapsTest::atBootAndNotLoaded_data()
{
    QTest::addColumn<bool>("hasDevices");
    QTest::addColumn<bool>("isDenied");
    QTest::addColumn<QString>("path");
    QTest::addColumn<QString>("unit");
    QTest::addColumn<int>("role");
    QTest::addColumn<int>("activity");
    QTest::addColumn<int>("cause");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *name, bool hasDevices, bool isDenied, const QString &path, const QString &unit,
                        ServiceRole role, ServiceActivity activity, BootGapCause cause, const QString &detail) {
        QTest::newRow(name) << hasDevices << isDenied << path << unit << int(role) << int(activity) << int(cause)
                            << detail;
    };
    using enum ServiceRole;
    using enum BootGapCause;
    const QString loader = u"rdma-load-modules@infiniband.service"_s;
    const QString srpDaemon = u"srp_daemon.service"_s;
    const QString srpList = u"/etc/rdma/modules/srp_daemon.conf"_s;
    const ServiceActivity active = ServiceActivity::Active;
    row("no hardware", false, false, infinibandList, loader, ModuleList, active, NoHardware, {});
    row("static lists need none", false, false, u"/etc/modules-load.d/x.conf"_s, loader, ModuleList, active, None, {});
    row("denied", true, true, infinibandList, loader, ModuleList, active, Denied, {});
    row("its loader failed", true, false, infinibandList, loader, ModuleList, failed, Failed, loader);
    row("another loader failed", true, false, u"/etc/rdma/modules/rdma.conf"_s, loader, ModuleList, failed, None, {});
    row("rdma.service failed", true, false, rdmaConfPath, u"rdma.service"_s, RdmaStack, failed, Failed,
        u"rdma.service"_s);
    row("srp_daemon is off", true, false, srpList, srpDaemon, SrpDaemon, ServiceActivity::Inactive, ServiceOff,
        srpDaemon);
    row("nobody knows", true, false, infinibandList, loader, ModuleList, active, None, {});
}

void BootGapsTest::atBootAndNotLoaded()
{
    QFETCH(bool, hasDevices);
    QFETCH(bool, isDenied);
    QFETCH(QString, path);
    QFETCH(QString, unit);
    QFETCH(int, role);
    QFETCH(int, activity);
    QFETCH(int, cause);
    QFETCH(QString, detail);
    auto live = hostWith(Protocol::SrpInitiator, protocol(BootChoice::On, ModuleState::NotLoaded, path));
    live.hasDevices = hasDevices;
    if (isDenied)
        live.protocols[Protocol::SrpInitiator].module = {ModuleState::Denied, {{Denial::NoCommand, blacklist, 2}}};
    const auto state = ServiceActivity(activity);
    ServiceLive loader = service(ServiceRole(role), false, state == ServiceActivity::Active);
    loader.standing.activity = state;
    loader.enabling = ServiceBar::ByHardware;
    live.services[unit] = loader;
    const BootGap gap = bootGaps(live).front();
    const bool waits =
        BootGapCause(cause) == BootGapCause::NoHardware || BootGapCause(cause) == BootGapCause::ServiceOff;
    QCOMPARE(gap.kind, waits ? BootGapKind::Waits : BootGapKind::AtBootNotLoaded);
    QCOMPARE(isDifference(gap), !waits);
    QCOMPARE(int(gap.cause), cause);
    QCOMPARE(gap.detail, detail);
    QCOMPARE(gap.place, (isDenied ? BootPlace{blacklist, 2} : BootPlace{path, 3}));
}

void BootGapsTest::deniedAlthoughLoaded()
{
    auto live = hostWith(Protocol::Ipoib, protocol(BootChoice::On, ModuleState::Loaded));
    live.protocols[Protocol::Ipoib].module.denials = {{Denial::Blacklisted, blacklist, 7}};
    QCOMPARE(only(live),
             (BootGap{BootGapKind::DeniedAtBoot, Protocol::Ipoib, BootGapCause::Denied, {}, {blacklist, 7}}));
}

void BootGapsTest::aBlacklistDoesNotStopScripts()
{
    auto live = hostWith(Protocol::Ipoib, protocol(BootChoice::On, ModuleState::Loaded, openibConfPath));
    live.protocols[Protocol::Ipoib].module.denials = {{Denial::Blacklisted, blacklist, 7}};
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
    live = hostWith(Protocol::Ipoib, protocol(BootChoice::On, ModuleState::Loaded, rdmaConfPath));
    auto &denials = live.protocols[Protocol::Ipoib].module.denials;
    denials = {{Denial::Blacklisted, blacklist, 7}};
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
    denials.push_back({Denial::NoCommand, blacklist, 8});
    QCOMPARE(only(live).place, (BootPlace{blacklist, 8}));
}

void BootGapsTest::anUnreadableFileIsTold()
{
    auto live = hostWith(Protocol::Rds, protocol(BootChoice::Unknown, ModuleState::NotLoaded, rdmaConfPath));
    live.protocols[Protocol::Rds].boot.impossible = BootObstacle{BootHindrance::NotUnderstood, {rdmaConfPath, 9}};
    QCOMPARE(only(live),
             (BootGap{BootGapKind::BootNotKnown, Protocol::Rds, BootGapCause::None, {}, {rdmaConfPath, 9}}));
}

void BootGapsTest::healthyHostsHaveNone_data()
{
    QTest::addColumn<ModulesLive>("live");
    using enum Protocol;
    const std::set everywhere{Iser, Isert, Uverbs, RdmaUcm, NfsClient, NfsServer, Rds};
    std::set<Protocol> atAll;
    for (const auto &[which, state] : shippedHost(true, {}, {}).protocols)
        if (everywhere.contains(which) && state.boot.state == BootChoice::On)
            atAll.insert(which);
    std::set<Protocol> onInfiniband = atAll;
    onInfiniband.insert({Ipoib, Umad});
    const auto all = {BootList::Infiniband, BootList::Opa, BootList::Iwarp, BootList::Roce};
    QTest::newRow("InfiniBand") << shippedHost(true, {BootList::Opa, BootList::Iwarp, BootList::Roce}, onInfiniband);
    QTest::newRow("RoCE") << shippedHost(true, {BootList::Infiniband, BootList::Opa, BootList::Iwarp}, atAll);
    QTest::newRow("no hardware") << shippedHost(false, all, {});
    ModulesLive installed = shippedHost(false, all, {});
    installed.services[u"srp_daemon.service"_s] = service(ServiceRole::SrpDaemon, true, true);
    QTest::newRow("no hardware, and srp_daemon as Debian starts it") << installed;
}

void BootGapsTest::healthyHostsHaveNone()
{
    QFETCH(ModulesLive, live);
    const auto gaps = bootGaps(live);
    QVERIFY(!gaps.empty());
    for (const BootGap &gap : gaps) {
        QCOMPARE(gap.kind, BootGapKind::Waits);
        QVERIFY(!isDifference(gap));
    }
    live.protocols[Protocol::OpaVnic].module.now = ModuleState::Loaded;
    QCOMPARE(std::ranges::count_if(bootGaps(live), isDifference), 1);
}

void BootGapsTest::whatSrpDaemonWouldLoadIsGoneWithoutIt()
{
    const QString list = u"/etc/rdma/modules/srp_daemon.conf"_s;
    const QString unit = u"srp_daemon.service"_s;
    auto live = hostWith(Protocol::SrpInitiator, protocol(BootChoice::On, ModuleState::Loaded, list));
    const BootGap gone{BootGapKind::LoadedNotAtBoot, Protocol::SrpInitiator, BootGapCause::ServiceOff, unit, {list, 3}};
    QCOMPARE(only(live), gone);
    live.services[unit] = service(ServiceRole::SrpDaemon, false, true);
    QCOMPARE(bootGaps(live).front(), gone);
    live.services[unit] = service(ServiceRole::SrpDaemon, true, true);
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
    live.hasDevices = false;
    QCOMPARE(only(live).kind, BootGapKind::LoadedNotAtBoot);
    QCOMPARE(only(live).cause, BootGapCause::NoHardware);
}

void BootGapsTest::aRestoredTargetLoadsItsModule()
{
    auto live = hostWith(Protocol::SrpTarget, protocol(BootChoice::Off, ModuleState::Loaded));
    live.services[u"target.service"_s] = service(ServiceRole::TargetRestore, false, false);
    QCOMPARE(only(live).kind, BootGapKind::LoadedNotAtBoot);
    live.services[u"target.service"_s] = service(ServiceRole::TargetRestore, true, true);
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
}

void BootGapsTest::whatComesWhenUsedIsNoDifference()
{
    for (const Protocol which : {Protocol::NfsClient, Protocol::NfsServer, Protocol::Iser, Protocol::Isert}) {
        const BootGap gap = only(hostWith(which, protocol(BootChoice::Off, ModuleState::Loaded)));
        QCOMPARE(gap.kind, BootGapKind::ComesWhenUsed);
        QVERIFY(!isDifference(gap));
    }
}

void BootGapsTest::services()
{
    ModulesLive live;
    live.hasDevices = true;
    const QString unit = u"opensm.service"_s;
    live.services[unit] = service(ServiceRole::SubnetManager, true, true);
    QCOMPARE(bootGaps(live), std::vector<BootGap>());
    live.services[unit] = service(ServiceRole::SubnetManager, true, false);
    QCOMPARE(only(live), (BootGap{BootGapKind::EnabledNotRunning, unit, BootGapCause::None, {}, {}}));
    live.hasDevices = false;
    QCOMPARE(only(live), (BootGap{BootGapKind::Waits, unit, BootGapCause::NoHardware, {}, {}}));
    live.services[unit].standing = {failed, u"failed"_s, u"exit-code"_s, {}};
    QCOMPARE(only(live), (BootGap{BootGapKind::EnabledNotRunning, unit, BootGapCause::Failed, u"exit-code"_s, {}}));
    live.services[unit] = service(ServiceRole::SubnetManager, false, true);
    QCOMPARE(only(live).kind, BootGapKind::RunningNotEnabled);
}

void BootGapsTest::servicesOfOthersAreNot()
{
    ModulesLive live;
    for (const ServiceBar bar : {ServiceBar::ByHardware, ServiceBar::ShownOnly}) {
        ServiceLive iwpmd = service(ServiceRole::PortMapper, false, true);
        iwpmd.enabling = bar;
        live.services[u"iwpmd.service"_s] = iwpmd;
        QCOMPARE(bootGaps(live), std::vector<BootGap>());
    }
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::BootGapsTest)
#include "bootgapstest.moc"
