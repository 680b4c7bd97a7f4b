// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Files that bash sources: what we understand is what bash does, and what we are not sure of is said to be so.
#include "bash.h"
#include "fixtures.h"
#include "mangledconf.h"

using namespace rdma;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(ShellProblem)

namespace {

void compareWithBash(const QByteArrayList &files)
{
    const auto byBash = readByBash(files, shellNames);
    for (std::size_t i = 0; i < byBash.size(); ++i) {
        const QByteArray &file = files[static_cast<qsizetype>(i)];
        const ShellReading ours = readShell(file);
        const bool isBroken = ours.refusal && isSyntaxError(ours.refusal->problem);
        QVERIFY2(!ours.refusal || isBroken, file.toPercentEncoding(" =").constData());
        QVERIFY2(byBash[i].parses != isBroken, file.toPercentEncoding(" =").constData());
        QVERIFY2(byBash[i].values == valuesOf(ours, shellNames), file.toPercentEncoding(" =").constData());
    }
}

} // namespace

class ShellAssignmentsTest : public QObject {
    Q_OBJECT
private slots:
    void bashAgreesOnShippedFiles_data() { addFixtures(u"rdmaconf"_s); }
    void bashAgreesOnShippedFiles()
    {
        QFETCH(QByteArray, bytes);
        QVERIFY(!readShell(bytes).refusal);
        QVERIFY(!readShell(bytes).assignments.empty());
        compareWithBash({bytes});
    }

    void bashAgreesOnMangledFiles()
    {
        for (const QByteArray &file : mangledConfs)
            QVERIFY2(!readShell(file).refusal, file.constData());
        compareWithBash(mangledConfs);
    }

    void bashAgreesOnCombinations()
    {
        QByteArrayList files;
        for (int left = 300; left > 0; --left)
            files += randomConf();
        for (const QByteArray &file : std::as_const(files))
            QVERIFY2(!readShell(file).refusal, file.toPercentEncoding(" =").constData());
        compareWithBash(files);
    }

    /// Of noise, what is called understood or broken is so for bash as well.
    void bashAgreesOnNoise()
    {
        QByteArrayList files;
        int broken = 0;
        while (files.size() < 500) {
            const QByteArray file = noise();
            const ShellReading reading = readShell(file);
            const bool isBroken = reading.refusal && isSyntaxError(reading.refusal->problem);
            broken += isBroken ? 1 : 0;
            if (!reading.refusal || isBroken)
                files += file;
        }
        QVERIFY(broken > 50 && broken < 450);
        compareWithBash(files);
    }

    void valuesAndLines()
    {
        const ShellReading reading = readShell("# x\nA=\"y\\\nes\"\nB=1 A=2\n\nexport A+='3'\n");
        QVERIFY(!reading.refusal);
        QCOMPARE(valueIn(reading, "A"), (ShellValue{"23", 6}));
        QCOMPARE(valueIn(reading, "B"), (ShellValue{"1", 4}));
        QCOMPARE(valueIn(reading, "C"), std::nullopt);
        QCOMPARE(reading.assignments.at(0),
                 (ShellAssignment{.name = "A", .value = "yes", .line = 2, .from = 5, .to = 13, .nextCommandLine = 14}));
    }

    void broken_data()
    {
        QTest::addColumn<QByteArray>("file");
        QTest::addColumn<ShellProblem>("problem");
        QTest::addColumn<int>("line");
        using enum ShellProblem;
        const auto row = [](const char *file, ShellProblem problem, int line) {
            QTest::newRow(file) << QByteArray(file) << problem << line;
        };
        row("A=1\nB=\"yes\nA=2\n", UnclosedQuote, 2);
        row("A=1\nB='yes\nA=2\n", UnclosedQuote, 2);
        row("A=1\nB=$'yes\nA=2\n", UnclosedQuote, 2);
        row("A=1\nB=it's\n", UnclosedQuote, 2);
        row("A=1 B=\"2\n", UnclosedQuote, 1);
        row("A=1\nB=\"x\\", UnclosedQuote, 2);
        row("A=1\nB=2;;\n", MisplacedToken, 2);
        row("A=1\nB=2; ;\n", MisplacedToken, 2);
        row("A=1\n; B=2\n", MisplacedToken, 2);
        row("A=1\nB=2)\n", MisplacedToken, 2);
        row("A=1\nfi\nB=2\n", MisplacedToken, 2);
        row("A=1\nB=2; done\n", MisplacedToken, 2);
        row("A=1\n& B=2\n", MisplacedToken, 2);
        row("A=1\n|| B=2\n", MisplacedToken, 2);
    }

