// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper dies at any system call of a job: each thing is old or new, the next start knows what happened, and the
// job can be finished or taken back.
#include "helper/features/jobs.h"
#include "helper/jobrun.h"
#include "helper/systemaccounts.h"
#include "helper/systemjournal.h"
#include "helper/systemservices.h"
#include "helper/unittools.h"
#include "tests/doors/directorykernel.h"
#include "tests/doors/killedjob.h"
#include "tests/fake/fakehostroot.h"

#include <QProcess>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// The calls that change anything, as strace names them.
const QStringList systemCalls{u"openat"_s, u"mkdirat"_s,  u"write"_s, u"fsync"_s,     u"renameat"_s,
                              u"rename"_s, u"unlinkat"_s, u"flock"_s, u"renameat2"_s, u"fchmod"_s};

struct Found {
    QMap<QString, QByteArray> files; ///< below /etc, and the interface's name
    bool operator==(const Found &) const = default;
};

} // namespace

class JobKillTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;

    bool runKilled(const QString &call, int when, const QString &how);
    void verifyEachOldOrNew(const Found &now) const;
    void verifyAftermath(bool finish);
    [[nodiscard]] Found found() const;
    void reset();

    Found m_old;
    Found m_new;

private slots:
    void initTestCase();
    void FS_09_killedAtEveryStep_data();
    void FS_09_killedAtEveryStep();
    void LC_02_undisturbedJobIsReported();
    void FS_15_jobOfALivingHelperIsLeftAlone();
};

Found JobKillTest::found() const
{
    Found found{m_root.snapshot({u"/etc"_s})};
    const auto leftover = [](const QMap<QString, QByteArray>::iterator &entry) {
        return entry.key().contains("/.rdma-manager."_L1);
    };
    found.files.removeIf(leftover); // swept by the next write
    const auto host = Host::open(m_root.path());
    found.files.insert(u"interface"_s, host->list(u"/sys/class/net"_s).join(u' ').toUtf8());
    return found;
}

void JobKillTest::reset()
{
    for (const auto &top : {u"/etc"_s, u"/run"_s, u"/var"_s, u"/sys"_s})
        if (m_root.exists(top))
            m_root.remove(top);
    m_root.makeDirectory(u"/run"_s);
    m_root.makeDirectory(u"/var/lib"_s);
    m_root.write(killed::changedFile, "old\n");
    m_root.write(killed::removedFile, "gone\n");
    m_root.write(u"/etc/other.conf"_s, "somebody's");
    m_root.write(u"/sys/class/net/ib0/type"_s, "32\n");
    m_root.write(u"/sys/class/net/ib0/iflink"_s, "2\n");
    m_root.write(u"/sys/class/net/ib0/address"_s, "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1\n");
}

void JobKillTest::initTestCase()
{
    reset();
    m_old = found();
    QVERIFY(!runKilled(u"none"_s, 1, u"done"_s));
    m_new = found();
    QVERIFY(m_new.files != m_old.files);
}

