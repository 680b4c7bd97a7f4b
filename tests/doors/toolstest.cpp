// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Running programs: which ones, with what around them, for how long, and what is believed of their end.
#include "helper/tools.h"
#include "tests/fake/fakehostroot.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <QThread>
#include <csignal>
#include <fcntl.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class ToolsTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;

    /// An executable shell script.
    QString script(const QByteArray &body, unsigned mode = 0755)
    {
        m_root.write(u"/usr/bin/tool"_s, "#!/bin/sh\n" + body + '\n', mode);
        return m_root.inside(u"/usr/bin/tool"_s);
    }
    Result<ToolOutcome> runScript(const QByteArray &body, std::chrono::milliseconds deadline = 20s)
    {
        return runCommand({script(body), {}, deadline});
    }
    QByteArray outputOf(const QByteArray &body)
    {
        return runScript(body).value_or(ToolOutcome{"failed"_ba, true}).output;
    }

private slots:
    void SP_01_onlyAbsolutePaths();
    void SP_01_writableByOthersIsRefused();
    void SP_01_directoryWritableByOthersIsRefused();
    void SP_01_linkIsFollowedToAProgram();
    void SP_02_wordsArePassedAsTheyAre();
    void SP_03_hangingProgramIsEnded();
    void SP_03_whatIsNotWantedAnyMoreIsEnded();
    void SP_03_stubbornProgramIsKilled();
    void SP_03_programHasTheMercyOfItsTool();
    void SP_04_grandchildrenDieAtTheDeadline();
    void SP_04_grandchildrenDieWithTheProgram();
    void SP_05_outputIsBounded();
    void SP_05_outputIsDrainedWhileWaiting();
    void SP_05_toolMayHaveMoreRoom();
    void complaintsAreKeptApart();
    void SP_06_stdinIsEmpty();
    void SP_07_signalIsFailure();
    void SP_07_exitCodeIsFailure();
    void SP_08_exitCodeCanBePartOfTheAnswer();
    void outputIsFollowed();
    void SP_09_environmentIsFixed();
    void SP_10_directoryIsRoot();
    void SP_11_noDescriptorIsInherited();
    void SP_12_missingOrUnusableProgram();
    void SP_13_controlCharactersAreNotRepeated();
    void SP_14_failingForkIsReported();
    void ownProcessGroupAndSignals();
    void nothingIsLeftBehind();
};

void ToolsTest::SP_01_onlyAbsolutePaths()
{
    QCOMPARE(runCommand({u"true"_s, {}}).error(), (Error{ErrorCode::ToolMissing, u"true"_s, u"ENOENT"_s}));
    QCOMPARE(runCommand({u"./true"_s, {}}).error().code, ErrorCode::ToolMissing);
    QCOMPARE(runCommand({QString(), {}}).error().code, ErrorCode::ToolMissing);
    QVERIFY(runCommand({u"/usr/bin/true"_s, {}}));
}

void ToolsTest::SP_01_writableByOthersIsRefused()
{
    for (const unsigned mode : {0775U, 0757U}) {
        const QString path = script("exit 0", mode);
        QCOMPARE(runCommand({path, {}}).error(), (Error{ErrorCode::UnsafeFile, path, u"writable by others"_s}));
    }
}

void ToolsTest::SP_01_directoryWritableByOthersIsRefused()
{
    const QString path = script("exit 0");
    const QString directory = m_root.inside(u"/usr"_s);
    QCOMPARE(::chmod(directory.toUtf8().constData(), 0777), 0);
    QCOMPARE(runCommand({path, {}}).error(), (Error{ErrorCode::UnsafeFile, directory, u"writable by others"_s}));
    QCOMPARE(::chmod(directory.toUtf8().constData(), 0755), 0);
}

void ToolsTest::SP_01_linkIsFollowedToAProgram()
{
    const QString path = script("echo \"$0\"");
    m_root.link(u"/usr/bin/link"_s, u"tool"_s);
    QCOMPARE(runCommand({m_root.inside(u"/usr/bin/link"_s), {}}).value().output,
             m_root.inside(u"/usr/bin/link"_s).toUtf8() + '\n');
    QCOMPARE(::chmod(path.toUtf8().constData(), 0777), 0);
    QCOMPARE(runCommand({m_root.inside(u"/usr/bin/link"_s), {}}).error().code, ErrorCode::UnsafeFile);
}

void ToolsTest::SP_02_wordsArePassedAsTheyAre()
{
    const QString path = script("printf '[%s]' \"$@\"");
    const QStringList words{u"-x"_s, u"a b"_s, u"@file"_s, u"$(id)"_s, u";reboot"_s, QString(), u"\u00fc\n"_s};
    QCOMPARE(runCommand({path, words}).value().output, u"[-x][a b][@file][$(id)][;reboot][][\u00fc\n]"_s.toUtf8());
}

