// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules files people have: whatever is in them stays, what cannot be edited is said and left alone.
#include "tests/names/rules.h"
#include "tests/names/wishes.h"

#include <QTest>
#include <sys/stat.h>
#include <unistd.h>

namespace rdma {

using namespace Qt::StringLiterals;

class NamesFilesTest : public QObject {
    Q_OBJECT

    static void renameFirst(NamesHost &host)
    {
        const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
        QVERIFY(plan);
        QCOMPARE(host.run(*plan).state, JobState::Done);
    }

private slots:
    void fileIsCreatedWithExactlyOneLine();
    void FS_16_everythingElseStays_data();
    void FS_16_everythingElseStays();
    void FS_01_FS_04_unsafeFilesAreRefused_data();
    void FS_01_FS_04_unsafeFilesAreRefused();
    void FS_16_tenMegabytesAreRefused();
    void lastRuleRemovedRemovesTheFile();
    void FS_17_duplicatesAreNotedAndTheLastCounts();
    void laterFileThatWinsIsWarnedOf();
    void ruleThatMatchesChildrenIsWarnedOf();
};

void NamesFilesTest::fileIsCreatedWithExactlyOneLine()
{
    NamesHost host;
    host.demo.files().remove(ipoibRulesPath);
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(std::ranges::contains(plan->warnings, NoteCode::FileCreated, &Note::code));
    renameFirst(host);
    QCOMPARE(host.rules(), newRule() + '\n');
    struct stat info;
    QCOMPARE(::stat(host.demo.files().inside(ipoibRulesPath).toUtf8().constData(), &info), 0);
    QCOMPARE(info.st_mode & 07777, 0644u);
}

void NamesFilesTest::FS_16_everythingElseStays_data()
{
    QTest::addColumn<QByteArray>("before");
    QTest::addColumn<QByteArray>("after");
    const QByteArray comment = "# a comment with Latin-1: gr\xfc\xdf"
                               "e, a NUL-free tail \t \n";
    QTest::newRow("appended") << comment << comment + newRule() + '\n';
    QTest::newRow("one line edited") << comment + ruleCalled("old") + "\n\n# tail\n"
                                     << comment + ruleCalled("mlx4_ib0") + "\n\n# tail\n";
    QTest::newRow("CRLF") << QByteArray("# dos\r\n") + ruleCalled("old") + "\r\n"
                          << QByteArray("# dos\r\n") + ruleCalled("mlx4_ib0") + "\r\n";
    QTest::newRow("no final newline, edited") << "# x\n" + ruleCalled("old") << "# x\n" + ruleCalled("mlx4_ib0");
    QTest::newRow("no final newline, appended") << QByteArray("# x") << "# x\n" + newRule() + '\n';
    QTest::newRow("commented sample stays") << '#' + ruleCalled("sample") + '\n'
                                            << '#' + ruleCalled("sample") + '\n' + newRule() + '\n';
    QTest::newRow("a line udev rejects stays")
        << QByteArray("this is no rule\n") << "this is no rule\n" + newRule() + '\n';
}

void NamesFilesTest::FS_16_everythingElseStays()
{
    QFETCH(QByteArray, before);
    QFETCH(QByteArray, after);
    NamesHost host;
    host.setRules(before);
    renameFirst(host);
    QCOMPARE(host.rules(), after);
}

void NamesFilesTest::FS_01_FS_04_unsafeFilesAreRefused_data()
{
    QTest::addColumn<QString>("kind");
    for (const char *kind : {"symlink", "dangling", "fifo", "directory"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void NamesFilesTest::FS_01_FS_04_unsafeFilesAreRefused()
{
    QFETCH(QString, kind);
    NamesHost host;
    const QByteArray path = host.demo.files().inside(ipoibRulesPath).toUtf8();
    host.demo.files().remove(ipoibRulesPath);
    host.demo.files().write("/etc/victim"_L1, "precious\n");
    if (kind == "symlink"_L1)
        host.demo.files().link(ipoibRulesPath, u"/etc/victim"_s);
    else if (kind == "dangling"_L1)
        host.demo.files().link(ipoibRulesPath, u"/etc/nowhere"_s);
    else if (kind == "fifo"_L1)
        QCOMPARE(::mkfifo(path.constData(), 0644), 0);
    else
        host.demo.files().makeDirectory(ipoibRulesPath);
    const auto state = readNames(host.machine);
    QVERIFY(state); // the page still shows every interface
    QVERIFY(std::ranges::contains(state->notes, NoteCode::UnreadableFile, &Note::code));
    const auto refused = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(refused.error().code, ErrorCode::UnsafeFile);
    QCOMPARE(refused.error().subject, QString(ipoibRulesPath));
    QCOMPARE(host.demo.files().read("/etc/victim"_L1), "precious\n");
    QVERIFY(!host.demo.files().exists("/etc/nowhere"_L1));
}

void NamesFilesTest::FS_16_tenMegabytesAreRefused()
{
    NamesHost host;
    host.setRules(QByteArray(10 * 1024 * 1024, '#'));
    QCOMPARE(host.plan(rename(firstPort, u"mlx4_ib0"_s)).error().code, ErrorCode::BadFile);
}

void NamesFilesTest::lastRuleRemovedRemovesTheFile()
{
    NamesHost host;
    host.setRules(ruleCalled("only") + '\n');
    const auto plan = host.plan(nextBoot(firstPort, QJsonValue::Null));
    QCOMPARE(host.run(*plan).state, JobState::Done);
    QVERIFY(!host.demo.files().exists(ipoibRulesPath));
}

void NamesFilesTest::FS_17_duplicatesAreNotedAndTheLastCounts()
{
    NamesHost host;
    host.setRules(ruleCalled("one") + '\n' + ruleCalled("two") + '\n');
    QCOMPARE(host.names(firstPort).ruleName, u"two"_s);
    QVERIFY(std::ranges::contains(readNames(host.machine)->notes,
                                  Note{NoteCode::DuplicateRule, u"ib0"_s, ipoibRulesPath + ":2"_L1}));
    renameFirst(host);
    QCOMPARE(host.rules(), ruleCalled("one") + '\n' + ruleCalled("mlx4_ib0") + '\n');
}

void NamesFilesTest::laterFileThatWinsIsWarnedOf()
{
    NamesHost host;
    host.demo.files().write("/etc/udev/rules.d/75-other.rules"_L1, "\n" + ruleCalled("other") + '\n');
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(std::ranges::contains(
        plan->warnings, Note{NoteCode::RuleOverridden, u"mlx4_ib0"_s, u"/etc/udev/rules.d/75-other.rules:2"_s}));
}

void NamesFilesTest::ruleThatMatchesChildrenIsWarnedOf()
{
    NamesHost host;
    host.setRules(looseRule());
    const auto plan = host.plan(rename(firstPort, u"mlx4_ib0"_s));
    QVERIFY(std::ranges::contains(plan->warnings,
                                  Note{NoteCode::RuleMatchesChildren, u"ib0.8002"_s, ipoibRulesPath + ":1"_L1}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesFilesTest)
#include "namesfilestest.moc"
