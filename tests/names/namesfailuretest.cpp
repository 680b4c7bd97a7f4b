// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One half fails: the other is undone, name and rule agree again, the report says so.
#include "tests/names/wishes.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class NamesFailureTest : public QObject {
    Q_OBJECT

    static QMap<QString, QByteArray> snapshot(NamesHost &host)
    {
        auto files = host.demo.files().snapshot({u"/etc"_s});
        files.insert(u"name"_s, host.live(firstPort).name.toUtf8());
        return files;
    }

private slots:
    void KI_13_refusedRenameTakesTheRuleBack_data();
    void KI_13_refusedRenameTakesTheRuleBack();
    void FS_20_missingDirectoryLeavesTheName();
    void deafReaderTakesTheFileBack();
    void FS_14_fileChangedSinceThePlanIsAConflict();
    void interfaceRenamedSinceThePlanIsAConflict();
    void interfaceVanishedSinceThePlanIsNotFound();
    void KI_08_whatCannotBeTakenBackIsReported();
    void LC_02_deadHelpersJobIsFoundInterrupted();
    void FS_11_removedFileComesBackWithItsMode();
    void LC_02_linkThatADeadHelperLeftDownComesUpAgain();
    void FS_19_originalIsKeptOnce();
    void finishedJobsAreBounded();
};

void NamesFailureTest::KI_13_refusedRenameTakesTheRuleBack_data()
{
    QTest::addColumn<int>("code");
    QTest::newRow("EEXIST") << int(ErrorCode::Exists);
    QTest::newRow("EBUSY") << int(ErrorCode::Busy);
    QTest::newRow("EIO") << int(ErrorCode::Io);
}

void NamesFailureTest::KI_13_refusedRenameTakesTheRuleBack()
{
    QFETCH(int, code);
    NamesHost host;
    const auto before = snapshot(host);
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    host.demo.kernel().failNext(FakeKernel::Call::RenameLink, ErrorCode(code));
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.steps[0].state, StepState::Undone);
    QCOMPARE(job.steps[1].state, StepState::Failed);
    QCOMPARE(job.error->code, ErrorCode(code));
    QCOMPARE(snapshot(host), before);
}

void NamesFailureTest::FS_20_missingDirectoryLeavesTheName()
{
    NamesHost host;
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    host.demo.files().remove(u"/etc/udev/rules.d"_s);
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::NotFound);
    QCOMPARE(host.live(firstPort).name, u"ib0"_s);
}

void NamesFailureTest::deafReaderTakesTheFileBack()
{
    NamesHost host;
    const auto before = snapshot(host);
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    host.demo.tools().script(Tool::ReloadUdevRules, fail(ErrorCode::ToolFailed, u"udevadm"_s, u"exit code 1"_s));
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::ToolFailed);
    QCOMPARE(snapshot(host), before);
}

void NamesFailureTest::FS_14_fileChangedSinceThePlanIsAConflict()
{
    NamesHost host;
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    host.setRules("# an editor was here\n");
    const Job job = host.run(*plan);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(host.rules(), "# an editor was here\n");
    QCOMPARE(host.live(firstPort).name, u"ib0"_s);
}

void NamesFailureTest::interfaceRenamedSinceThePlanIsAConflict()
{
    NamesHost host;
    const QByteArray rules = host.rules();
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(host.demo.kernel().renameLink(host.live(firstPort).index, u"hers"_s));
    const Job job = host.run(*plan);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(host.rules(), rules);
    QCOMPARE(host.live(firstPort).name, u"hers"_s);
}

void NamesFailureTest::interfaceVanishedSinceThePlanIsNotFound()
{
    NamesHost host;
    const QByteArray rules = host.rules();
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    host.demo.kernel().removeLink(u"ib0"_s);
    const Job job = host.run(*plan);
    QCOMPARE(job.error->code, ErrorCode::NotFound);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(host.rules(), rules);
}