void ToolsTest::SP_03_hangingProgramIsEnded()
{
    QElapsedTimer timer;
    timer.start();
    const auto result = runScript("echo before; exec sleep 60", 300ms);
    QCOMPARE(result.error().code, ErrorCode::Timeout);
    QCOMPARE(result.error().detail, u"late: before"_s);
    QVERIFY(timer.elapsed() >= 300);
    QVERIFY2(timer.elapsed() < 2000, "SIGTERM was enough");
}

namespace {

/// What a late script printed: the number of a process.
int processNamedBy(const Error &error)
{
    return error.detail.mid(u"late: "_s.size()).toInt();
}

/// Dead, though perhaps not yet reaped by whoever adopted it.
bool isDead(int process)
{
    QFile status(u"/proc/%1/stat"_s.arg(process));
    return !status.open(QIODevice::ReadOnly) || status.readAll().contains(") Z ");
}

} // namespace

void ToolsTest::SP_03_whatIsNotWantedAnyMoreIsEnded()
{
    std::atomic<bool> cancelled = false;
    const std::unique_ptr<QThread> other(QThread::create([&] {
        QThread::msleep(300);
        cancelled = true;
    }));
    other->start();
    const auto ended = runCommand({script("exec sleep 60"), {}, 50s}, cancelled);
    other->wait();
    QVERIFY(!ended);
    QCOMPARE(ended.error().code, ErrorCode::Cancelled);
}

void ToolsTest::SP_03_stubbornProgramIsKilled()
{
    QElapsedTimer timer;
    timer.start();
    const auto result = runScript("trap '' TERM; echo $$; while :; do sleep 0.1; done", 300ms);
    QCOMPARE(result.error().code, ErrorCode::Timeout);
    QVERIFY(timer.elapsed() >= 2300);
    QVERIFY(timer.elapsed() < 6000);
    const int stubborn = processNamedBy(result.error());
    QVERIFY(stubborn > 1);
    QCOMPARE(::kill(stubborn, 0), -1);
}

/// mstconfig holds a card's semaphore: killed before it let go, nobody opens the card any more.
void ToolsTest::SP_03_programHasTheMercyOfItsTool()
{
    const QString slow = script("trap 'sleep 5; echo released; exit 0' TERM; while :; do sleep 0.1; done");
    const auto result = runCommand({.program = slow, .deadline = 300ms, .mercy = 10s});
    QCOMPARE(result.error().code, ErrorCode::Timeout);
    QVERIFY2(result.error().detail.startsWith(u"late: released"_s), qPrintable(result.error().detail));
    const QString stubborn = script("trap '' TERM; echo $$; while :; do sleep 0.1; done");
    const auto killed = runCommand({.program = stubborn, .deadline = 300ms, .mercy = 300ms});
    QCOMPARE(::kill(processNamedBy(killed.error()), 0), -1);
}

void ToolsTest::SP_04_grandchildrenDieAtTheDeadline()
{
    const auto result = runScript("sh -c 'trap \"\" TERM; while :; do sleep 0.1; done' & echo $!; wait", 300ms);
    QCOMPARE(result.error().code, ErrorCode::Timeout);
    const int grandchild = processNamedBy(result.error());
    QVERIFY(grandchild > 1);
    QVERIFY(QTest::qWaitFor([&] { return isDead(grandchild); }));
}

