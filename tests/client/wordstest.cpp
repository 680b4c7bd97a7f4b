// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The sentences: complete, actionable, and harmless whatever stands in them.
#include "gui/words/errorwords.h"
#include "gui/words/jobwords.h"
#include "gui/words/notewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/stepwords.h"
#include "model/names.h"

#include <QTest>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

class WordsTest : public QObject {
    Q_OBJECT

private slots:
    void everyErrorSaysWhatToDo_data();
    void everyErrorSaysWhatToDo();
    void frequentErrors_data();
    void frequentErrors();
    void everyNameProblemIsWorded();
    void steps_data();
    void steps();
    void notes();
    void IV_02_whoHasADiskOpen();
    void jobs();
    void jobResults();
    void ages_data();
    void ages();
    void IV_02_plainText_data();
    void IV_02_plainText();
    void IV_02_fillIsOnePass();
    void LC_14_longTextsAreCut();
    void technicalTextsStayLeftToRight();
};

void WordsTest::everyErrorSaysWhatToDo_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    for (int code = 0; code <= static_cast<int>(ErrorCode::Internal); ++code) {
        const auto row = [&](const char *what) -> QTestData & {
            return QTest::addRow("%s about %s", qPrintable(codeName(static_cast<ErrorCode>(code))), what) << code;
        };
        row("something") << u"/etc/some.rules"_s << u"EPERM"_s;
        row("nothing") << QString() << u"EPERM"_s;
        row("hostile text") << u"%1%2 <b>\u202E\n"_s << u"%1\x1b[2J"_s;
    }
}

void WordsTest::everyErrorSaysWhatToDo()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    const Error error{static_cast<ErrorCode>(code), subject, detail};
    const ErrorWords words = errorWords(error);
    QVERIFY(words.happened.size() > 20);
    QVERIFY(words.next.size() > 10);
    QVERIFY(words.happened.endsWith(u'.'));
    QVERIFY(!words.happened.contains("  "_L1));
    QVERIFY(!words.happened.contains("()"_L1));
    QVERIFY(words.happened.at(0).isUpper() || words.happened.startsWith(subject.left(1)));
    QCOMPARE(errorText(error), QString(words.happened + u' ' + words.next));
    for (const QChar character : errorText(error))
        QVERIFY(character.category() != QChar::Other_Control && character.category() != QChar::Other_Format);
    QVERIFY(subject.contains(u'%') || !errorText(error).contains(u'%'));
}

