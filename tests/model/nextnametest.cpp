// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What an interface will be called at the next boot: order and shadowing of files, final names, jumps, doubts.
#include "model/nextname.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QByteArray match = R"(ACTION=="add", SUBSYSTEM=="net", ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1", )";
const QByteArray otherPort = R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a2", )";
const QByteArray depends = R"(ENV{SOMETHING}=="1", )";
/// In the shape of systemd's 80-net-setup-link.rules.
const QByteArray linkPolicy = "SUBSYSTEM!=\"net\", GOTO=\"end\"\n"
                              "IMPORT{builtin}=\"path_id\"\n"
                              "ACTION==\"remove\", GOTO=\"end\"\n"
                              "IMPORT{builtin}=\"net_setup_link\"\n"
                              "NAME==\"\", ENV{ID_NET_NAME}!=\"\", NAME=\"$env{ID_NET_NAME}\"\n"
                              "LABEL=\"end\"\n";

UdevDevice firstPort()
{
    UdevDevice device;
    device.kernelName = "ib0";
    device.driver = "mlx4_core";
    device.attributes = {{"type", "32"}, {"address", "80:00:02:00:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"}};
    return device;
}

RulesFile file(QLatin1StringView name, const QByteArray &bytes, std::size_t directory = 0)
{
    return {rulesDirectories.at(directory) + u'/' + name, bytes};
}

QStringList pathsOf(const std::vector<RulesFile> &files)
{
    QStringList paths;
    for (const RulesFile &one : files)
        paths += one.path;
    return paths;
}

/// The prediction for the first port from one file, with the link policy after it.
NamePrediction predicted(const QByteArray &rules, const std::optional<QByteArray> &linkName = "ibp7s0"_ba)
{
    return predictName({file("70-x.rules"_L1, rules), file("80-net-setup-link.rules"_L1, linkPolicy, 3)}, firstPort(),
                       linkName);
}

/// Whatever the unknown keys turn out to be, the name is the same.
bool isIndependent(const NextName &expected, const QByteArray &rules)
{
    for (int i = 0; i < 8; ++i) {
        QByteArray decided = rules;
        for (qsizetype at = decided.indexOf(depends); at >= 0; at = decided.indexOf(depends))
            decided.replace(at, depends.size(), random::coin() ? "ACTION==\"add\", " : "ACTION==\"never\", ");
        const NextName found = predicted(decided).next;
        if (found.name != expected.name || found.source != expected.source)
            return false;
    }
    return true;
}

const NextName byLink{u"ibp7s0"_s, NameSource::Link, {}, 0};

NextName byRule(const QString &name, int line)
{
    return {name, NameSource::Rule, u"/etc/udev/rules.d/70-x.rules"_s, line};
}

NamePrediction certain(const NextName &next)
{
    return {next, {}};
}

QString place(int line)
{
    return u"/etc/udev/rules.d/70-x.rules:%1"_s.arg(line);
}

} // namespace

class NextNameTest : public QObject {
    Q_OBJECT
private slots:
    void filesAreSortedByNameNotByDirectory()
    {
        const auto files = effectiveRules({file("80-b.rules"_L1, "x", 0), file("70-a.rules"_L1, "x", 3),
                                           file("9-c.rules"_L1, "x", 1), file("80-B.rules"_L1, "x", 2)});
        QCOMPARE(pathsOf(files),
                 QStringList({u"/usr/lib/udev/rules.d/70-a.rules"_s, u"/usr/local/lib/udev/rules.d/80-B.rules"_s,
                              u"/etc/udev/rules.d/80-b.rules"_s, u"/run/udev/rules.d/9-c.rules"_s}));
    }

    void earlierDirectoryHidesLater()
    {
        for (std::size_t winner = 0; winner < 4; ++winner) {
            std::vector<RulesFile> files;
            for (std::size_t directory = 4; directory-- > winner;)
                files.push_back(file("70-x.rules"_L1, QByteArray::number(qulonglong{directory}), directory));
            const auto effective = effectiveRules(files);
            QCOMPARE(effective.size(), 1U);
            QCOMPARE(effective[0].bytes, QByteArray::number(qulonglong{winner}));
        }
    }

    void anEmptyFileMasks()
    {
        QVERIFY(effectiveRules({file("70-x.rules"_L1, "", 0), file("70-x.rules"_L1, "x", 3)}).empty());
        QCOMPARE(effectiveRules({file("70-x.rules"_L1, "x", 0), file("70-x.rules"_L1, "", 3)}).size(), 1U);
    }

    void otherFilesDoNotCount()
    {
        QVERIFY(effectiveRules({file("70-x.rules.bak"_L1, "x"),
                                file("README"_L1, "x"),
                                {u"/etc/udev/rules.d/sub/70-x.rules"_s, "x"},
                                {u"/lib/x.rules"_s, "x"},
                                {u"x.rules"_s, "x"}})
                    .empty());
    }

