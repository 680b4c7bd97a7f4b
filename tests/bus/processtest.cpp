// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The helper as a process of its own: what it does to the machine before polkit answers, and how it comes to its name.
#include "tests/bus/caller.h"
#include "tests/mockbus/privatebus.h"

#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QByteArray renameIb0 = R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"mlx4_ib0","ruleName":"mlx4_ib0"}}})";

/// Everything but looking: other calls that strace knows as about files or processes are findings.
const QRegularExpression looking(u"^(openat2?|open|stat|lstat|newfstatat|statx|fstat|access|faccessat2?|readlink(at)?|"
                                 "getcwd|statfs|fstatfs|getxattr|lgetxattr|fgetxattr|listxattr|flistxattr|exit)$"_s);
const QRegularExpression changing(u"O_WRONLY|O_RDWR|O_CREAT|O_TRUNC|O_APPEND|O_TMPFILE|\"/dev/"_s);

/// The lines of a trace that are more than looking. A new thread of the same process is none.
QStringList changesIn(const QString &trace)
{
    static const QRegularExpression call(u"^\\d+ +(\\w+)\\((.*)"_s);
    QStringList found;
    for (const QString &line : trace.split(u'\n')) {
        const auto match = call.match(line);
        if (!match.hasMatch() || match.captured(2).contains("CLONE_THREAD"_L1))
            continue;
        if (!looking.match(match.captured(1)).hasMatch() || changing.match(match.captured(2)).hasMatch())
            found += line;
    }
    return found;
}

/// The demo host (the helper's library on a fake machine, a polkitd that wants a prompt), perhaps under strace.
struct HelperProcess {
    explicit HelperProcess(const PrivateBus &bus, const QStringList &tracer = {})
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"ASAN_OPTIONS"_s, u"detect_leaks=0"_s); // LeakSanitizer cannot work under ptrace
        process.setProcessEnvironment(environment);
        const QStringList command = tracer + QStringList{QStringLiteral(RDMA_DEMOHOST), u"--bus"_s, bus.address()};
        process.start(command.first(), command.mid(1));
    }
    ~HelperProcess()
    {
        process.terminate();
        process.waitForFinished(10'000);
    }
    [[nodiscard]] bool isReady() { return process.canReadLine() || process.waitForReadyRead(30'000); }

    QProcess process;
};

} // namespace

class ProcessTest : public QObject {
    Q_OBJECT
private slots:
    void AU_05_nothingIsDoneBeforeTheAnswer();
    void LC_07_whoSeesTheNameIsAnswered();
};

void ProcessTest::AU_05_nothingIsDoneBeforeTheAnswer()
{
    const QTemporaryDir folder;
    QFile trace(folder.filePath(u"trace"_s));
    const PrivateBus bus;
    HelperProcess helper(bus, {u"strace"_s, u"-f"_s, u"-qq"_s, u"-o"_s, trace.fileName(), u"-e"_s,
                               u"trace=%file,%process,openat2,flock,ftruncate,fallocate,fchmod,fchown,fsync,fsetxattr,"
                               "fremovexattr,socket,bind,connect,kill,tgkill,mount,ioctl"_s});
    QVERIFY(helper.isReady());
    const Caller caller(bus.connect(u"AU-05"_s));
    QVERIFY(caller.read()); // threads are there, libraries loaded
    QVERIFY(trace.open(QIODevice::ReadOnly));
    QVERIFY(changesIn(QString::fromUtf8(trace.readAll())).join(u'\n').contains("execve"_L1)); // sees what there is
    const auto plan = caller.preview(renameIb0);
    QVERIFY(plan);
    const auto denied = Caller::wait(caller.send(u"Apply"_s, {plan->id, QString::fromUtf8(renameIb0)}, false));
    QCOMPARE(denied.error().code, ErrorCode::NoAgent);
    const QString before = QString::fromUtf8(trace.readAll());
    QVERIFY2(before.contains("70-persistent-ipoib.rules"_L1), "the trace does not show the reading");
    QCOMPARE(changesIn(before), QStringList());
    QVERIFY(caller.previewAndApply(renameIb0)); // and with a yes the same eyes see the work
    QString after;
    QTRY_VERIFY((after += QString::fromUtf8(trace.readAll())).contains("rename"_L1));
    QVERIFY(changesIn(after).join(u'\n').contains("O_CREAT"_L1));
}

/// Calls from before there is a helper: the first one that reaches it is answered, never met by a half-made service.
void ProcessTest::LC_07_whoSeesTheNameIsAnswered()
{
    for (int i = 0; i < 20; ++i) {
        const PrivateBus bus;
        const Caller caller(bus.connect(u"LC-07 %1"_s.arg(i)));
        HelperProcess helper(bus);
        Result<QString> answer = fail(ErrorCode::Internal);
        const auto isAbsent = [&] {
            answer = Caller::wait(caller.on(i % 2 == 0 ? u"names"_s : u"jobs"_s).send(u"Read"_s, {u"{}"_s}));
            return !answer && answer.error().detail == "org.freedesktop.DBus.Error.ServiceUnknown"_L1;
        };
        QElapsedTimer patience;
        for (patience.start(); isAbsent() && patience.elapsed() < 30'000;)
            ;
        QVERIFY2(answer, qPrintable(answer ? QString() : answer.error().detail));
    }
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ProcessTest)
#include "processtest.moc"
