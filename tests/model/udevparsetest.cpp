// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The grammar of udev rules: what udev takes, what it rejects, escapes and patterns.
#include "fixtures.h"
#include "model/rulelines.h"
#include "model/udevrules.h"
#include "random.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr QByteArrayView alphabet = "AB=!+-:{}\"\\,|*?[]ei \t#%$NAMEKR\r";

/// A token as in a rule, with exactly one key and value.
RuleToken token(const QByteArray &text)
{
    return parseRule(text).value().front();
}

} // namespace

class UdevParseTest : public QObject {
    Q_OBJECT
private slots:
    void tokensOfTheChaptersRule()
    {
        const QByteArray line = R"(ACTION=="add", DRIVERS=="?*", ATTR{type}=="32", NAME="mlx4_ib0")";
        const std::vector<RuleToken> expected{{"ACTION", "", "==", "add", 9, ""},
                                              {"DRIVERS", "", "==", "?*", 25, ""},
                                              {"ATTR", "type", "==", "32", 43, ""},
                                              {"NAME", "", "=", "mlx4_ib0", 54, ""}};
        QVERIFY(parseRule(line) == expected);
    }

    void valueStartPointsAtTheValue_data() { addFixtures(u"udev"_s); }

    void valueStartPointsAtTheValue()
    {
        QFETCH(QByteArray, bytes);
        const RuleLines lines = ruleLines(LineDocument(bytes)).value();
        for (const RuleLine &line : lines.rules) {
            const auto rule = parseRule(line.text).value_or(std::vector<RuleToken>());
            for (const RuleToken &found : rule)
                QCOMPARE(line.text.mid(found.valueStart - 1, found.value.size() + 2), '"' + found.value + '"');
        }
    }