void NamesFailureTest::KI_08_whatCannotBeTakenBackIsReported()
{
    NamesHost host;
    const auto plan = host.plan(mergePatch(rename(firstPort, u"left"_s), rename(secondPort, u"right"_s)));
    Plan broken = *plan;
    broken.steps.push_back(WriteFile{u"/etc/udev/rules.d/x"_s, QByteArray("never"), QByteArray("was"), Reader::Nobody});
    host.demo.tools().script(Tool::ReloadUdevRules, ToolOutcome{});
    host.demo.tools().script(Tool::ReloadUdevRules, fail(ErrorCode::ToolFailed, u"udevadm"_s, u"exit code 1"_s));
    const Job job = host.run(broken);
    QCOMPARE(job.state, JobState::LeftOver);
    QCOMPARE(job.steps[0].state, StepState::Left);
    QCOMPARE(job.steps[0].error->code, ErrorCode::ToolFailed);
    QCOMPARE(job.steps[1].state, StepState::Undone);
}

void NamesFailureTest::LC_02_deadHelpersJobIsFoundInterrupted()
{
    NamesHost host;
    Job job = newJob(host.plan(rename(firstPort, u"mlx4_ib0"_s)).value(), u"test"_s, 0);
    QVERIFY(perform(job.plan.steps[0], host.machine));
    job.steps[0].state = StepState::Done;
    QVERIFY(host.store.save(job)); // and here it died
    QVERIFY(host.store.prepare()); // the next start
    const auto found = host.store.jobs();
    QCOMPARE(found.size(), 1u);
    QCOMPARE(found[0].state, JobState::Interrupted);
    const QJsonObject undo{{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
    const auto plan = jobsFeature().plan(host.machine, undo);
    QCOMPARE(plan->steps.size(), 1u); // what was done, and only that
    QCOMPARE(host.run(*plan).state, JobState::Done);
}

void NamesFailureTest::FS_11_removedFileComesBackWithItsMode()
{
    NamesHost host;
    const QByteArray onlyRule = formatIpoibRule(Guid{0xf4521403007bcba2}, "mlx4_ib1"_ba) + '\n';
    host.demo.files().write(ipoibRulesPath, onlyRule, 0600);
    const Job removal = host.run(*host.plan(nextBoot(secondPort, QJsonValue::Null)));
    QCOMPARE(removal.state, JobState::Done);
    QVERIFY(!host.demo.files().exists(ipoibRulesPath));
    const QJsonObject undo{{u"jobs"_s, QJsonObject{{removal.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
    QCOMPARE(host.run(*jobsFeature().plan(host.machine, undo)).state, JobState::Done);
    QCOMPARE(host.rules(), onlyRule);
    QCOMPARE(host.machine.host.modeOf(ipoibRulesPath), 0600U);
}

/// Kernels before 6.2: it died between taking the link down and renaming it; finishing the job is renaming it.
void NamesFailureTest::LC_02_linkThatADeadHelperLeftDownComesUpAgain()
{
    NamesHost host;
    host.demo.kernel().setRelease(u"5.14.0-503.el9.x86_64"_s);
    const Plan plan = *host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(host.machine.kernel.setLinkUp(host.live(firstPort).index, false));
    QVERIFY(!host.live(firstPort).up);
    QCOMPARE(host.run(plan).state, JobState::Done);
    QVERIFY(host.live(firstPort).up);
}

void NamesFailureTest::FS_19_originalIsKeptOnce()
{
    NamesHost host;
    const QByteArray original = host.rules();
    QCOMPARE(host.run(host.plan(nextBoot(firstPort, u"first"_s)).value()).state, JobState::Done);
    QCOMPARE(host.run(host.plan(nextBoot(firstPort, u"second"_s)).value()).state, JobState::Done);
    const auto kept = host.machine.host.list(originalsPath);
    QCOMPARE(kept.size(), 1);
    QCOMPARE(host.demo.files().read(originalsPath + u'/' + kept.first()), original);
}

void NamesFailureTest::finishedJobsAreBounded()
{
    NamesHost host;
    for (qsizetype i = 0; i < keptJobs + 3; ++i) {
        Job job = newJob({.feature = u"names"_s}, u"test"_s, 0);
        job.started = i;
        QVERIFY(host.store.save(job));
        QVERIFY(host.store.finish(job));
    }
    const auto jobs = host.store.jobs();
    QCOMPARE(qsizetype(jobs.size()), keptJobs);
    QCOMPARE(jobs.front().started, 3);
    QVERIFY(host.machine.host.list(runningJobsPath).isEmpty());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesFailureTest)
#include "namesfailuretest.moc"
