// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The services around RDMA: how they stand, and what can be done with them.
#include "helper/authorizer.h"
#include "helper/features/jobs.h"
#include "tests/modules/moduleshost.h"

#include <QTest>
#include <QTimeZone>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString opensm = u"opensm.service"_s;
const QString stack = u"rdma.service"_s;

QJsonObject undoing(const Job &job)
{
    return {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
}

} // namespace

class ModulesServicesTest : public QObject {
    Q_OBJECT
private slots:
    void thoseOfThisHostAreShown()
    {
        ModulesHost host;
        host.demo.units().install(opensm);
        const QStringList lists{u"infiniband"_s, u"iwarp"_s, u"iwpmd"_s,     u"opa"_s,
                                u"rdma"_s,       u"roce"_s,  u"srp_daemon"_s};
        QStringList expected{opensm, u"rdma-hw.target"_s};
        for (const QString &list : lists)
            expected.append(u"rdma-load-modules@%1.service"_s.arg(list));
        QStringList shown;
        for (const auto &[unit, service] : host.state().live.services)
            shown.append(unit);
        QCOMPARE(shown, expected);
    }

    void aSecondNameIsNoSecondService()
    {
        ModulesHost host;
        host.demo.units().install(u"rtslib-fb-targetctl.service"_s);
        host.demo.files().link(u"/usr/lib/systemd/system/target.service"_s, u"rtslib-fb-targetctl.service"_s);
        const auto services = host.state().live.services;
        QVERIFY(services.contains(u"rtslib-fb-targetctl.service"_s));
        QVERIFY(!services.contains(u"target.service"_s));
    }

    void systemdsWordIsAddedToTheFiles()
    {
        ModulesHost host;
        host.demo.units().install(opensm);
        const ServiceStanding failed{ServiceActivity::Failed, u"failed"_s, u"exit-code"_s,
                                     QDateTime::fromMSecsSinceEpoch(1'700'000'000'000, QTimeZone::UTC)};
        host.demo.services().say(opensm, failed);
        const ModulesState state = host.state();
        QCOMPARE(state.live.services.at(opensm).standing, failed);
        QCOMPARE(state.live.services.at(u"rdma-hw.target"_s).standing.activity, ServiceActivity::Inactive);
        QVERIFY(state.notes.empty());
    }

    void withoutSystemdsWordTheRestIsRead()
    {
        ModulesHost host;
        host.demo.services().fallSilent();
        const ModulesState state = host.state();
        QCOMPARE(state.live.services.at(u"rdma-hw.target"_s).standing, ServiceStanding());
        QCOMPARE(state.notes, (std::vector<Note>{{NoteCode::ServicesUnknown, u"systemd"_s, u"Io"_s}}));
    }

