// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs, read while it is written.
#include "helper/jobrun.h"
#include "tests/fake/fakemachine.h"

#include <QTest>
#include <filesystem>
#include <semaphore>
#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int readings = 400;

const WriteFile made{u"/etc/made.conf"_s, std::nullopt, "made"_ba};

bool isThere(const std::vector<Job> &jobs, const QString &id)
{
    return std::ranges::count(jobs, id, &Job::id) == 1;
}

} // namespace

class JobStoreTest : public QObject {
    Q_OBJECT

private slots:
    void LC_02_jobThatEndsMeanwhileIsNeverMissing();
    void jobThatIsRecordedTwiceHasEnded();
    void unreadableProgressLeavesEveryStepUnknown_data();
    void unreadableProgressLeavesEveryStepUnknown();
    void reportThatCannotBeKeptCostsNoRecord();
    void FS_09_temporaryFilesOfADeadWriterGoAtTheNextStart();
};

/// Whoever was told the job's id asks for it at once, while the record moves from the running to the finished ones.
void JobStoreTest::LC_02_jobThatEndsMeanwhileIsNeverMissing()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    QString id;
    std::binary_semaphore isSaved(0);
    std::binary_semaphore isRead(1);
    bool isWritten = true;
    std::thread writer([&] {
        for (int i = 0; i < readings; ++i) {
            Job job = newJob({.feature = u"names"_s}, u"action"_s, 0);
            isRead.acquire();
            isWritten = isWritten && store.save(job);
            id = job.id;
            isSaved.release();
            job.state = JobState::Done;
            std::ignore = store.finish(job);
        }
    });
    QStringList missing;
    for (int i = 0; i < readings; ++i) {
        isSaved.acquire();
        if (!isThere(store.jobs(), id))
            missing.append(id);
        isRead.release();
    }
    writer.join();
    QVERIFY(isWritten);
    QCOMPARE(missing, QStringList());
}

void JobStoreTest::jobThatIsRecordedTwiceHasEnded()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    Job job = newJob({.feature = u"names"_s}, u"action"_s, 0);
    job.state = JobState::Done;
    QVERIFY(store.finish(job));
    Job running = job;
    running.state = JobState::Running;
    QVERIFY(store.save(running));
    QCOMPARE(store.jobs(), std::vector{job});
}

void JobStoreTest::unreadableProgressLeavesEveryStepUnknown_data()
{
    QTest::addColumn<QByteArray>("progress");
    QTest::newRow("no JSON") << "{"_ba;
    QTest::newRow("of another plan") << R"({"finished":0,"state":"running","done":7,"steps":[]})"_ba;
    QTest::newRow("too large") << QByteArray(qsizetype{17} * 1024 * 1024, ' ');
}

/// It tells that something was begun, and not what: only the machine knows.
void JobStoreTest::unreadableProgressLeavesEveryStepUnknown()
{
    QFETCH(const QByteArray, progress);
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    const Job job = newJob({.feature = u"names"_s, .steps = {made, made}}, u"action"_s, 0);
    QVERIFY(store.save(job));
    machine.files().write(runningJobsPath + u'/' + job.id + u".progress"_s, progress, 0600);
    store.interruptAbandoned();
    const std::vector<Job> jobs = store.jobs();
    QCOMPARE(jobs.size(), 1U);
    QCOMPARE(jobs.front().state, JobState::Interrupted);
    QCOMPARE(jobs.front().steps, std::vector<StepReport>(2, {StepState::Interrupted, std::nullopt}));
}

/// Neither the report nor the whole record can be written: how far it had come is still there.
void JobStoreTest::reportThatCannotBeKeptCostsNoRecord()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    Machine doors = machine.machine();
    const Job job = newJob({.feature = u"names"_s, .steps = {made}}, u"action"_s, 0);
    QVERIFY(store.save(job));
    const auto running = machine.files().inside(runningJobsPath + u'/' + job.id + u".json"_s).toStdString();
    std::filesystem::create_hard_link(running, machine.files().inside(u"/run/other"_s).toStdString());
    machine.files().makeDirectory(finishedJobsPath + u'/' + job.id + u".json"_s);
    const std::atomic<bool> cancelled = false;
    QCOMPARE(runJob(job, {doors, store, cancelled, [] {}}).state, JobState::Done);
    const std::vector<Job> jobs = store.jobs();
    QCOMPARE(jobs.size(), 1U);
    QCOMPARE(jobs.front().state, JobState::Done);
    QCOMPARE(jobs.front().steps.front().state, StepState::Done);
}

/// In our own directories and in those that a feature may write to; nowhere else.
void JobStoreTest::FS_09_temporaryFilesOfADeadWriterGoAtTheNextStart()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    const QString rules = u"/etc/udev/rules.d"_s;
    const QStringList leftovers{rules + u"/.rdma-manager.1"_s, u"/run/rdma-manager/.rdma-manager.2"_s,
                                runningJobsPath + u"/.rdma-manager.3"_s, originalsPath + u"/.rdma-manager.4"_s};
    const QStringList others{rules + u"/.other.1"_s, u"/etc/.rdma-manager.5"_s};
    for (const QString &path : leftovers + others)
        machine.files().write(path, "half", 0600);
    QVERIFY(store.prepare({rules}));
    for (const QString &path : leftovers)
        QVERIFY2(!machine.files().exists(path), qPrintable(path));
    for (const QString &path : others)
        QVERIFY2(machine.files().exists(path), qPrintable(path));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JobStoreTest)
#include "jobstoretest.moc"
