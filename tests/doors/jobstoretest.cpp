// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs, read while it is written.
#include "helper/jobrun.h"
#include "tests/fake/fakemachine.h"

#include <QMutex>
#include <QTest>
#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int readings = 400;

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
    void FS_09_temporaryFilesOfADeadWriterGoAtTheNextStart();
};

/// Whoever was told the job's id asks for it at once, while the record moves from the running to the finished ones.
void JobStoreTest::LC_02_jobThatEndsMeanwhileIsNeverMissing()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    QMutex mutex;
    QString latest;
    std::atomic<bool> enough = false;
    const auto saveAndFinish = [&](Job job) {
        if (!store.save(job))
            return false;
        {
            const QMutexLocker lock(&mutex);
            latest = job.id;
        }
        job.state = JobState::Done;
        return store.finish(job).has_value();
    };
    std::atomic<bool> isWritten = true;
    std::thread writer([&] {
        while (!enough && isWritten)
            isWritten = saveAndFinish(newJob({.feature = u"names"_s}, u"action"_s, 0));
    });
    QStringList missing;
    const auto latestId = [&] {
        const QMutexLocker lock(&mutex);
        return latest;
    };
    while (isWritten && latestId().isEmpty())
        std::this_thread::yield();
    for (int i = 0; i < readings && isWritten; ++i)
        if (const QString id = latestId(); !isThere(store.jobs(), id))
            missing.append(id);
    enough = true;
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

/// In our own directories, and where an interrupted job was writing; nowhere else.
void JobStoreTest::FS_09_temporaryFilesOfADeadWriterGoAtTheNextStart()
{
    FakeMachine machine;
    const JobStore store(machine.host());
    QVERIFY(store.prepare());
    const Plan plan{.feature = u"names"_s, .steps = {WriteFile{u"/etc/udev/rules.d/x.rules"_s, std::nullopt, "x"_ba}}};
    QVERIFY(store.save(newJob(plan, u"action"_s, 0)));
    const QStringList leftovers{u"/etc/udev/rules.d/.rdma-manager.1"_s, runningJobsPath + u"/.rdma-manager.2"_s,
                                finishedJobsPath + u"/.rdma-manager.3"_s};
    const QStringList others{u"/etc/udev/rules.d/.other.1"_s, u"/etc/.rdma-manager.4"_s};
    for (const QString &path : leftovers + others)
        machine.files().write(path, "half", 0600);
    QVERIFY(store.prepare());
    for (const QString &path : leftovers)
        QVERIFY2(!machine.files().exists(path), qPrintable(path));
    for (const QString &path : others)
        QVERIFY2(machine.files().exists(path), qPrintable(path));
    QCOMPARE(store.jobs().front().state, JobState::Interrupted);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JobStoreTest)
#include "jobstoretest.moc"
