// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of protocols and services, the wishes it makes of them, and what it wants a yes for.
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

ProtocolLive protocol(BootChoice::State boot, ModuleState::Now now, int line)
{
    return {.module = {now, {}},
            .boot = {boot, {{u"/etc/rdma/modules/infiniband.conf"_s, line}}, std::nullopt},
            .needs = {},
            .users = {},
            .uses = {}};
}

void fill(CtlStage &stage)
{
    ModulesLive &live = stage.modules;
    live.hasDevices = true;
    live.dialects.bootLists = DialectUse::Live;
    live.protocols[Protocol::Ipoib] = protocol(BootChoice::On, ModuleState::Loaded, 5);
    live.protocols[Protocol::SrpTarget] = protocol(BootChoice::Off, ModuleState::NotLoaded, 0);
    live.protocols[Protocol::Rds] = protocol(BootChoice::Off, ModuleState::Absent, 0);
    live.protocols[Protocol::Rds].boot.impossible = BootObstacle{BootHindrance::NoModule, {}};
    live.services[u"opensm.service"_s] = {.role = ServiceRole::SubnetManager,
                                          .unit = {.enabled = true, .active = true},
                                          .standing = {ServiceActivity::Active, u"running"_s, {}, {}}};
    ServiceLive hardware{.role = ServiceRole::Hardware, .unit = {.active = true}, .standing = {}};
    hardware.enabling = ServiceBar::ByHardware;
    hardware.stopping = ServiceBar::RefusesStop;
    live.services[u"rdma-hw.target"_s] = hardware;
}

PlanView cuttingPlan()
{
    PlanView plan = renamePlan();
    plan.steps.push_back(
        {.kind = u"unload-used-module"_s, .subject = u"ib_ipoib"_s, .after = u"ib0: 192.0.2.9, port 22"_s});
    return plan;
}

} // namespace

class CtlModulesTest : public QObject {
    Q_OBJECT

private slots:
    void tellsProtocols();
    void tellsServices();
    void tellsGaps();
    void tellsThatNothingWillDiffer();
    void whatWaitsIsToldAndNoDifference();
    void tellsTheLineOfMlnxOfed();
    void makesWishes_data();
    void makesWishes();
    void misunderstandsNothing_data();
    void misunderstandsNothing();
    void yesIsNoConsent();
    void consentIsTyped();
    void aTypedYIsNone();
    void consentIsGivenBeforehand();
    void jsonNeedsTheConsentBeforehand();
};

void CtlModulesTest::tellsProtocols()
{
    CtlStage stage;
    fill(stage);
    const CtlOutcome told = stage.run({u"modules"_s});
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.contains("ipoib       ib_ipoib  yes      loaded"), told.out);
    QVERIFY(told.out.contains("/etc/rdma/modules/infiniband.conf:5"));
    QVERIFY(told.out.contains("/etc/rdma/modules/infiniband.conf (to be added)"));
    QVERIFY(told.out.contains("not in this kernel"));
    QVERIFY(told.out.contains(" - rds: This kernel has no module rds"));
    QVERIFY(told.out.contains("The lists in /etc/rdma/modules are loaded when RDMA hardware appears."));
    const CtlOutcome json = stage.run({u"modules"_s, u"--json"_s});
    const auto state = parseObject(json.out, maxStateBytes);
    QVERIFY(state.has_value());
    QCOMPARE(modulesLiveFromJson((*state)[u"live"_s].toObject()).value(), stage.modules);
}

void CtlModulesTest::tellsServices()
{
    CtlStage stage;
    fill(stage);
    const CtlOutcome told = stage.run({u"services"_s});
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.contains("opensm.service  yes"), told.out);
    QVERIFY(told.out.contains("Subnet manager"));
    QVERIFY(told.out.contains("RefuseManualStop=yes"));
    stage.modules.services.clear();
    QVERIFY(stage.run({u"services"_s}).out.contains("no service around RDMA"));
}

void CtlModulesTest::tellsGaps()
{
    CtlStage stage;
    fill(stage);
    stage.modules.protocols[Protocol::Ipoib].boot.state = BootChoice::Off;
    const CtlOutcome told = stage.run({u"modules"_s, u"gaps"_s});
    QCOMPARE(told.code, 6);
    QVERIFY2(told.out.startsWith(" ! IPoIB is loaded now, and will not be after a boot.\n"), told.out);
    const CtlOutcome json = stage.run({u"modules"_s, u"gaps"_s, u"--json"_s});
    QCOMPARE(json.code, 6);
    const auto gaps = parseObject(json.out, maxStateBytes).value()[u"gaps"_s].toArray();
    const QJsonObject place{{u"path"_s, u"/etc/rdma/modules/infiniband.conf"_s}, {u"line"_s, 5}};
    QCOMPARE(gaps, QJsonArray({QJsonObject{{u"kind"_s, u"loadedNotAtBoot"_s},
                                           {u"cause"_s, u"none"_s},
                                           {u"protocol"_s, u"ipoib"_s},
                                           {u"place"_s, place}}}));
}

void CtlModulesTest::tellsThatNothingWillDiffer()
{
    CtlStage stage;
    fill(stage);
    const CtlOutcome told = stage.run({u"modules"_s, u"gaps"_s});
    QCOMPARE(told.code, 0);
    QCOMPARE(told.out, QByteArray("The next boot brings what runs now.\n"));
}

