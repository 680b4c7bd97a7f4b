// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change of exports fails, is cut off, or meets somebody who is logged in.
#include "tests/srp/exporthost.h"

#include "helper/authorizer.h"
#include "helper/liochange.h"
#include "tests/fake/passingkernel.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Refuses its k-th change of configfs, and all of them from then on when it is told so.
class FailingKernel final : public PassingKernel {
public:
    FailingKernel(Kernel &kernel, int failing, bool always = false)
        : PassingKernel(kernel), m_left(failing), m_always(always)
    {
    }

    Result<void> makeNode(const QString &path) override
    {
        return passed(path, [&] { return PassingKernel::makeNode(path); });
    }
    Result<void> removeNode(const QString &path) override
    {
        return passed(path, [&] { return PassingKernel::removeNode(path); });
    }
    Result<void> linkNode(const QString &path, const QString &target) override
    {
        return passed(path, [&] { return PassingKernel::linkNode(path, target); });
    }
    Result<void> unlinkNode(const QString &path) override
    {
        return passed(path, [&] { return PassingKernel::unlinkNode(path); });
    }
    Result<void> storeAttribute(const QString &path, const QByteArray &value) override
    {
        return passed(path, [&] { return PassingKernel::storeAttribute(path, value); });
    }

    [[nodiscard]] bool hasFailed() const { return m_left < 0; }

private:
    Result<void> passed(const QString &path, auto call)
    {
        if (m_left == 0 || (m_left < 0 && m_always)) {
            m_left = -1;
            return fail(ErrorCode::Io, path, u"EIO"_s);
        }
        m_left -= m_left > 0 ? 1 : 0;
        return call();
    }

    int m_left;
    bool m_always;
};

QString aclPath(const QString &initiator)
{
    return "/sys/kernel/config/target/srpt/"_L1 + firstTarget + "/tpgt_1/acls/"_L1 + initiator;
}

QJsonObject withoutFirst()
{
    return now(targets(firstTarget, QJsonObject{{u"acls"_s, QJsonObject{{firstInitiator, QJsonValue::Null}}}}));
}

} // namespace

class SrpExportFailureTest : public QObject {
    Q_OBJECT

    /// Runs the plan with a kernel that refuses its k-th change.
    static Job runFailing(ExportHost &host, const Plan &plan, FailingKernel &kernel)
    {
        Machine machine{host.machine.host,    kernel, host.machine.tools, host.machine.journal, host.machine.services,
                        host.machine.accounts};
        const Job job = newJob(plan, u"test"_s, 0);
        if (!host.store.save(job))
            qFatal("no job record");
        return runJob(job, {machine, host.store, host.cancelled, [] {}});
    }

    static QMap<QString, QByteArray> withoutFabric(QMap<QString, QByteArray> files)
    {
        files.removeIf([](const auto &one) { return one.key().startsWith("/sys/kernel/config/target/srpt/disc"_L1); });
        files.removeIf([](const auto &one) { return one.key().startsWith("/sys/kernel/config/target/srpt/ver"_L1); });
        return files;
    }

private slots:
    void KI_07_everyFailingCallTakesAllBack();
    void KI_08_whatCannotBeTakenBackIsSaid();
    void KI_09_withoutItsModuleNothingIsMade();
    void KI_10_whoIsLoggedInIsNamedAndAnotherActionAsked();
    void KI_10_undoNamesWhoHasLoggedInSince();
    void KI_10_whoLogsInWhileThePromptIsOpenIsNotCutOff();
    void KI_11_failedSaveLeavesTheExportAndIsTriedAgain();
    void LC_02_cutOffTargetIsFinishedOrTakenBack();
    void diskThatSomebodyTookMeanwhileIsBusy();
    void IV_17_pathThatLeadsElsewhereIsAConflict();
};

void SrpExportFailureTest::KI_07_everyFailingCallTakesAllBack()
{
    int failed = 0;
    for (int k = 0;; ++k) {
        ExportHost host;
        host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
        const auto before = withoutFabric(host.snapshot());
        FailingKernel kernel(host.demo.kernel(), k);
        const Job job = runFailing(host, host.plan(firstExport()).value(), kernel);
        if (!kernel.hasFailed())
            break;
        ++failed;
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(withoutFabric(host.snapshot()), before);
    }
    QVERIFY2(failed >= 14, qPrintable(QString::number(failed)));
}

void SrpExportFailureTest::KI_08_whatCannotBeTakenBackIsSaid()
{
    ExportHost host;
    host.demo.kernel().configfs().loadModule(u"ib_srpt"_s);
    FailingKernel kernel(host.demo.kernel(), 12, true);
    const Job job = runFailing(host, host.plan(firstExport()).value(), kernel);
    QCOMPARE(job.state, JobState::LeftOver);
    QVERIFY(std::ranges::contains(job.steps, StepState::Left, &StepReport::state));
}

void SrpExportFailureTest::KI_09_withoutItsModuleNothingIsMade()
{
    ExportHost host;
    const auto before = host.snapshot();
    host.demo.tools().script(Tool::LoadModule, fail(ErrorCode::ToolFailed, u"/usr/sbin/modprobe"_s, u"exit 1"_s));
    const Job job = host.apply(firstExport());
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::ToolFailed);
    QCOMPARE(host.snapshot(), before);
}

