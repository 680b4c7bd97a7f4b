// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A system call of a write fails, or the process dies at it: the file is the old one or the new one, and nothing is
// left.
#include "helper/host.h"
#include "tests/fake/fakehostroot.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTest>
#include <functional>
#include <sys/xattr.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString directory = u"/etc/udev/rules.d"_s;
const QString file = directory + u"/70-persistent-ipoib.rules"_s;
/// The calls of a write, as strace names them.
const QStringList systemCalls{u"openat2"_s,    u"openat"_s, u"statx"_s,        u"read"_s,      u"getdents64"_s,
                              u"flistxattr"_s, u"flock"_s,  u"fremovexattr"_s, u"fsetxattr"_s, u"fchmod"_s,
                              u"write"_s,      u"fsync"_s,  u"renameat"_s,     u"close"_s};

struct Outcome {
    bool killed = false;
    QString said;
    QString trace;
};

} // namespace

class HostFaultTest : public QObject {
    Q_OBJECT

    FakeHostRoot m_root;

    /// Writes `after` under strace; `meanwhile` runs when strace does.
    Outcome writeUnder(
        const QStringList &straceWords, const QString &before, const QString &after,
        const std::function<void()> &meanwhile = [] {})
    {
        QProcess process;
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer cannot work under ptrace
        process.setProcessEnvironment(environment);
        const QString trace = m_root.inside(u"/trace"_s);
        process.start(u"strace"_s, QStringList{u"-f"_s, u"-qq"_s, u"-y"_s, u"-o"_s, trace} + straceWords +
                                       QStringList{QStringLiteral(RDMA_DOOR_PROGRAM), u"write"_s, m_root.path(), file,
                                                   before, after});
        meanwhile();
        if (!process.waitForFinished(60'000))
            qFatal("strace did not run: %s", qPrintable(process.errorString()));
        return {process.exitStatus() == QProcess::CrashExit || process.exitCode() > 1,
                QString::fromUtf8(process.readAllStandardOutput()), QString::fromUtf8(m_root.read(u"/trace"_s))};
    }
    QStringList names() const
    {
        return Host::open(m_root.path())
            .transform([](const Host &host) { return host.list(directory); })
            .value_or(QStringList());
    }
    void compareFile(const QByteArray &bytes) const
    {
        QCOMPARE(m_root.read(file), bytes);
        QCOMPARE(names(), QStringList(u"70-persistent-ipoib.rules"_s));
    }

private slots:
    void init();

    void failingCallKeepsOldFile_data();
    void failingCallKeepsOldFile();
    void failingCallLeavesNoNewFile_data();
    void failingCallLeavesNoNewFile();
    void failingCallRemovesNothing_data();
    void failingCallRemovesNothing();
    void KI_01_interruptedCallIsRepeated_data();
    void KI_01_interruptedCallIsRepeated();
    void FS_09_killedAnywhereOldOrNew_data();
    void FS_09_killedAnywhereOldOrNew();
    void unitWithoutOpenat2WritesAllTheSame();
    void FS_10_orderOnDisk();
    void FS_14_changedRightBeforeIsAConflict_data();
    void FS_14_changedRightBeforeIsAConflict();
};

void HostFaultTest::init()
{
    m_root.remove(u"/etc"_s);
    m_root.write(file, "old");
    QCOMPARE(::setxattr(m_root.inside(file).toUtf8().constData(), "user.comment", "mine", 4, 0), 0);
}

void HostFaultTest::failingCallKeepsOldFile_data()
{
    QTest::addColumn<QString>("injection");
    QTest::addColumn<QString>("said");
    QTest::newRow("FS_06 ENOSPC at write") << u"write:error=ENOSPC:when=1"_s << u"NoSpace ENOSPC"_s;
    QTest::newRow("FS_06 nothing written") << u"write:retval=0:when=1"_s << u"NoSpace ENOSPC"_s;
    QTest::newRow("FS_06 ENOSPC at fsync") << u"fsync:error=ENOSPC:when=1"_s << u"NoSpace ENOSPC"_s;
    QTest::newRow("FS_06 ENOSPC at rename") << u"renameat:error=ENOSPC"_s << u"NoSpace ENOSPC"_s;
    QTest::newRow("FS_07 EIO at write") << u"write:error=EIO:when=1"_s << u"Io EIO"_s;
    QTest::newRow("FS_07 EIO at fsync of the file") << u"fsync:error=EIO:when=1"_s << u"Io EIO"_s;
    QTest::newRow("FS_07 EIO at fsync of the directory") << u"fsync:error=EIO:when=2"_s << u"Io EIO"_s;
    QTest::newRow("FS_08 EDQUOT at write") << u"write:error=EDQUOT:when=1"_s << u"NoSpace EDQUOT"_s;
    QTest::newRow("FS_08 EROFS at rename") << u"renameat:error=EROFS"_s << u"ReadOnly EROFS"_s;
    QTest::newRow("FS_11 EPERM at fchmod") << u"fchmod:error=EPERM"_s << u"Io EPERM"_s;
    QTest::newRow("FS_11 EPERM at fsetxattr") << u"fsetxattr:error=EPERM"_s << u"UnsafeFile user.comment"_s;
    QTest::newRow("FS_11 EIO at flistxattr") << u"flistxattr:error=EIO"_s << u"Io EIO"_s;
    QTest::newRow("FS_18 EBUSY at rename") << u"renameat:error=EBUSY"_s << u"Busy EBUSY"_s;
    QTest::newRow("EIO at the first look") << u"openat2:error=EIO:when=1"_s << u"Io EIO"_s;
    QTest::newRow("EMFILE") << u"openat2:error=EMFILE:when=3"_s << u"Io EMFILE"_s;
}

void HostFaultTest::failingCallKeepsOldFile()
{
    QFETCH(QString, injection);
    QFETCH(QString, said);
    const Outcome outcome = writeUnder({u"-e"_s, "inject="_L1 + injection}, u"old"_s, u"new"_s);
    QVERIFY2(outcome.trace.contains("(INJECTED)"_L1), "the fault did not happen");
    QCOMPARE(outcome.said, said);
    compareFile("old");
}

void HostFaultTest::failingCallLeavesNoNewFile_data()
{
    QTest::addColumn<QString>("injection");
    QTest::addColumn<QString>("said");
    QTest::newRow("ENOSPC at write") << u"write:error=ENOSPC:when=1"_s << u"NoSpace ENOSPC"_s;
    QTest::newRow("EIO at fsync of the file") << u"fsync:error=EIO:when=1"_s << u"Io EIO"_s;
    QTest::newRow("EIO at fsync of the directory") << u"fsync:error=EIO:when=2"_s << u"Io EIO"_s;
    QTest::newRow("appeared meanwhile") << u"renameat2:error=EEXIST"_s << u"Conflict EEXIST"_s;
}

void HostFaultTest::failingCallLeavesNoNewFile()
{
    QFETCH(QString, injection);
    QFETCH(QString, said);
    m_root.remove(file);
    const Outcome outcome = writeUnder({u"-e"_s, "inject="_L1 + injection}, u"-"_s, u"new"_s);
    QVERIFY2(outcome.trace.contains("(INJECTED)"_L1), "the fault did not happen");
    QCOMPARE(outcome.said, said);
    QCOMPARE(names(), QStringList());
}

void HostFaultTest::failingCallRemovesNothing_data()
{
    QTest::addColumn<QString>("injection");
    QTest::addColumn<QString>("said");
    QTest::newRow("EPERM at unlink") << u"unlinkat:error=EPERM:when=1"_s << u"Io EPERM"_s;
    QTest::newRow("EIO at fsync of the directory") << u"fsync:error=EIO:when=1"_s << u"Io EIO"_s;
}

void HostFaultTest::failingCallRemovesNothing()
{
    QFETCH(QString, injection);
    QFETCH(QString, said);
    const Outcome outcome = writeUnder({u"-e"_s, "inject="_L1 + injection}, u"old"_s, u"-"_s);
    QVERIFY2(outcome.trace.contains("(INJECTED)"_L1), "the fault did not happen");
    QCOMPARE(outcome.said, said);
    compareFile("old");
}

void HostFaultTest::KI_01_interruptedCallIsRepeated_data()
{
    QTest::addColumn<QString>("injection");
    for (const char *call :
         {"openat2:error=EINTR", "openat2:error=EAGAIN", "write:error=EINTR", "fsync:error=EINTR", "flock:error=EINTR"})
        QTest::newRow(call) << QString::fromLatin1(call) + u":when=1"_s;
    QTest::newRow("RENAME_NOREPLACE unknown") << u"renameat2:error=EINVAL:when=1"_s;
}

void HostFaultTest::KI_01_interruptedCallIsRepeated()
{
    QFETCH(QString, injection);
    m_root.remove(file);
    const Outcome outcome = writeUnder({u"-e"_s, "inject="_L1 + injection}, u"-"_s, u"new"_s);
    QVERIFY2(outcome.trace.contains("(INJECTED)"_L1), "the fault did not happen");
    QCOMPARE(outcome.said, u"ok"_s);
    compareFile("new");
}

void HostFaultTest::FS_09_killedAnywhereOldOrNew_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    for (const QString &call : systemCalls)
        QTest::addRow("replacing, %s", qPrintable(call)) << call << u"old"_s << u"new"_s;
    for (const char *call : {"openat", "flock", "fchmod", "write", "fsync", "renameat2"})
        QTest::addRow("creating, %s", call) << QString::fromLatin1(call) << u"-"_s << u"new"_s;
    for (const char *call : {"unlinkat", "fsync"})
        QTest::addRow("removing, %s", call) << QString::fromLatin1(call) << u"old"_s << u"-"_s;
}

/// At the first, second, third … call of a kind, until the write outlives it.
void HostFaultTest::FS_09_killedAnywhereOldOrNew()
{
    QFETCH(QString, call);
    QFETCH(QString, before);
    QFETCH(QString, after);
    int killed = 0;
    for (int when = 1;; ++when) {
        init();
        if (before == "-"_L1)
            m_root.remove(file);
        const auto host = Host::open(m_root.path());
        const QString injection = u"inject=%1:signal=KILL:when=%2"_s.arg(call).arg(when);
        if (!writeUnder({u"-e"_s, injection}, before, after).killed)
            break;
        ++killed;
        const auto standing = host->read(file).value();
        const QString text = QString::fromUtf8(standing.value_or("-"_ba));
        QVERIFY2(text == before || text == after, qPrintable(text));
        for (const QString &name : names())
            QVERIFY(name == "70-persistent-ipoib.rules"_L1 ||
                    (name.startsWith(".rdma-manager."_L1) && !name.endsWith(".rules"_L1)));
        QVERIFY(host->write(file, standing, "next"_ba));
        compareFile("next");
    }
    QVERIFY2(killed > 0, "the call is not made");
}

/// Bytes on disk before the name points to them, the name on disk before success is reported.
void HostFaultTest::unitWithoutOpenat2WritesAllTheSame()
{
    const Outcome outcome = writeUnder({u"-e"_s, u"inject=openat2:error=ENOSYS"_s}, u"old"_s, u"new"_s);
    QVERIFY2(outcome.trace.contains("(INJECTED)"_L1), "the fault did not happen");
    QCOMPARE(outcome.said, u"ok"_s);
    compareFile("new");
}

void HostFaultTest::FS_10_orderOnDisk()
{
    const Outcome outcome = writeUnder({u"-e"_s, u"trace=fsync,renameat"_s}, u"old"_s, u"new"_s);
    QCOMPARE(outcome.said, u"ok"_s);
    static const QRegularExpression calls(uR"((fsync|renameat)\(\d+<([^>]*)>)"_s);
    QStringList order;
    for (const auto &match : calls.globalMatch(outcome.trace))
        order.append(match.captured(1) + u' ' + match.captured(2).section(u'/', -1).section(u'.', 0, 1));
    QCOMPARE(order, (QStringList{u"fsync .rdma-manager"_s, u"renameat rules.d"_s, u"fsync rules.d"_s}));
}

void HostFaultTest::FS_14_changedRightBeforeIsAConflict_data()
{
    QTest::addColumn<QString>("delayed");
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::newRow("replacing") << u"fsync"_s << u"old"_s << u"new"_s;
    QTest::newRow("creating") << u"fsync"_s << u"-"_s << u"new"_s;
    QTest::newRow("removing") << u"getdents64"_s << u"old"_s << u"-"_s;
}

/// Somebody's editor saves after the file was read and before it is replaced.
void HostFaultTest::FS_14_changedRightBeforeIsAConflict()
{
    QFETCH(QString, delayed);
    QFETCH(QString, before);
    QFETCH(QString, after);
    if (before == "-"_L1)
        m_root.remove(file);
    const auto save = [&] {
        const QString trace = m_root.inside(u"/trace"_s);
        const auto reached = [&] {
            QFile lines(trace);
            return lines.open(QIODevice::ReadOnly) && lines.readAll().contains(QByteArray(delayed.toUtf8() + '('));
        };
        QVERIFY(QTest::qWaitFor(reached, 20'000));
        m_root.write(file, "the editor's");
    };
    m_root.write(u"/trace"_s, "");
    const QString injection = u"inject=%1:delay_exit=2000000:when=1"_s.arg(delayed);
    QCOMPARE(writeUnder({u"-e"_s, injection}, before, after, save).said, u"Conflict "_s);
    compareFile("the editor's");
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::HostFaultTest)
#include "hostfaulttest.moc"
