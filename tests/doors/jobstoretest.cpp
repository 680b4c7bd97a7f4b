// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The record of jobs, read while it is written.
#include "helper/jobrun.h"
#include "tests/fake/fakemachine.h"

#include <QTest>
#include <semaphore>
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