    void aServiceIsSwitched()
    {
        ModulesHost host;
        host.demo.units().install(opensm);
        const auto plan = host.plan(serviceWish(opensm, {{u"enabled"_s, true}, {u"active"_s, true}}));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"switch-unit opensm.service"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.state().config.services.at(opensm), (ServiceChoice{true, true}));
    }

    /// Whatever is lowered: for modules, or for services.
    void AU_14_noActionForModulesCoversAService()
    {
        ModulesHost host;
        host.demo.units().install(opensm);
        host.demo.modules().load(u"ib_iser"_s);
        const QJsonObject start = serviceWish(opensm, {{u"active"_s, true}});
        const QJsonObject enable = serviceWish(opensm, {{u"enabled"_s, true}});
        for (const QJsonObject &service : {start, enable})
            for (const QJsonObject &module : {loaded(Protocol::Umad, true), loaded(Protocol::Iser, false)}) {
                QVERIFY(host.plan(module) && !host.plan(module)->steps.empty());
                const auto plan = host.plan(mergePatch(service, module));
                QVERIFY(!plan);
                QCOMPARE(plan.error(), (Error{ErrorCode::InvalidWish, opensm, u"not with modules"_s}));
            }
        const auto atBootOnly = host.plan(mergePatch(enable, atBoot(Protocol::Umad, false)));
        QVERIFY(atBootOnly);
        QCOMPARE(actionFor(*atBootOnly).value(), u"org.rdmamanager.modules.services"_s);
    }

    void barsAreTold_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::addColumn<QString>("key");
        QTest::addColumn<bool>("now");
        QTest::addColumn<QString>("bar");
        QTest::newRow("stop rdma") << u"rdma.service"_s << u"active"_s << true << u"refusesStop"_s;
        QTest::newRow("stop target") << u"target.service"_s << u"active"_s << true << u"endsExports"_s;
        QTest::newRow("start target") << u"target.service"_s << u"active"_s << false << u"endsExports"_s;
        QTest::newRow("hardware") << u"rdma-hw.target"_s << u"enabled"_s << false << u"byHardware"_s;
        QTest::newRow("srp_daemon") << u"srp_daemon.service"_s << u"enabled"_s << false << u"elsewhereKept"_s;
        QTest::newRow("ibacm") << u"ibacm.service"_s << u"active"_s << false << u"shownOnly"_s;
    }

    void barsAreTold()
    {
        QFETCH(QString, unit);
        QFETCH(QString, key);
        QFETCH(bool, now);
        QFETCH(QString, bar);
        ModulesHost host;
        host.demo.units().install(unit);
        if (now)
            host.demo.units().setActive(unit, true);
        const auto plan = host.plan(serviceWish(unit, {{key, !now}}));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotSupported, unit, bar}));
    }

    void IV_03_whatCannotBeStoppedStaysWhenUndone()
    {
        ModulesHost host;
        host.demo.units().install(stack);
        const Job job = host.apply(serviceWish(stack, {{u"enabled"_s, true}, {u"active"_s, true}}));
        QCOMPARE(job.state, JobState::Done);
        const auto plan = jobsFeature().plan(host.machine, undoing(job));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"switch-unit rdma.service"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.state().config.services.at(stack), (ServiceChoice{false, true}));
        QVERIFY(jobsFeature().plan(host.machine, undoing(job))->steps.empty()); // nothing is left to undo
    }

    void IV_03_aMereStartIsNotUndone()
    {
        ModulesHost host;
        host.demo.units().install(stack);
        const Job job = host.apply(serviceWish(stack, {{u"active"_s, true}}));
        QVERIFY(!readJobs(host.machine)->live.jobs.at(job.id).undoable);
        QVERIFY(jobsFeature().plan(host.machine, undoing(job))->steps.empty());
    }

    void IV_03_whatCannotBeStoppedStaysWhenALaterStepFails()
    {
        ModulesHost host;
        host.demo.units().install(stack);
        Plan plan = host.plan(serviceWish(stack, {{u"enabled"_s, true}, {u"active"_s, true}})).value();
        plan.steps.emplace_back(SwitchModule{u"ib_iser"_s, true, false}); // it is not loaded
        const Job job = host.run(plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.steps[0].state, StepState::Undone);
        QCOMPARE(job.steps[1].state, StepState::Done);
        QCOMPARE(host.state().config.services.at(stack), (ServiceChoice{false, true}));
    }

    void IV_03_noRecordGetsRoundABar()
    {
        ModulesHost host;
        host.demo.units().install(u"target.service"_s);
        const Plan plan{.feature = u"modules"_s,
                        .steps = {SwitchUnit{u"target.service"_s, {}, {.enabled = true, .active = true}}}};
        QCOMPARE(*host.run(plan).error, (Error{ErrorCode::NotSupported, u"target.service"_s, u"endsExports"_s}));
        QCOMPARE(host.state().config.services.at(u"target.service"_s), ServiceChoice());
    }

    void aMaskedServiceIsLeftToWhoMaskedIt()
    {
        ModulesHost host;
        host.demo.units().install(opensm);
        host.demo.files().link(u"/etc/systemd/system/"_s + opensm, u"/dev/null"_s);
        const auto plan = host.plan(serviceWish(opensm, {{u"active"_s, true}}));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotSupported, opensm, u"masked"_s}));
    }

    void IV_03_aServiceThatIsNotHereCannotBeWished()
    {
        ModulesHost host;
        for (const QString &unit : {opensm, u"sshd.service"_s, u"rdma-hw.target "_s}) {
            const auto plan = host.plan(serviceWish(unit, {{u"enabled"_s, true}, {u"active"_s, true}}));
            QVERIFY(!plan);
            QCOMPARE(plan.error().code, unit == opensm ? ErrorCode::NotFound : ErrorCode::InvalidWish);
        }
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesServicesTest)
#include "modulesservicestest.moc"