void WordsTest::frequentErrors_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("detail");
    QTest::addColumn<QString>("text");
    const auto row = [](const char *name, ErrorCode code, const QString &subject, const QString &detail,
                        const QString &text) {
        QTest::newRow(name) << static_cast<int>(code) << subject << detail << text;
    };
    const QString name = u"interfaces.f4521403007bcba1:ffff.name"_s;
    const QString file = u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s;
    row("long name", ErrorCode::InvalidWish, name, u"TooLong"_s,
        u"A name has at most 15 characters; the kernel has no room for more. Choose another name."_s);
    row("taken", ErrorCode::InvalidWish, name, u"taken"_s,
        u"Another interface already has this name. Choose another name."_s);
    row("taken by rule", ErrorCode::InvalidWish, name, u"taken by rule"_s,
        u"Another udev rule already gives this name to an interface. Choose another name, or remove that rule first."_s);
    row("disagrees", ErrorCode::InvalidWish, name, u"disagrees with rule"_s,
        u"The interface would be called differently after a reboot than now. Give the same name for now and for the next boot, or for the next boot only."_s);
    row("immutable", ErrorCode::ReadOnly, file, u"immutable"_s,
        u"The file %1 is marked immutable, so not even root can change it. Remove the mark with chattr -i %1, then apply again."_s
            .arg(file));
    row("symlink", ErrorCode::UnsafeFile, file, u"symlink to /etc/shadow"_s,
        u"%1 is a symbolic link to /etc/shadow. The helper never writes through links. Replace the link by a regular file, or edit the file it points to by hand."_s
            .arg(file));
    row("fifo", ErrorCode::UnsafeFile, file, u"fifo"_s,
        u"%1 is not a regular file (fifo), so it was left alone. Move it away, then apply again."_s.arg(file));
    row("full disk", ErrorCode::NoSpace, file, u"ENOSPC"_s,
        u"There is no space left to write %1. The old file stands as it was. Free some space on that file system, then apply again."_s
            .arg(file));
    row("busy interface", ErrorCode::Busy, u"ib0"_s, u"EBUSY"_s,
        u"The kernel says that ib0 is in use. Stop what uses it, or let the change take effect at the next boot only."_s);
    row("renamed meanwhile", ErrorCode::Conflict, u"ib0"_s, u"is now called ib5"_s,
        u"The interface ib0 is now called ib5. Refresh, look at what is there now, and apply again."_s);
    const QString port = u"mlx5_0/1"_s;
    row("Ethernet", ErrorCode::NotSupported, port, u"NotInfiniBand"_s,
        u"The port mlx5_0/1 is an Ethernet port: nobody there could be asked for SRP targets. Ask the target’s administrator for its exchange card or its address."_s);
    row("no subnet manager", ErrorCode::NotSupported, port, u"NoSubnetManager"_s,
        u"The port mlx5_0/1 knows no subnet manager, which is the one to ask. Start one on this fabric (opensm, or the switch’s own), then try again."_s);
    row("a subnet of thousands", ErrorCode::ToolFailed, port, u"too many targets"_s,
        u"The subnet of the port mlx5_0/1 has more targets than can be listed. Log in to the target you want by its exchange card."_s);
    row("another ibsrpdm", ErrorCode::InvalidWish, u"ibsrpdm"_s, u"id_ext=<b>"_s,
        u"The tool ibsrpdm says something that this program does not know: id_ext=<b>. It is newer or older than expected: please report this line."_s);
    row("no srp_daemon", ErrorCode::ToolMissing, u"srp_daemon"_s, {},
        u"srp_daemon is not installed. Install the package srptools (on Fedora and Red Hat: srp_daemon)."_s);
    row("one service", ErrorCode::InvalidWish, u"daemons"_s, u"one service for all ports"_s,
        u"On this computer one service looks for targets on all InfiniBand ports: it is on or off for all. Choose the same for all of them."_s);
    row("no InfiniBand port", ErrorCode::InvalidWish, u"daemons.rxe0/1"_s, u"no InfiniBand port"_s,
        u"srp_daemon looks on InfiniBand ports only: rxe0/1 is none. Refresh, and choose a port that is listed."_s);
    row("refused rules", ErrorCode::BadFile, u"/etc/srp_daemon.conf"_s, u"line 3"_s,
        u"srp_daemon cannot read its rules in /etc/srp_daemon.conf (line 3), so they were left alone. Correct that line by hand, then try again."_s);
    row("no helper", ErrorCode::NoHelper, {}, u"org.freedesktop.DBus.Error.ServiceUnknown: x"_s,
        u"The helper that makes the changes is not available. Install the package rdma-manager-helper on this computer. If it is installed, its journal says more: journalctl -u rdma-manager-helper"_s);
    row("impostor", ErrorCode::NoHelper, u"owner"_s, u"1000"_s,
        u"The process that calls itself the helper runs as user 1000, not as root. It is not trusted. Find out what it is: busctl status org.rdmamanager.Helper1"_s);
    row("old helper", ErrorCode::NoHelper, u"version"_s, u"2.0"_s,
        u"The helper speaks version “2.0” of the interface; this program needs version 1. Install rdma-manager and rdma-manager-helper in the same version."_s);
}

void WordsTest::frequentErrors()
{
    QFETCH(int, code);
    QFETCH(QString, subject);
    QFETCH(QString, detail);
    QFETCH(QString, text);
    QCOMPARE(errorText({static_cast<ErrorCode>(code), subject, detail}), text);
}