void SrpExportFailureTest::KI_10_whoIsLoggedInIsNamedAndAnotherActionAsked()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    QCOMPARE(kindOf(host.plan(withoutFirst())->steps.front()), u"shrink-target"_s);
    host.demo.kernel().configfs().setSession(aclPath(firstInitiator), true);
    const auto plan = host.plan(withoutFirst());
    QVERIFY(plan);
    QCOMPARE(kindOf(plan->steps.front()), u"disconnect-initiators"_s);
    QCOMPARE(std::get<ChangeTarget>(plan->steps.front()).disconnects, QStringList(firstInitiator));
    QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::SessionEnds, firstInitiator, firstTarget}));
}

void SrpExportFailureTest::KI_10_undoNamesWhoHasLoggedInSince()
{
    ExportHost host;
    const Job job = host.apply(firstExport());
    host.demo.kernel().configfs().setSession(aclPath(firstInitiator), true);
    const auto undo =
        jobsFeature().plan(host.machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}});
    QVERIFY(undo);
    const auto target =
        std::ranges::find_if(undo->steps, [](const Step &step) { return std::holds_alternative<ChangeTarget>(step); });
    QCOMPARE(kindOf(*target), u"disconnect-initiators"_s);
    QCOMPARE(actionFor(*undo).value(), u"org.rdmamanager.srptarget.disconnect"_s);
}

void SrpExportFailureTest::KI_10_whoLogsInWhileThePromptIsOpenIsNotCutOff()
{
    ExportHost host;
    QCOMPARE(host.apply(firstExport()).state, JobState::Done);
    const auto plan = host.plan(withoutFirst());
    host.demo.kernel().configfs().setSession(aclPath(firstInitiator), true);
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QVERIFY(host.state().live.sessions.at(firstTarget).contains(firstInitiator));
}

void SrpExportFailureTest::KI_11_failedSaveLeavesTheExportAndIsTriedAgain()
{
    ExportHost host;
    const auto plan = host.plan(firstExport());
    host.demo.files().write(savePath, "{}", 0600); // somebody else's, since the plan
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Incomplete);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QVERIFY(host.state().config.now.targets.contains(firstTarget));
    host.demo.files().remove(savePath);
    Machine machine = host.machine;
    const auto finish =
        jobsFeature().plan(machine, {{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"all"_s}}}}}});
    QVERIFY(finish);
    QCOMPARE(host.run(*finish).state, JobState::Done);
    QCOMPARE(host.state().config.now, host.state().config.atBoot);
    QCOMPARE(host.demo.host().modeOf(savePath), 0600U);
}

/// A helper that is killed in the middle leaves a part; from each part both ways must be open.
void SrpExportFailureTest::LC_02_cutOffTargetIsFinishedOrTakenBack()
{
    const QJsonObject wish = now(targets(firstTarget, exported(u"ramdisk/r"_s)));
    for (int done = 1;; ++done) {
        ExportHost host;
        QCOMPARE(host.apply(now(backstores(u"ramdisk/r"_s, ramdisk(1 << 20, u"ram-serial-1"_s)))).state,
                 JobState::Done);
        const auto step = std::get<ChangeTarget>(host.plan(wish)->steps.back());
        const auto operations =
            operationsFor(host.machine.host, backstorePaths(host.machine.host), step.wwn, step.before, step.after);
        if (done == std::ssize(*operations))
            break;
        for (int i = 0; i < done; ++i)
            QVERIFY(run(operations->at(std::size_t(i)), host.machine.kernel));
        if (done % 2 == 0) {
            QVERIFY(undo(step, host.machine));
            QVERIFY(!readSrpTarget(host.machine.host, firstTarget));
        } else {
            QVERIFY(perform(step, host.machine));
            QCOMPARE(standingOf(step, host.machine).value(), Standing::After);
        }
    }
}

void SrpExportFailureTest::diskThatSomebodyTookMeanwhileIsBusy()
{
    ExportHost host;
    const auto plan = host.plan(firstExport());
    host.demo.kernel().configfs().setBlockDevice(
        {.name = u"sdb"_s, .paths = {freeDisk}, .size = 1 << 20, .held = true});
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Busy);
    QCOMPARE(host.state().config, SrpTargetConfig{});
}

void SrpExportFailureTest::IV_17_pathThatLeadsElsewhereIsAConflict()
{
    ExportHost host;
    const auto plan = host.plan(firstExport());
    host.demo.kernel().configfs().setBlockDevice({.name = u"sdb"_s, .size = 1 << 20});
    host.demo.kernel().configfs().setBlockDevice({.name = u"sdz"_s, .paths = {freeDisk}, .size = 1 << 20});
    const Job job = host.run(*plan);
    QCOMPARE(job.state, JobState::Undone);
    QCOMPARE(job.error->code, ErrorCode::Conflict);
    QCOMPARE(job.error->detail, u"sdz"_s);
    QCOMPARE(host.state().config, SrpTargetConfig{});
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::SrpExportFailureTest)
#include "srpexportfailuretest.moc"
