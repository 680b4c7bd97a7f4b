// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The differences between what boots and what runs, and the cause of each.
#include "model/bootgaps.h"

#include <QTest>

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
    void aBlacklistDoesNotStopRdmaConf();
    void anUnreadableFileIsTold();
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
    QCOMPARE(gap.kind, BootGapKind::AtBootNotLoaded);
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

void BootGapsTest::aBlacklistDoesNotStopRdmaConf()
{
    auto live = hostWith(Protocol::Ipoib, protocol(BootChoice::On, ModuleState::Loaded, rdmaConfPath));
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
    QCOMPARE(only(live).cause, BootGapCause::NoHardware);
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