bool JobKillTest::runKilled(const QString &call, int when, const QString &how)
{
    QStringList words{QStringLiteral(RDMA_JOB_PROGRAM), m_root.path(), how};
    if (call != "none"_L1)
        words = QStringList{u"strace"_s,
                            u"-f"_s,
                            u"-qq"_s,
                            u"-o"_s,
                            u"/dev/null"_s,
                            u"-e"_s,
                            u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when)} +
                words;
    QProcess process;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer cannot work under ptrace
    process.setProcessEnvironment(environment);
    process.start(words.takeFirst(), words);
    if (!process.waitForFinished(60'000))
        qFatal("the job did not end: %s", qPrintable(process.errorString()));
    return process.exitStatus() == QProcess::CrashExit || process.exitCode() > 1;
}

void JobKillTest::verifyEachOldOrNew(const Found &now) const
{
    auto keys = m_old.files.keys() + m_new.files.keys() + now.files.keys();
    for (const QString &key : keys)
        QVERIFY2(now.files.value(key) == m_old.files.value(key) || now.files.value(key) == m_new.files.value(key),
                 qPrintable(key));
}

/// What the next helper does: it names the job, and one wish brings the machine to a whole state.
void JobKillTest::verifyAftermath(bool finish)
{
    const auto host = Host::open(m_root.path());
    DirectoryKernel kernel(m_root.path(), *host);
    UnitTools tools(*host);
    const SystemJournal journal;
    const SystemServices services;
    const SystemAccounts accounts;
    Machine machine{const_cast<Host &>(*host), kernel, tools, journal, services, accounts};
    const JobStore store(*host);
    QVERIFY(store.prepare());
    auto state = readJobs(machine).value();
    if (state.live.jobs.empty()) {
        QVERIFY(found() == m_old);
        return;
    }
    QCOMPARE(state.live.jobs.size(), std::size_t(1));
    const auto &[id, job] = *state.live.jobs.begin();
    QVERIFY(job.state != JobState::Running);
    QVERIFY(!std::ranges::contains(job.steps, StepState::Running, &StepOutcome::state));
    const auto effect = state.config.effects.at(id);
    const bool isFailingPlan = job.steps.size() == 5;
    const bool canFinish = job.finishable && !isFailingPlan;
    QVERIFY(effect != Effect::Part || isFailingPlan || (job.undoable && job.finishable));
    JobsConfig wish = state.config;
    wish.effects[id] = finish && canFinish ? Effect::All : Effect::None;
    const auto plan = planJobs(state, wish);
    QVERIFY2(plan, plan ? "" : qPrintable(plan.error().detail));
    const Job next = newJob(*plan, u"x"_s, 0);
    QVERIFY(store.save(next));
    const std::atomic<bool> cancelled = false;
    QCOMPARE(runJob(next, {machine, store, cancelled, [] {}}).state, JobState::Done);
    const bool allThere = wish.effects[id] == Effect::All;
    QVERIFY(found() == (allThere ? m_new : m_old));
    QVERIFY(!readJobs(machine)->live.jobs.at(id).finishable || wish.effects[id] == Effect::None);
}

void JobKillTest::FS_09_killedAtEveryStep_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("how");
    for (const QString &how : {u"done"_s, u"fails"_s})
        for (const QString &call : systemCalls)
            QTest::addRow("%s, %s", qPrintable(call), qPrintable(how)) << call << how;
}

void JobKillTest::FS_09_killedAtEveryStep()
{
    QFETCH(QString, call);
    QFETCH(QString, how);
    int killed = 0;
    for (int when = 1;; ++when) {
        reset();
        if (!runKilled(call, when, how))
            break;
        ++killed;
        verifyEachOldOrNew(found());
        verifyAftermath(when % 2 == 0);
        if (QTest::currentTestFailed()) {
            qWarning("killed at %s number %d", qPrintable(call), when);
            return;
        }
    }
    QVERIFY2(killed > 0, "the call is not made");
}

void JobKillTest::LC_02_undisturbedJobIsReported()
{
    reset();
    QVERIFY(!runKilled(u"none"_s, 1, u"done"_s));
    QCOMPARE(found(), m_new);
    const auto host = Host::open(m_root.path());
    const auto jobs = JobStore(*host).jobs();
    QCOMPARE(jobs.size(), std::size_t(1));
    QCOMPARE(jobs.front().state, JobState::Done);
}

/// An ending helper still runs its last job when the next one starts.
void JobKillTest::FS_15_jobOfALivingHelperIsLeftAlone()
{
    reset();
    const auto host = Host::open(m_root.path());
    const JobStore store(*host);
    QVERIFY(store.prepare());
    auto first = store.lock(std::chrono::milliseconds(0));
    QVERIFY(first);
    QVERIFY(store.save(newJob(killed::plan(false), u"x"_s, 0)));
    QVERIFY(store.prepare());
    QCOMPARE(store.jobs().front().state, JobState::Running);
    QCOMPARE(store.lock(std::chrono::milliseconds(100)).error().code, ErrorCode::Busy);
    *first = Descriptor();
    QVERIFY(store.lock(std::chrono::milliseconds(0)));
    QVERIFY(store.prepare());
    QCOMPARE(store.jobs().front().state, JobState::Interrupted);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JobKillTest)
#include "jobkilltest.moc"
