// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The journal that a real systemd-journald writes of a kernel that is a pipe, read with the shipped helper's rights.
#include "helper/systemjournal.h"
#include "model/journalcursor.h"
#include "model/logtopic.h"
#include "tests/doors/logtexts.h"
#include "tests/doors/sandbox.h"

#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QProcess>
#include <QTest>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView journald{"/usr/lib/systemd/systemd-journald"};
constexpr qint64 second = 1'000'000; // in microseconds
constexpr QLatin1StringView pipePath{"/run/kmsg"};

void write(const QString &path, const QByteArray &content)
{
    QDir().mkpath(path.left(path.lastIndexOf(u'/')));
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write %s", qPrintable(path));
}

} // namespace

class JournaldTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase();
    void cleanupTestCase();
    void linesOfTheKernel();
    void linesAfterACursor();
    void controlCharacters();
    void linesOfProgramsAreNotTheKernels();
    void linesOfServices();
    void RX_08_oneReaderAtATime();
    void whereNobodyWritesAny();

private:
    static Result<LogLive> read(const QString &after = {})
    {
        const ShippedCapabilities caged;
        return SystemJournal().lines(after, isAboutRdma);
    }
    /// In the form of /dev/kmsg (Documentation/ABI/testing/dev-kmsg): priority, number, microseconds since boot.
    void say(int priority, const QByteArray &text)
    {
        ++m_said;
        const QByteArray record = QByteArray::number(priority) + ',' + QByteArray::number(m_said) + ',' +
                                  QByteArray::number(m_said * second) + ",-;" + text + '\n';
        QCOMPARE(::write(m_kernel, record.constData(), std::size_t(record.size())), record.size());
        int unread = 0;
        QTRY_VERIFY_WITH_TIMEOUT(::ioctl(m_kernel, FIONREAD, &unread) == 0 && unread == 0, 20'000); // a record a read()
    }
    static bool isTold(const QString &text)
    {
        const auto live = read();
        return live && textsOf(*live).contains(text);
    }

    QProcess m_journald;
    int m_kernel = -1;
    qint64 m_said = 0;
};

void JournaldTest::initTestCase()
{
    enterOwnMounts();
    enterOwnNetwork(); // without audit
    mountAt(u"/run"_s, "tmpfs");
    write(u"/run/machine-id"_s, "0123456789abcdef0123456789abcdef\n");
    bindMount(u"/run/machine-id"_s, u"/etc/machine-id"_s);
    write(u"/run/systemd/journald.conf.d/test.conf"_s, "[Journal]\nStorage=volatile\nAudit=no\nReadKMsg=yes\n");
    QCOMPARE(::mkfifo(pipePath.data(), 0600), 0);
    m_kernel = ::open(pipePath.data(), O_RDWR | O_CLOEXEC);
    QVERIFY(m_kernel >= 0);
    bindMount(pipePath, u"/dev/kmsg"_s);
    m_journald.start(journald, {});
    QVERIFY(m_journald.waitForStarted());
}

void JournaldTest::cleanupTestCase()
{
    m_journald.terminate();
    QVERIFY(m_journald.waitForFinished());
    ::close(m_kernel);
}

void JournaldTest::linesOfTheKernel()
{
    say(6, "ib_srpt first");
    say(6, "usb 1-1: new device");
    say(3, "mlx5_core 0000:05:00.0: second");
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"mlx5_core 0000:05:00.0: second"_s), 20'000);
    const LogLive live = read().value();
    QCOMPARE(textsOf(live), (QStringList{u"ib_srpt first"_s, u"mlx5_core 0000:05:00.0: second"_s}));
    QCOMPARE(live.lines[0].priority, 6);
    QCOMPARE(live.lines[1].priority, 3);
    const qint64 between = live.lines[1].time - live.lines[0].time; // as the kernel said them, not as they were written
    QVERIFY2(std::abs(between - 2 * second) < second / 10, qPrintable(QString::number(between)));
    QVERIFY(live.lines[0].time < QDateTime::currentMSecsSinceEpoch() * 1000);
    QVERIFY2(isJournalCursor(live.cursor), qPrintable(live.cursor));
    QVERIFY(!live.older);
}

void JournaldTest::linesAfterACursor()
{
    const QString known = read().value().cursor;
    QCOMPARE(read(known).value(), (LogLive{{}, known, false}));
    say(6, "ib_srpt third");
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"ib_srpt third"_s), 20'000);
    const LogLive live = read(known).value();
    QCOMPARE(textsOf(live), QStringList{u"ib_srpt third"_s});
    QVERIFY(live.cursor != known);
    QVERIFY(!live.older);
}

/// The kernel writes them as \xNN; journald takes that back.
void JournaldTest::controlCharacters()
{
    say(6, "ib_srpt \\x1b[2J\\xff");
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"ib_srpt \x1b[2J\uFFFD"_s), 20'000);
}

void JournaldTest::linesOfProgramsAreNotTheKernels()
{
    QProcess cat;
    cat.start(u"systemd-cat"_s, {u"-t"_s, u"kernel"_s, u"echo"_s, u"ib_srpt Rejected login by a program"_s});
    QVERIFY(cat.waitForFinished() && cat.exitCode() == 0);
    say(6, "ib_srpt last");
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"ib_srpt last"_s), 20'000);
    QVERIFY(!isTold(u"ib_srpt Rejected login by a program"_s));
}

/// Its name is its own claim; that it is root's program, and no kernel's line, is journald's word.
void JournaldTest::linesOfServices()
{
    QProcess cat;
    cat.start(u"systemd-cat"_s, {u"-t"_s, u"srp_daemon"_s, u"echo"_s, u"ib_srpt Rejected login, says srp_daemon"_s});
    QVERIFY(cat.waitForFinished() && cat.exitCode() == 0);
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"ib_srpt Rejected login, says srp_daemon"_s), 20'000);
    const LogLive live = read().value();
    for (const LogLine &line : live.lines)
        QCOMPARE(line.origin.isEmpty(), !line.text.endsWith(u"says srp_daemon"_s));
    cat.start(u"setpriv"_s, {u"--reuid=65534"_s, u"--clear-groups"_s, u"systemd-cat"_s, u"-t"_s, u"srp_daemon"_s,
                             u"echo"_s, u"said by nobody"_s});
    QVERIFY(cat.waitForFinished() && cat.exitCode() == 0);
    say(6, "ib_srpt after nobody");
    QTRY_VERIFY_WITH_TIMEOUT(isTold(u"ib_srpt after nobody"_s), 20'000);
    QVERIFY(!isTold(u"said by nobody"_s));
}

/// Each would hold all files of the journal open.
void JournaldTest::RX_08_oneReaderAtATime()
{
    static const SystemJournal journal;
    static std::optional<Result<LogLive>> another;
    const LineFilter readBeside = [](QStringView) {
        std::jthread([] { another = journal.lines({}, isAboutRdma); }).join();
        return false;
    };
    QVERIFY(journal.lines({}, readBeside));
    QVERIFY(another && !*another);
    QCOMPARE(another->error(), (Error{ErrorCode::Busy, u"journal"_s, u"journal is read"_s}));
    QVERIFY(journal.lines({}, isAboutRdma));
}

void JournaldTest::whereNobodyWritesAny()
{
    QVERIFY(QDir(u"/run/log/journal/0123456789abcdef0123456789abcdef"_s).removeRecursively());
    QCOMPARE(read().error(), (Error{ErrorCode::NotFound, u"journal"_s, u"no journal"_s}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::JournaldTest)
#include "journaldtest.moc"