    void accepted_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {R"(ACTION=="add",NAME="x")",
                                 R"(ACTION=="add" NAME="x")",
                                 R"(ACTION=="add"NAME="x")",
                                 R"(,, ACTION=="add",, NAME="x",)",
                                 "\tACTION == \t\"add\" , NAME = \"x\" ",
                                 R"(NAME:="x")",
                                 R"(NAME+="x")",
                                 R"(NAME=="x", NAME="y")",
                                 R"(ATTR{address}==i"AB", NAME="x")",
                                 R"(ATTR{address}==ie"AB", NAME="x")",
                                 R"(ATTR{address}==ei"AB", NAME="x")",
                                 "NAME=e\"\\x41\"",
                                 "NAME=\"a\\\"b\"",
                                 "NAME=\"a\\b\"",
                                 R"(KERNEL=="", NAME="x")",
                                 R"(RUN+="x")",
                                 R"(RUN{program}="x")",
                                 R"(RUN{builtin}+="kmod load x")",
                                 R"(IMPORT{builtin}="path_id")",
                                 R"(IMPORT{program}=="x")",
                                 R"(TEST{0755}=="/x", NAME="x")",
                                 R"(TEST{}=="/x", NAME="x")",
                                 R"(GOTO="e", NAME="x")",
                                 R"(LABEL="e")",
                                 R"(OPTIONS+="nonsense", NAME="x")",
                                 R"(TAG-="x")",
                                 R"(SYMLINK-="x")",
                                 R"(SECLABEL{x}="y")",
                                 R"(ENV{A}="")",
                                 R"(ENV{A}:="x")",
                                 R"(CONST{arch}=="x86-64", NAME="x")",
                                 R"(SYSCTL{a/b}="x")",
                                 R"(PROGRAM="/x", NAME="x")",
                                 R"(ATTR{[net/lo]mtu}=="1", NAME="x")",
                                 R"(ATTR{a b}=="1", NAME="x")"})
            QTest::newRow(line) << QByteArray(line);
    }

    void accepted()
    {
        QFETCH(QByteArray, line);
        QVERIFY(parseRule(line));
    }

    void rejected_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"",
                                 " ",
                                 ",",
                                 "# ACTION==\"add\", NAME=\"x\"",
                                 "\t# comment",
                                 "words only",
                                 "NAME",
                                 "NAME=",
                                 "NAME=x",
                                 "NAME=\"x",
                                 "NAME='x'",
                                 R"(NAME="")",
                                 R"(NAME="%k")",
                                 R"(NAME-="x")",
                                 R"(NAME{a}="x")",
                                 R"(NAME{}="x")",
                                 R"(name="x")",
                                 R"(FOO=="x", NAME="x")",
                                 R"(ATTR=="x", NAME="x")",
                                 R"(ATTR{}=="x", NAME="x")",
                                 R"(ATTR{a=="x", NAME="x")",
                                 R"(ATTR{a}-="x")",
                                 R"(ACTION="add", NAME="x")",
                                 R"(ACTION{a}=="add", NAME="x")",
                                 R"(KERNEL:="x", NAME="x")",
                                 R"(NAME=i"x")",
                                 R"(ATTR{a}==eei"x", NAME="x")",
                                 R"(ATTR{a}==E"x", NAME="x")",
                                 "NAME=e\"\\q\"",
                                 "NAME=e\"\\x4\"",
                                 "NAME=e\"\\000\"",
                                 "NAME=e\"\\x00\"",
                                 "NAME=e\"\\400\"",
                                 "NAME=e\"\\U0000d800\"",
                                 "NAME=e\"\\U00110000\"",
                                 "NAME=e\"x\\",
                                 "NAME=\"x\\\"",
                                 R"(NAME="x", )"
                                 "\\",
                                 R"(IMPORT="x")",
                                 R"(IMPORT{x}="y")",
                                 R"(RUN{x}="y")",
                                 R"(RUN{}="y")",
                                 R"(RUN=="y", NAME="x")",
                                 R"(GOTO=="e", NAME="x")",
                                 R"(GOTO+="e", NAME="x")",
                                 R"(OPTIONS=="x", NAME="x")",
                                 R"(TEST==i"/x", NAME="x")",
                                 R"(PROGRAM==i"/x", NAME="x")",
                                 R"(PROGRAM-="x")",
                                 R"(MODE=="0600", NAME="x")",
                                 R"(ENV{ACTION}="x")",
                                 R"(CONST{x}=="y", NAME="x")",
                                 R"(TEST{8}=="/x", NAME="x")",
                                 R"(TEST{010000}=="/x", NAME="x")",
                                 R"(TEST{+7}=="/x", NAME="x")",
                                 R"(ENV=="x", NAME="x")",
                                 R"(NAME=="x" =)",
                                 R"(NAME=!"x")",
                                 "\xef\xbb\xbfNAME=\"x\""})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("NUL") << QByteArray("NAME=\"x\"\0", 9);
    }

    void rejected()
    {
        QFETCH(QByteArray, line);
        QVERIFY(!parseRule(line));
    }

    void plainValues_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<QByteArray>("value");
        QTest::newRow("plain") << QByteArray(R"(NAME="a")") << QByteArray("a");
        QTest::newRow("quote") << QByteArray("NAME=\"a\\\"b\"") << QByteArray("a\"b");
        QTest::newRow("backslash stays") << QByteArray("NAME=\"a\\nb\\\\c\"") << QByteArray("a\\nb\\\\c");
        QTest::newRow("letters") << QByteArray("NAME=e\"\\a\\b\\f\\n\\r\\t\\v\\\\\\\"\\'\\s\"")
                                 << QByteArray("\a\b\f\n\r\t\v\\\"' ");
        QTest::newRow("hex") << QByteArray("NAME=e\"\\x41\\xfF\"") << QByteArray("A\xff");
        QTest::newRow("octal") << QByteArray("NAME=e\"\\101\\377\"") << QByteArray("A\xff");
        QTest::newRow("code points") << QByteArray("NAME=e\"\\u00e9\\U0001F4BE\"")
                                     << QByteArray("\xc3\xa9\xf0\x9f\x92\xbe");
    }

    void plainValues()
    {
        QFETCH(QByteArray, line);
        QTEST(plainValue(token(line)).value(), "value");
    }

    void patterns_data()
    {
        QTest::addColumn<QByteArray>("pattern");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<bool>("expected");
        const auto row = [](const char *pattern, const char *text, bool expected) {
            QTest::addRow("%s on %s", pattern, text) << QByteArray(pattern) << QByteArray(text) << expected;
        };
        row("ib0", "ib0", true);
        row("ib0", "ib00", false);
        row("ib0", "IB0", false);
        row("ib*", "ib", true);
        row("ib*", "mib0", false);
        row("*.*", "ib0.8002", true);
        row("*.*", "ib0", false);
        row("a*", "a/b/.c", true);
        row("?*", "", false);
        row("?*", "x", true);
        row("*", "", true);
        row("", "", true);
        row("", "x", false);
        row("ib[0-9]", "ib7", true);
        row("ib[!0-9]", "ib7", false);
        row("ib[^0-9]", "ibx", true);
        row("a|b", "b", true);
        row("a|b", "a|b", false);
        row("a|b", "", false);
        row("|b", "", true);
        row("b|", "", true);
        row("a||b", "", true);
        row("a*|", "", true);
        row("a*|b?", "bc", true);
        row("a\\b", "a\\b", true);
        row("a\\b*", "abc", true);
        row("a\\b*", "a\\bc", false);
        row("a\\*", "a*", true);
        row("a\\*", "ax", false);
        row("[", "[", true);
    }

    void patterns()
    {
        QFETCH(QByteArray, pattern);
        QFETCH(QByteArray, text);
        QTEST(globMatches(pattern, text), "expected");
    }

    void caseCanBeIgnored()
    {
        QVERIFY(globMatches("?*F4:52", "80:f4:52", Qt::CaseInsensitive));
        QVERIFY(globMatches("IB0|x", "ib0", Qt::CaseInsensitive));
        QVERIFY(!globMatches("IB*", "ib0"));
    }

    void anyBytesAreParsedOrRejected()
    {
        int rules = 0;
        for (int i = 0; i < 100'000; ++i) {
            const auto rule = parseRule(i % 4 == 0 ? random::bytes(40) : "NAME=\"" + random::bytes(40, alphabet));
            rules += rule ? 1 : 0;
            for (const RuleToken &found : rule.value_or(std::vector<RuleToken>()))
                QVERIFY(plainValue(found));
        }
        QVERIFY(rules > 100);
    }

    /// A line of hostile length in a root service: time grows with it, not with its square.
    void longLinesTakeLinearTime()
    {
        const QByteArray line = QByteArray(R"(KERNEL!="*.*", )").repeated(70'000) + R"(NAME="x")";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(parseRule(line).value().size(), 70'001U);
        QVERIFY(!parseRule(QByteArray(1'000'000, '{')));
        QVERIFY(!parseRule(QByteArray(1'000'000, '\\')));
        QVERIFY(!globMatches(QByteArray("*a").repeated(2'000) + 'b', QByteArray(20'000, 'a')));
        QCOMPARE_LT(timer.elapsed(), 10'000);
    }
};

QTEST_APPLESS_MAIN(UdevParseTest)
#include "udevparsetest.moc"