void WordsTest::everyNameProblemIsWorded()
{
    QVERIFY(problemWords(NameProblem::None).isEmpty());
    for (int problem = static_cast<int>(NameProblem::Empty); problem <= static_cast<int>(NameProblem::OnlyDigits);
         ++problem)
        QVERIFY(problemWords(static_cast<NameProblem>(problem)).endsWith(u'.'));
}

void WordsTest::steps_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QString>("subject");
    QTest::addColumn<QString>("after");
    QTest::addColumn<QString>("words");
    const QString file{ipoibRulesPath};
    QTest::newRow("rename") << u"rename-interface"_s << u"ib0"_s << u"mlx4_ib0"_s
                            << u"Rename interface ib0 to mlx4_ib0 now"_s;
    QTest::newRow("create") << u"write-file"_s << file << u"created"_s
                            << u"Create the file %1 so that the name survives a reboot"_s.arg(file);
    QTest::newRow("change") << u"write-file"_s << file << u"changed"_s
                            << u"Change the file %1, which names the interfaces at boot"_s.arg(file);
    QTest::newRow("remove") << u"write-file"_s << file << u"removed"_s
                            << u"Remove the file %1, so that no rule names an interface at boot"_s.arg(file);
    QTest::newRow("other file") << u"write-file"_s << u"/etc/x"_s << u"changed"_s << u"Change the file /etc/x"_s;
    QTest::newRow("load") << u"load-module"_s << u"ib_srp"_s << QString() << u"Load the kernel module ib_srp now"_s;
    const QString daemon = u"srp_daemon.service"_s;
    QTest::newRow("unit on") << u"switch-unit"_s << daemon << u"enabled active"_s
                             << u"Start the service srp_daemon.service now and at every boot"_s;
    QTest::newRow("unit off") << u"switch-unit"_s << daemon << u"disabled inactive"_s
                              << u"Stop the service srp_daemon.service, and do not start it at boot any more"_s;
    QTest::newRow("unit masked")
        << u"switch-unit"_s << u"srp_daemon_port@mlx5_0:1.service"_s << u"masked inactive"_s
        << u"Stop the service srp_daemon_port@mlx5_0:1.service, and keep it from being started"_s;
    QTest::newRow("unit of a newer helper")
        << u"switch-unit"_s << daemon << u"frozen"_s << u"Switch the service srp_daemon.service"_s;
    QTest::newRow("rules of srp_daemon")
        << u"write-daemon-rules"_s << u"/etc/srp_daemon.conf"_s << u"changed"_s
        << u"Change the file /etc/srp_daemon.conf, and let srp_daemon read it where it runs"_s;
    QTest::newRow("unload") << u"unload-module"_s << u"ib_srp"_s << QString()
                            << u"Unload the kernel module ib_srp now"_s;
    QTest::newRow("disk") << u"make-backstore"_s << u"block/vol1"_s << u"/dev/disk/by-id/wwn-0x5"_s
                          << u"Set up the disk vol1 on /dev/disk/by-id/wwn-0x5"_s;
    QTest::newRow("image") << u"make-backstore"_s << u"fileio/img"_s << u"/var/lib/rdma-manager/disks/img.img"_s
                           << u"Set up the disk img in the image file /var/lib/rdma-manager/disks/img.img"_s;
    QTest::newRow("ramdisk") << u"make-backstore"_s << u"ramdisk/r"_s << u"1073741824"_s
                             << u"Set up the ramdisk r with 1.0 GiB"_s;
    QTest::newRow("attributes") << u"change-backstore"_s << u"fileio/img"_s << QString()
                                << u"Change the attributes of the disk img"_s;
    QTest::newRow("no disk") << u"remove-backstore"_s << u"block/vol1"_s << QString()
                             << u"Remove the disk vol1; its data stays"_s;
    QTest::newRow("no ramdisk") << u"remove-backstore"_s << u"ramdisk/r"_s << QString()
                                << u"Remove the ramdisk r and what is in it"_s;
    const QString wwn = u"0xfe80000000000000f4521403007bcba1"_s;
    const QString gid = u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s;
    QTest::newRow("target") << u"make-target"_s << wwn << QString() << u"Export disks on the port %1"_s.arg(gid);
    QTest::newRow("less target")
        << u"shrink-target"_s << wwn << QString()
        << u"Take back some of what the port fe80:0000:0000:0000:f452:1403:007b:cba1 exports"_s;
    QTest::newRow("other target") << u"change-target"_s << wwn << QString()
                                  << u"Change what the port %1 exports"_s.arg(gid);
    QTest::newRow("no target") << u"remove-target"_s << wwn << QString()
                               << u"Export nothing on the port %1 any more"_s.arg(gid);
    QTest::newRow("disconnect one") << u"disconnect-initiators"_s << wwn << u"0x1"_s
                                    << u"Change the exports of %1, which disconnects 0x1"_s.arg(gid);
    QTest::newRow("disconnect two") << u"disconnect-initiators"_s << wwn << u"0x1, 0x2"_s
                                    << u"Change the exports of %1, which disconnects 2 initiators"_s.arg(gid);
    QTest::newRow("listen") << u"set-rdma-cm-port"_s << u"/sys/x"_s << u"5555"_s
                            << u"Listen for RDMA/CM logins on port 5555"_s;
    QTest::newRow("deaf") << u"set-rdma-cm-port"_s << u"/sys/x"_s << u"0"_s << u"Listen for RDMA/CM logins no longer"_s;
    QTest::newRow("save") << u"write-file"_s << u"/etc/rtslib-fb-target/saveconfig.json"_s << u"changed"_s
                          << u"Save the exports in /etc/rtslib-fb-target/saveconfig.json, from which they come back "
                             "at boot"_s;
    QTest::newRow("newer helper")
        << u"teleport"_s << u"ib0"_s << QString()
        << u"Do “teleport” with ib0 (this program is older than the helper and knows no more)"_s;
}