    void orderOfTheListDoesNotMatter()
    {
        std::vector<RulesFile> files;
        for (std::size_t i = 0; i < 12; ++i)
            files.push_back(file(i % 3 == 0   ? "70-x.rules"_L1
                                 : i % 3 == 1 ? "71-y.rules"_L1
                                              : "72-z.rules"_L1,
                                 QByteArray::number(qulonglong{i}), i / 3));
        const auto expected = effectiveRules(files);
        for (int i = 0; i < 100; ++i) {
            std::shuffle(files.begin(), files.end(), random::source());
            QVERIFY(effectiveRules(files) == expected);
        }
    }

    void rulesDecide_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<QString>("name");
        QTest::addColumn<int>("line");
        const auto row = [](const char *what, const QByteArray &rules, const QString &name, int line) {
            QTest::newRow(what) << rules << name << line;
        };
        const QByteArray one = match + "NAME=\"one\"\n";
        const QByteArray two = match + "NAME=\"two\"\n";
        row("one", one, u"one"_s, 1);
        row("last wins", one + two, u"two"_s, 2);
        row("final wins", match + "NAME:=\"one\"\n" + two, u"one"_s, 1);
        row("line numbers", "# c\n\n" + one, u"one"_s, 3);
        row("continued", "# c\n" + QByteArray(one).replace(", ", ", \\\n  "), u"one"_s, 2);
        row("another port's does not", one + otherPort + "NAME=\"two\"\n", u"one"_s, 1);
        row("broken lines do not", one + match + "NAME=\"two\n", u"one"_s, 1);
        row("only if still unnamed", one + "NAME==\"\", " + two, u"one"_s, 1);
        row("only if named", one + "NAME!=\"\", " + two, u"two"_s, 2);
        row("jumped over", match + "GOTO=\"e\"\n" + two + "LABEL=\"e\"\n" + one, u"one"_s, 4);
        row("not jumped over", otherPort + "GOTO=\"e\"\n" + two + "LABEL=\"e\"\n", u"two"_s, 2);
        row("label in the rule that names", "GOTO=\"e\"\n" + two + "LABEL=\"e\", " + one, u"one"_s, 3);
        row("jump without label", match + "GOTO=\"nowhere\"\n" + two, u"two"_s, 2);
        row("no jump backwards", "LABEL=\"e\"\n" + one + "GOTO=\"e\"\n" + two, u"two"_s, 4);
        row("nearest label", "GOTO=\"e\"\n" + one + "LABEL=\"e\"\n" + two + "LABEL=\"e\"\n", u"two"_s, 4);
        row("names and jumps", match + "NAME=\"one\", GOTO=\"e\"\n" + two + "LABEL=\"e\"\n", u"one"_s, 1);
        row("kernel name in it", match + "NAME=\"x-%k\"\n", u"x-ib0"_s, 1);
        row("certain after a doubt", depends + one + two, u"two"_s, 2);
        row("the same name twice", one + depends + one, u"one"_s, 1);
        row("doubtful jump, same name", one + depends + "GOTO=\"e\"\n" + one + "LABEL=\"e\"\n", u"one"_s, 3);
        row("after the label of a doubtful jump", depends + "GOTO=\"e\"\n" + one + "LABEL=\"e\"\n" + two, u"two"_s, 4);
        row("crossing jumps",
            depends + "GOTO=\"a\"\n" + depends + "GOTO=\"b\"\n" + one + "LABEL=\"a\"\n" + one + "LABEL=\"b\"\n" + two,
            u"two"_s, 7);
        row("odd but legal character", match + "NAME=\"one,two\"\n", u"one,two"_s, 1);
    }

    void rulesDecide()
    {
        QFETCH(QByteArray, rules);
        QFETCH(QString, name);
        QFETCH(int, line);
        QCOMPARE(predicted(rules).doubts, QStringList());
        QVERIFY(predicted(rules) == certain(byRule(name, line)));
    }

    void laterFileWins()
    {
        const auto named = predictName(
            {file("70-x.rules"_L1, match + "NAME=\"one\"\n"), file("71-y.rules"_L1, match + "NAME=\"two\"\n", 3)},
            firstPort(), std::nullopt);
        QVERIFY(named == certain({u"two"_s, NameSource::Rule, u"/usr/lib/udev/rules.d/71-y.rules"_s, 1}));
    }

    void aJumpStaysInItsFile()
    {
        const auto named = predictName(
            {file("70-a.rules"_L1, "GOTO=\"end\"\n"), file("71-b.rules"_L1, match + "NAME=\"one\"\nLABEL=\"end\"\n")},
            firstPort(), std::nullopt);
        QCOMPARE(named.next.name, u"one"_s);
    }

    void linkPolicyNamesWhatNoRuleNamed() { QVERIFY(predicted("# nothing\n") == certain(byLink)); }

    void linkPolicyComesTooEarlyForALaterRule()
    {
        const auto named = predictName(
            {file("80-net-setup-link.rules"_L1, linkPolicy, 3), file("90-late.rules"_L1, match + "NAME=\"late\"\n")},
            firstPort(), "ibp7s0"_ba);
        QVERIFY(named == certain({u"late"_s, NameSource::Rule, u"/etc/udev/rules.d/90-late.rules"_s, 1}));
    }

    void withoutPolicyTheKernelChooses()
    {
        QVERIFY(predicted("# nothing\n", std::nullopt) == certain(NextName{}));
        QVERIFY(predicted("# nothing\n", ""_ba) == certain(NextName{}));
        QVERIFY(predictName({}, firstPort(), "ibp7s0"_ba) == certain(NextName{}));
    }

    void maskedPolicyGivesNoLinkName()
    {
        const auto files = effectiveRules(
            {file("80-net-setup-link.rules"_L1, "", 0), file("80-net-setup-link.rules"_L1, linkPolicy, 3)});
        QVERIFY(predictName(files, firstPort(), "ibp7s0"_ba) == certain(NextName{}));
    }

    void finalEmptyIsNoRule() { QVERIFY(predicted(match + "NAME:=\"\"\n") == certain(byLink)); }

    void doubts_data()
    {
        QTest::addColumn<QByteArray>("rules");
        QTest::addColumn<NextName>("next");
        QTest::addColumn<QStringList>("doubts");
        const auto row = [](const char *what, const QByteArray &rules, const NextName &next,
                            const QStringList &doubts) { QTest::newRow(what) << rules << next << doubts; };
        const QByteArray one = match + "NAME=\"one\"\n";
        const QByteArray two = match + "NAME=\"two\"\n";
        const QString policy = u"/usr/lib/udev/rules.d/80-net-setup-link.rules:5"_s;
        row("a program decides", one + "PROGRAM=\"/bin/x\", " + two, byRule(u"one"_s, 1), {place(2)});
        row("a program names", match + "PROGRAM=\"/bin/x\", NAME=\"%c\"\n", byLink, {place(1), policy});
        row("unknown value", match + "NAME=\"$attr{x}\"\n", byRule({}, 1), {place(1), policy});
        row("value from elsewhere", one + match + "NAME=\"$env{X}\"\n", byRule({}, 2), {place(2), policy});
        row("too long", match + "NAME=\"sixteen-bytes-16\"\n", byRule({}, 1), {place(1)});
        row("doubtful, then if unnamed", depends + one + "NAME==\"\", " + two, byRule(u"two"_s, 2),
            {place(1), place(2)});
        row("doubtful final", one + depends + match + "NAME:=\"two\"\n" + match + "NAME=\"three\"\n",
            byRule(u"three"_s, 3), {place(2), place(3)});
        row("behind a doubtful jump", one + depends + "GOTO=\"e\"\n" + two + "LABEL=\"e\"\n", byRule(u"two"_s, 3),
            {place(3)});
        row("behind a certain jump that may not be reached",
            one + depends + "GOTO=\"a\"\n" + "GOTO=\"b\"\n" + "LABEL=\"a\"\n" + two + "LABEL=\"b\"\n",
            byRule(u"one"_s, 1), {place(5)});
        row("doubtful", depends + one, byLink, {place(1), policy});
    }

    void doubts()
    {
        QFETCH(QByteArray, rules);
        const NamePrediction found = predicted(rules);
        QTEST(found.doubts, "doubts");
        QFETCH(NextName, next);
        QCOMPARE(found.next.name, next.name);
        QVERIFY(found.next == next);
    }

    void aFileWithALongLineIsNoFile()
    {
        QVERIFY(predicted(match + "NAME=\"one\"\n#" + QByteArray(20'000, 'x') + "\n") == certain(byLink));
    }

    void anyFileIsBorne()
    {
        const QByteArrayList pieces{match,          otherPort,    depends,      "NAME=\"one\"", "NAME:=\"two\"",
                                    "NAME==\"\", ", "GOTO=\"a\"", "GOTO=\"b\"", "LABEL=\"a\"",  "LABEL=\"b\"",
                                    "\n",           "\n",         "\n",         "\\\n",         ", "};
        for (int i = 0; i < 3'000; ++i) {
            QByteArray rules;
            for (int left = random::below(40); left > 0; --left)
                rules += pieces[random::below(static_cast<int>(pieces.size()))];
            const NamePrediction found = predicted(rules);
            if (!rules.contains("ENV{"))
                QCOMPARE(found.doubts, QStringList());
            else if (found.doubts.isEmpty())
                QVERIFY2(isIndependent(found.next, rules), rules.constData());
        }
    }

    void manyRulesTakeLinearTime()
    {
        QElapsedTimer timer;
        timer.start();
        const QByteArray pair = depends + "GOTO=\"e\"\n" + match + "NAME=\"one\"\n";
        const QByteArray rules = pair.repeated(5'000) + "LABEL=\"e\"\n";
        QCOMPARE(predicted(rules).next.name, u"one"_s);
        QCOMPARE_LT(timer.elapsed(), 10'000);
    }
};

QTEST_APPLESS_MAIN(NextNameTest)
#include "nextnametest.moc"