    /// bash keeps what it has read in lines before it.
    void broken()
    {
        QFETCH(QByteArray, file);
        QFETCH(ShellProblem, problem);
        QFETCH(int, line);
        QCOMPARE(readShell(file).refusal, (ShellRefusal{problem, line}));
        compareWithBash({file});
    }

    void notUnderstood_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<ShellProblem>("problem");
        using enum ShellProblem;
        const auto rows = [](ShellProblem problem, const QByteArrayList &lines) {
            for (const QByteArray &line : lines)
                QTest::newRow(line.constData()) << line << problem;
        };
        rows(Expansion, {"A=$B",         "A=${B}",       "A=\"$B\"",  "A=$(id)",    "A=`id`",
                         "A=\"`id`\"",   "A=$((1))",     "A=$",       "A=~",        "A=x:~/y",
                         "A={a,b}",      "A=*",          "A=y?s",     "A[0]=yes",   "A=$\"yes\"",
                         "A=$'\\x79es'", "A=$'\\171es'", "A=$'\\cA'", "A+\\\n=yes", "[ -e /x ] && A=yes"});
        rows(Command, {"A = yes",
                       "A= yes",
                       "set -a",
                       "unset A",
                       "declare A=yes",
                       "readonly A=yes",
                       "typeset -i A=1",
                       "local A=yes",
                       "export -n A",
                       "export A-B",
                       "export A=yes \r",
                       "source /etc/x",
                       ". /etc/x",
                       "eval A=yes",
                       "exit",
                       "return",
                       "true",
                       "A=1 true",
                       "f() { A=no; }",
                       "A=yes 2>&1",
                       "A=1 export B=2",
                       "\"export\" A=yes",
                       "'A'=yes",
                       "A\"\"=yes",
                       "\\A=yes",
                       "1A=yes",
                       "A-B=yes",
                       "=yes",
                       "\xef\xbb\xbf"
                       "A=yes",
                       "alias A=yes",
                       "A=1 \r",
                       "A: yes",
                       "trap A=no EXIT",
                       "\xc3\x84=yes",
                       "if=1 x"});
        rows(Redirection, {"A=yes >/tmp/x", "<x", "A=<<E", "&>x", "A=<(id)"});
        rows(Compound,
             {"if A=yes; then B=no; fi", "for A in yes no; do B=1; done", "while A=1", "until A=1", "case A in",
              "function f", "! A=1", "time A=1", "coproc A=1", "select A in b", "(A=yes)", "A=(yes no)", "A=yes & B=no",
              "A=yes && B=no", "A=yes || B=no", "A=yes | B=no", "A=yes |& B=1"});
        rows(SpecialVariable, {"PATH=/x", "IFS=y", "UID=0", "BASH_ENV=/x", "BASHOPTS=x", "SHELLOPTS=x", "LC_ALL=C",
                               "LANG=C", "LD_PRELOAD=/x", "LOAD_ULP_MODULES=vfat", "CONFIG=/x", "RANDOM=1", "_=1",
                               "export PATH=/x", "POSIXLY_CORRECT=1", "RC=1", "export MODPROBE_OPTIONS=-n"});
        rows(ControlCharacter, {"A=\x01", "A='\x7f'", "A=\"\x1b[0m\"", "A=yes\x0b", "A=yes\x0c", "\x08=1"});
    }

    void notUnderstood()
    {
        QFETCH(QByteArray, line);
        QFETCH(ShellProblem, problem);
        const int at = line.startsWith("A+\\\n") ? 4 : 3;
        const ShellReading reading = readShell("# one\nIPOIB_LOAD=yes\n" + line + "\nSRP_LOAD=yes\n");
        QCOMPARE(reading.refusal, (ShellRefusal{problem, at}));
        QVERIFY(reading.assignments.empty());
    }

    void notUnderstoodAsAWhole()
    {
        QCOMPARE(readShell("A=yes\n# \n"_ba + '\0').refusal, (ShellRefusal{ShellProblem::ControlCharacter, 3}));
        QCOMPARE(readShell("A=yes\nB=no\\").refusal, (ShellRefusal{ShellProblem::OpenEnd, 2}));
        QCOMPARE(readShell("A=yes\nB=no\\\n").refusal.value().problem, ShellProblem::OpenEnd);
        QCOMPARE(readShell("A=yes\n \\\n").refusal.value().problem, ShellProblem::OpenEnd);
        QVERIFY(!readShell("A=yes\n# \\").refusal);
    }
};

QTEST_APPLESS_MAIN(ShellAssignmentsTest)
#include "shellassignmentstest.moc"