void WordsTest::steps()
{
    QFETCH(QString, kind);
    QFETCH(QString, subject);
    QFETCH(QString, after);
    QFETCH(QString, words);
    QCOMPARE(stepWords({kind, subject, subject, after, {}, {}, {}, true}), words);
}

void WordsTest::notes()
{
    for (int code = 0; code <= static_cast<int>(NoteCode::Unknown); ++code) {
        const QString words = noteWords({static_cast<NoteCode>(code), u"ib0"_s, u"/x:3"_s});
        QVERIFY(words.contains("ib0"_L1) || code == static_cast<int>(NoteCode::MoreRunning)); // about nobody
        QVERIFY(!words.contains(u'%'));
    }
    std::vector<Note> many;
    for (int line = 1; line <= 11; ++line)
        many.push_back({NoteCode::MentionedInNetplan, u"ib0"_s, u"/x:%1"_s.arg(line)});
    many.push_back({NoteCode::MentionedInNetplan, u"ib1"_s, u"/y:1"_s});
    const auto lines = noteLines(many);
    QCOMPARE(lines.size(), 2U);
    QVERIFY(lines[0].words.contains("/x:1, /x:2"_L1) && lines[0].words.contains("/x:8 and 3 more"_L1));
    QVERIFY(!lines[0].words.contains("/x:9"_L1) && lines[1].words.contains("/y:1"_L1));
    QCOMPARE(listed({u"a"_s}), u"a"_s);
    QCOMPARE(listed({u"a"_s, u"b"_s}), u"• a\n• b"_s);
    QVERIFY(isWarning(NoteCode::LosesAddresses));
    QVERIFY(!isWarning(NoteCode::FileCreated));
}