void CtlModulesTest::whatWaitsIsToldAndNoDifference()
{
    CtlStage stage;
    fill(stage);
    stage.modules.files = {{u"/etc/rdma/modules/infiniband.conf"_s, BootDialect::BootList, DialectUse::Live, true}};
    stage.modules.protocols[Protocol::Ipoib].module.now = ModuleState::NotLoaded;
    const CtlOutcome told = stage.run({u"modules"_s, u"gaps"_s});
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.startsWith("The next boot brings what runs now.\n - IPoIB waits"), told.out);
}

void CtlModulesTest::tellsTheLineOfMlnxOfed()
{
    CtlStage stage;
    fill(stage);
    stage.modules.protocols[Protocol::Ipoib].boot.impossible =
        BootObstacle{BootHindrance::NotOurs, {QString(openibConfPath), 12}};
    const CtlOutcome told = stage.run({u"modules"_s});
    QVERIFY2(told.out.contains("/etc/infiniband/openib.conf:12"), told.out);
    QVERIFY2(told.out.contains("Line to write: IPOIB_LOAD=no\n"), told.out);
}

void CtlModulesTest::makesWishes_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("wish");
    const auto row = [](const char *line, const char *wish) {
        QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(wish);
    };
    row("modules set srp_target --at-boot on", R"({"protocols":{"srp_target":{"atBoot":true}}})");
    row("modules set --at-boot ipoib off", R"({"protocols":{"ipoib":{"atBoot":false}}})");
    row("modules load nfs_client", R"({"protocols":{"nfs_client":{"loaded":true}}})");
    row("modules unload ipoib", R"({"protocols":{"ipoib":{"loaded":false}}})");
    row("services enable opensm.service", R"({"services":{"opensm.service":{"enabled":true}}})");
    row("services disable opensm", R"({"services":{"opensm.service":{"enabled":false}}})");
    row("services start opensm", R"({"services":{"opensm.service":{"active":true}}})");
    row("services stop opensm", R"({"services":{"opensm.service":{"active":false}}})");
}

void CtlModulesTest::makesWishes()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, wish);
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run(line.split(u' ') + QStringList{u"--yes"_s}).code, 0);
    QCOMPARE(stage.lastWish(), parseObject(wish, maxWishBytes).value());
}

void CtlModulesTest::misunderstandsNothing_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("says");
    const auto row = [](const char *line, const char *says) {
        QTest::newRow(line) << QString::fromLatin1(line) << QByteArray(says);
    };
    row("modules load ib_ipoib", "“ib_ipoib” is no protocol");
    row("modules set ipoib on", "modules set PROTOCOL --at-boot on|off");
    row("modules set ipoib --at-boot maybe", "“maybe” is neither on nor off");
    row("modules set ipoib --at-boot", "Something is missing");
    row("modules load ipoib --at-boot", "--at-boot belongs to");
    row("modules --yes", "--yes belongs to commands that change something");
    row("services --consent", "--consent belongs to commands that change something");
    row("services restart opensm", "“restart” is too much");
}

void CtlModulesTest::misunderstandsNothing()
{
    QFETCH(QString, line);
    QFETCH(QByteArray, says);
    CtlStage stage;
    const CtlOutcome told = stage.run(line.split(u' '));
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains(says), told.err);
}

void CtlModulesTest::yesIsNoConsent()
{
    CtlStage stage;
    stage.plan = cuttingPlan();
    const CtlOutcome told = stage.run({u"modules"_s, u"unload"_s, u"ipoib"_s, u"--yes"_s});
    QCOMPARE(told.code, 2);
    QVERIFY2(told.err.contains("add --consent"), told.err);
    QVERIFY2(told.out.contains("You allow that this is lost: ib0: 192.0.2.9, port 22."), told.out);
    QCOMPARE(stage.moduleService.countOf(u"Apply"_s), 0);
}

void CtlModulesTest::consentIsTyped()
{
    CtlStage stage;
    stage.plan = cuttingPlan();
    const CtlOutcome told =
        stage.runOnTerminal({u"modules"_s, u"unload"_s, u"ipoib"_s, u"--yes"_s}, {{"Type “yes”", "yes\n"}});
    QCOMPARE(told.code, 0);
    QVERIFY2(told.out.contains("You allow that this is lost: ib0: 192.0.2.9, port 22."), told.out);
    QCOMPARE(stage.moduleService.countOf(u"Apply"_s), 1);
}

void CtlModulesTest::aTypedYIsNone()
{
    CtlStage stage;
    stage.plan = cuttingPlan();
    const CtlOutcome told = stage.runOnTerminal({u"modules"_s, u"unload"_s, u"ipoib"_s}, {{"Type “yes”", "y\n"}});
    QCOMPARE(told.code, 1);
    QVERIFY(told.out.contains("Nothing was changed."));
    QCOMPARE(stage.moduleService.countOf(u"Apply"_s), 0);
}

void CtlModulesTest::consentIsGivenBeforehand()
{
    CtlStage stage;
    stage.plan = cuttingPlan();
    QCOMPARE(stage.run({u"modules"_s, u"unload"_s, u"ipoib"_s, u"--yes"_s, u"--consent"_s}).code, 0);
    QCOMPARE(stage.moduleService.countOf(u"Apply"_s), 1);
}

void CtlModulesTest::jsonNeedsTheConsentBeforehand()
{
    CtlStage stage;
    stage.plan = cuttingPlan();
    const QStringList line{u"modules"_s, u"unload"_s, u"ipoib"_s, u"--yes"_s, u"--json"_s};
    QCOMPARE(stage.run(line).code, 2);
    QCOMPARE(stage.moduleService.countOf(u"Apply"_s), 0);
    QCOMPARE(stage.run(line + QStringList{u"--consent"_s}).code, 0);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlModulesTest)
#include "ctlmodulestest.moc"