void ToolsTest::SP_04_grandchildrenDieWithTheProgram()
{
    QElapsedTimer timer;
    timer.start();
    const int grandchild = outputOf("sleep 60 & echo $!").trimmed().toInt();
    QVERIFY(grandchild > 1);
    QVERIFY2(timer.elapsed() < 10'000, "a grandchild that holds the pipe does not keep us waiting");
    QVERIFY(QTest::qWaitFor([&] { return isDead(grandchild); }));
}

void ToolsTest::SP_05_outputIsBounded()
{
    rusage before{};
    rusage after{};
    QCOMPARE(::getrusage(RUSAGE_SELF, &before), 0);
    const auto result = runScript("head -c 300000000 /dev/zero", 60s);
    QCOMPARE(::getrusage(RUSAGE_SELF, &after), 0);
    QVERIFY(result);
    QCOMPARE(result->output.size(), 1024 * 1024);
    QVERIFY(result->truncated);
    QVERIFY2(after.ru_maxrss - before.ru_maxrss < 16 * 1024, "more than 16 MiB were held");
}

void ToolsTest::SP_05_outputIsDrainedWhileWaiting()
{
    const auto result = runScript("head -c 1048576 /dev/zero; head -c 300000 /dev/zero >&2; echo 1");
    QVERIFY(result);
    QCOMPARE(result->output.size(), 1024 * 1024);
    QCOMPARE(result->errors.size(), 64 * 1024);
    QVERIFY(result->truncated);
    const auto exact = runScript("head -c 1048576 /dev/zero");
    QCOMPARE(exact.value().output.size(), 1024 * 1024);
    QVERIFY(!exact->truncated);
}

void ToolsTest::SP_05_toolMayHaveMoreRoom()
{
    const auto result = runCommand({script("head -c 3000000 /dev/zero"), {}, 20s, 2'000'000});
    QCOMPARE(result.value().output.size(), 2'000'000);
    QVERIFY(result->truncated);
}

/// A program that buffers its output would be cut anywhere by what it says beside it.
void ToolsTest::complaintsAreKeptApart()
{
    const auto result = runScript("echo one; echo oh >&2; echo two");
    QCOMPARE(result.value().output, "one\ntwo\n"_ba);
    QCOMPARE(result->errors, "oh\n"_ba);
    QCOMPARE(runScript("echo one; echo oh >&2; exit 3").error().detail, u"exit 3: one\noh"_s);
}

void ToolsTest::SP_06_stdinIsEmpty()
{
    QCOMPARE(outputOf("read answer && echo got || echo nothing"), "nothing\n"_ba);
    QCOMPARE(outputOf("readlink /proc/self/fd/0"), "/dev/null\n"_ba);
}

void ToolsTest::SP_07_signalIsFailure()
{
    const auto result = runScript("echo last words; kill -KILL $$");
    QCOMPARE(result.error(),
             (Error{ErrorCode::ToolFailed, m_root.inside(u"/usr/bin/tool"_s), u"SIGKILL: last words"_s}));
}

void ToolsTest::SP_07_exitCodeIsFailure()
{
    const auto result = runScript("echo out; echo err >&2; exit 9");
    QCOMPARE(result.error(), (Error{ErrorCode::ToolFailed, m_root.inside(u"/usr/bin/tool"_s), u"exit 9: out\nerr"_s}));
    QCOMPARE(runScript("for i in 1 2 3 4 5 6 7 8; do echo line $i; done; exit 1").error().detail,
             u"exit 1: line 4\nline 5\nline 6\nline 7\nline 8"_s);
}

void ToolsTest::SP_08_exitCodeCanBePartOfTheAnswer()
{
    const auto failed = runCommand({.program = script("echo '-E- no'; echo low >&2; exit 3"), .exitsFreely = true});
    QCOMPARE(failed.value().exitCode, 3);
    QCOMPARE(failed->output, "-E- no\n"_ba);
    QCOMPARE(failed->errors, "low\n"_ba);
    QCOMPARE(runCommand({.program = script("exit 0"), .exitsFreely = true}).value().exitCode, 0);
    const auto killed = runCommand({.program = script("echo table; kill -KILL $$"), .exitsFreely = true});
    QCOMPARE(killed.error().code, ErrorCode::ToolFailed);
    QCOMPARE(killed.error().detail, u"SIGKILL: table"_s);
}

void ToolsTest::outputIsFollowed()
{
    QByteArrayList heard;
    const QString path =
        script("echo one; while [ ! -e " + m_root.inside(u"/go"_s).toUtf8() + " ]; do sleep 0.05; done; echo two");
    const auto result = runCommand({.program = path, .deadline = 20s, .follow = [&](const ToolOutcome &soFar) {
                                        heard.append(soFar.output);
                                        if (soFar.output == "one\n" && !m_root.exists(u"/go"_s))
                                            m_root.write(u"/go"_s, {});
                                    }});
    QVERIFY(result);
    QVERIFY(heard.contains("one\n"_ba));
    QCOMPARE(heard.last(), "one\ntwo\n"_ba);
}

void ToolsTest::SP_09_environmentIsFixed()
{
    qputenv("LD_PRELOAD", "");
    qputenv("MODPROBE_OPTIONS", "-v");
    const auto result = runCommand({u"/usr/bin/env"_s, {}});
    QCOMPARE(result.value().output, "PATH=/usr/sbin:/usr/bin:/sbin:/bin\nLC_ALL=C.UTF-8\nHOME=/\n"_ba);
}

void ToolsTest::SP_10_directoryIsRoot()
{
    QCOMPARE(outputOf("pwd"), "/\n"_ba);
}

void ToolsTest::SP_11_noDescriptorIsInherited()
{
    const int leak = ::open("/dev/null", O_RDONLY); // without O_CLOEXEC
    const int high = ::dup2(leak, 500);
    const auto result = runCommand({u"/usr/bin/ls"_s, {u"/proc/self/fd"_s}});
    ::close(leak);
    ::close(high);
    QCOMPARE(result.value().output, "0\n1\n2\n3\n"_ba); // 3 is the directory that ls reads
}

void ToolsTest::SP_12_missingOrUnusableProgram()
{
    const QString missing = m_root.inside(u"/usr/bin/missing"_s);
    QCOMPARE(runCommand({missing, {}}).error(), (Error{ErrorCode::ToolMissing, missing, u"ENOENT"_s}));
    const QString plain = script("exit 0", 0644);
    QCOMPARE(runCommand({plain, {}}).error(), (Error{ErrorCode::ToolMissing, plain, u"not executable"_s}));
    const QString directory = m_root.inside(u"/usr/bin"_s);
    QCOMPARE(runCommand({directory, {}}).error(), (Error{ErrorCode::ToolMissing, directory, u"not executable"_s}));
    m_root.write(u"/usr/bin/tool"_s,
                 "\x7f"
                 "ELF broken",
                 0755);
    QCOMPARE(runCommand({plain, {}}).error(), (Error{ErrorCode::ToolMissing, plain, u"ENOEXEC"_s}));
    m_root.write(u"/usr/bin/tool"_s, "#!/no/such/interpreter\n", 0755);
    QCOMPARE(runCommand({plain, {}}).error(), (Error{ErrorCode::ToolMissing, plain, u"ENOENT"_s}));
    QVERIFY(::mkfifo((m_root.inside(u"/usr/bin/fifo"_s)).toUtf8().constData(), 0755) == 0);
    QCOMPARE(runCommand({m_root.inside(u"/usr/bin/fifo"_s), {}}).error().code, ErrorCode::ToolMissing);
}

void ToolsTest::SP_13_controlCharactersAreNotRepeated()
{
    const auto result = runScript("printf 'a\\033[31mb\\000c\\377d\\r'; exit 1");
    QCOMPARE(result.error().detail, u"exit 1: a\ufffd[31mb\ufffdc\ufffdd"_s);
    const auto longLine = runScript("head -c 1000000 /dev/zero | tr '\\000' x; exit 1");
    QVERIFY(longLine.error().detail.size() < 1000);
}

void ToolsTest::SP_14_failingForkIsReported()
{
    QProcess strace;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer cannot work under ptrace
    strace.setProcessEnvironment(environment);
    strace.start(u"strace"_s, {u"-o"_s, u"/dev/null"_s, u"-e"_s, u"inject=clone,clone3,vfork:error=EAGAIN"_s,
                               QStringLiteral(RDMA_DOOR_PROGRAM), u"run"_s, u"/usr/bin/true"_s});
    QVERIFY(strace.waitForFinished());
    QCOMPARE(QString::fromUtf8(strace.readAllStandardOutput()), u"ToolFailed EAGAIN"_s);
}

void ToolsTest::ownProcessGroupAndSignals()
{
    sigset_t blocked;
    sigset_t before;
    sigemptyset(&blocked);
    sigaddset(&blocked, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &blocked, &before);
    const auto ignored = ::signal(SIGPIPE, SIG_IGN);
    const auto status = runCommand({u"/usr/bin/grep"_s, {u"-hE"_s, u"^Sig(Blk|Ign)"_s, u"/proc/self/status"_s}});
    ::signal(SIGPIPE, ignored);
    pthread_sigmask(SIG_SETMASK, &before, nullptr);
    QCOMPARE(status.value().output, "SigBlk:\t0000000000000000\nSigIgn:\t0000000000000000\n"_ba);
    const auto fields = runCommand({u"/usr/bin/cat"_s, {u"/proc/self/stat"_s}}).value().output.split(' ');
    QCOMPARE(fields[4], fields[0]);
}

/// Descriptors and zombies, in many threads at once.
void ToolsTest::nothingIsLeftBehind()
{
    const auto count = [] { return QDir(u"/proc/self/fd"_s).entryList().size(); };
    const auto before = count();
    std::atomic<int> failures = 0;
    std::vector<std::unique_ptr<QThread>> threads;
    for (int i = 0; i < 8; ++i)
        threads.emplace_back(QThread::create([&] {
            for (int round = 0; round < 10; ++round)
                failures += runCommand({u"/usr/bin/true"_s, {}}) && !runCommand({u"/usr/bin/false"_s, {}}) ? 0 : 1;
        }));
    for (const auto &thread : threads)
        thread->start();
    for (const auto &thread : threads)
        QVERIFY(thread->wait(60'000));
    QCOMPARE(failures, 0);
    QCOMPARE(count(), before);
    QCOMPARE(::waitpid(-1, nullptr, WNOHANG), -1);
    QCOMPARE(errno, ECHILD);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ToolsTest)
#include "toolstest.moc"