void WordsTest::IV_02_whoHasADiskOpen()
{
    const auto words = [](const QString &detail) { return noteWords({NoteCode::DiskOpen, u"/dev/sdb"_s, detail}); };
    QVERIFY(words(u"4711 dd"_s).startsWith("dd (process 4711) has /dev/sdb open. "_L1));
    QVERIFY(words(u"4711 a b %1"_s).startsWith("a b %1 (process 4711) has /dev/sdb open. "_L1));
    QVERIFY(words(u"4711 %2<b>\u202e"_s).startsWith(u"%2<b>\uFFFD (process 4711) has /dev/sdb open. "_s));
    QVERIFY(words(u"dd"_s).startsWith("dd has /dev/sdb open. "_L1));
    QCOMPARE(errorWords({ErrorCode::Busy, u"sdb"_s, u"dd, process 4711, has /dev/sdb1 open"_s}).happened,
             u"The disk sdb is in use on this computer (dd, process 4711, has /dev/sdb1 open)."_s);
    QCOMPARE(errorWords({ErrorCode::Busy, u"sdb"_s, u"holders unknown"_s}).happened,
             u"Whether a program has the disk sdb open could not be found out, so it stays connected."_s);
}

void WordsTest::jobs()
{
    const StepView rename{u"rename-interface"_s, u"ib0"_s, u"ib0"_s, u"x"_s, {}, {}, {}, true};
    const StepView file{u"write-file"_s, u"/etc/x"_s, {}, u"created"_s, {}, {}, {}, true};
    JobView job;
    QCOMPARE(jobTitle(job), u"A change without steps"_s);
    job.steps = {{file, StepState::Done, {}}, {rename, StepState::Done, {}}};
    job.state = JobState::Done;
    job.started = 1000;
    QCOMPARE(jobTitle(job), u"Rename interface ib0 to x now, and 1 more"_s);
    QCOMPARE(jobByline(job, 1000 + 5 * 60'000), u"by root, 5 min ago, done"_s);
    job.undoneBy = u"ff"_s;
    job.uid = 4711;
    QCOMPARE(jobByline(job, 1000), u"by user 4711, just now, undone"_s);
    job.undoes = u"ee"_s;
    job.steps = {{file, StepState::Done, {}}};
    QCOMPARE(jobTitle(job), u"Undo: Create the file /etc/x"_s);
    QCOMPARE(whoWords(0), u"root"_s);
    QCOMPARE(whoWords(getuid()), getuid() == 0 ? u"root"_s : u"you"_s);
}

void WordsTest::jobResults()
{
    JobView job;
    job.state = JobState::LeftOver;
    job.error = Error{ErrorCode::Io, u"/etc/x"_s, u"EIO"_s};
    const StepView file{u"write-file"_s, u"/etc/x"_s, {}, u"created"_s, {}, {}, {}, true};
    job.steps = {{file, StepState::Left, {}}, {file, StepState::Undone, {}}};
    QCOMPARE(jobResultWords(job),
             u"Reading or writing /etc/x failed (EIO).\n"
             "Not everything could be taken back. Look at this by hand:\n• Create the file /etc/x\n"
             "Look into the system journal for trouble with the disk or the driver, then try again."_s);
    job.state = JobState::Incomplete;
    QVERIFY(jobResultWords(job).contains("will not survive a reboot"_L1) && !jobResultWords(job).contains("Finish"_L1));
    job.finishable = true;
    QVERIFY(jobResultWords(job).contains(u"“Finish” tries again"_s));
    job.finishedBy = u"ff"_s;
    QVERIFY(jobResultWords(job).contains("it was saved later"_L1));
    job.unjudged = Error{ErrorCode::NotSupported, u"0000:05:00.0"_s, u"notRead"_s};
    for (const JobState state : {JobState::Running, JobState::Done, JobState::Undone, JobState::Interrupted}) {
        job.state = state;
        QVERIFY(jobResultWords(job).contains("rdma-managerctl ports inspect"_L1));
        QVERIFY(jobResultWords(job).size() > 15);
        QVERIFY(!jobStateWords(state).isEmpty());
    }
}

void WordsTest::ages_data()
{
    QTest::addColumn<qint64>("age");
    QTest::addColumn<QString>("words");
    QTest::newRow("now") << qint64(0) << u"just now"_s;
    QTest::newRow("59 s") << qint64(59'999) << u"just now"_s;
    QTest::newRow("1 min") << qint64(60'000) << u"1 min ago"_s;
    QTest::newRow("59 min") << qint64(3'599'999) << u"59 min ago"_s;
    QTest::newRow("1 h") << qint64(3'600'000) << u"1 h ago"_s;
    QTest::newRow("23 h") << qint64(86'399'999) << u"23 h ago"_s;
}

void WordsTest::ages()
{
    QFETCH(qint64, age);
    QFETCH(QString, words);
    const qint64 now = 1'760'000'000'000;
    QCOMPARE(agoWords(now - age, now), words);
    QVERIFY(agoWords(now - 86'400'000, now).startsWith("2025-10-0"_L1));
    QVERIFY(agoWords(now + 1, now).startsWith("2025-10-09"_L1)); // the clock was set back
}

void WordsTest::IV_02_plainText_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("shown");
    QTest::newRow("plain") << u"mlx4_ib0"_s << u"mlx4_ib0"_s;
    QTest::newRow("umlaut") << u"größe €"_s << u"größe €"_s;
    QTest::newRow("beyond the BMP") << u"😀"_s << u"😀"_s;
    QTest::newRow("newline") << u"a\nb\r\tc"_s << u"a\uFFFDb\uFFFD\uFFFDc"_s;
    QTest::newRow("escape") << u"\x1b[31mred"_s << u"\uFFFD[31mred"_s;
    QTest::newRow("C1") << u"a\u009bb"_s << u"a\uFFFDb"_s;
    QTest::newRow("NUL") << QString(QChar(0)) << u"\uFFFD"_s;
    QTest::newRow("override") << u"a\u202Egpj.exe"_s << u"a\uFFFDgpj.exe"_s;
    QTest::newRow("isolate") << u"\u2066x\u2069"_s << u"\uFFFDx\uFFFD"_s;
    QTest::newRow("zero width") << u"a\u200Bb\uFEFF"_s << u"a\uFFFDb\uFFFD"_s;
    QTest::newRow("separators") << u"a\u2028b\u2029"_s << u"a\uFFFDb\uFFFD"_s;
    QTest::newRow("private use") << u"\uE000"_s << u"\uFFFD"_s;
    QTest::newRow("lone surrogate") << (QString(QChar(0xD800)) + u'x') << u"\uFFFDx"_s;
}

void WordsTest::IV_02_plainText()
{
    QFETCH(QString, text);
    QFETCH(QString, shown);
    QCOMPARE(plain(text), shown);
}

void WordsTest::IV_02_fillIsOnePass()
{
    QCOMPARE(fill(u"%1 and %2, 100 %"_s, u"%2"_s, u"%1"_s), u"%2 and %1, 100 %"_s);
    QCOMPARE(fill(u"nothing"_s, u"a"_s), u"nothing"_s);
    QCOMPARE(fill(u"%1"_s, QString()), QString());
}

void WordsTest::LC_14_longTextsAreCut()
{
    QCOMPARE(plain(QString(1'000'000, u'x')).size(), shownLength);
    QVERIFY(plain(QString(1'000'000, u'x')).endsWith(u'…'));
    QCOMPARE(plain(u"😀"_s.repeated(300)).toUcs4().size(), shownLength);
    QCOMPARE(plain(QString(shownLength, u'x')), QString(shownLength, u'x'));
    QVERIFY(errorText({ErrorCode::Io, QString(1'000'000, u'a'), QString(1'000'000, u'b')}).size() < 1000);
}

void WordsTest::technicalTextsStayLeftToRight()
{
    const QLocale before;
    QCOMPARE(technical(u"/etc/x"_s), u"/etc/x"_s);
    QLocale::setDefault(QLocale(QLocale::Hebrew));
    QCOMPARE(technical(u"/etc/x"_s), u"\u2066/etc/x\u2069"_s);
    QCOMPARE(technical({}), QString()); // callers ask whether there is anything
    QLocale::setDefault(before);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::WordsTest)
#include "wordstest.moc"
