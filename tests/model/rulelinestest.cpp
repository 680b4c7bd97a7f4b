// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Continued rules: joined as udev joins them, edited where they stand, or refused.
#include "model/rulelines.h"

#include "fixtures.h"
#include "model/udevrules.h"
#include "random.h"

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

QByteArrayList textsOf(const QByteArray &bytes)
{
    QByteArrayList texts;
    const RuleLines lines = ruleLines(LineDocument(bytes)).value();
    for (const RuleLine &rule : lines.rules)
        texts += rule.text;
    return texts;
}

std::vector<RuleLine> rulesIn(const LineDocument &document)
{
    return ruleLines(document).value().rules;
}

/// Every byte of the joined text lies where its part says.
void checkParts(const LineDocument &document)
{
    for (const RuleLine &rule : rulesIn(document)) {
        QByteArray joined;
        for (const RuleLine::Part &part : rule.parts) {
            QCOMPARE(part.start, joined.size());
            joined += document.text(part.line).mid(part.offset, part.size);
        }
        QCOMPARE(joined, rule.text);
    }
}

/// Renaming changes this rule's name and no other rule; removing takes this rule away and no other.
void checkEdits(const LineDocument &document)
{
    const std::vector<RuleLine> before = rulesIn(document);
    for (std::size_t i = 0; i < before.size(); ++i) {
        if (const auto renamed = withRuleName(document, before[i], "other0")) {
            const std::vector<RuleLine> after = rulesIn(*renamed);
            QCOMPARE(after.size(), before.size());
            for (std::size_t k = 0; k < after.size(); ++k)
                QCOMPARE(after[k].text, k == i ? withName(before[k].text, "other0") : before[k].text);
        }
        if (const auto removed = withoutRule(document, before[i])) {
            const std::vector<RuleLine> after = rulesIn(*removed);
            QCOMPARE(after.size(), before.size() - 1);
            for (std::size_t k = 0; k < after.size(); ++k)
                QCOMPARE(after[k].text, before[k < i ? k : k + 1].text);
        }
    }
}

QByteArray randomFile()
{
    const QByteArrayList pieces{
        "NAME=\"a\"", ", ", "KERNEL==\"x\"",     "\\\n",    "\\\r\n", "\n", "\r\n", "\r", "\n\r", "# c",
        " ",          "\\", QByteArray(1, '\0'), "NAME=\"", "b\""};
    QByteArray file;
    for (int left = random::below(14); left > 0; --left)
        file += pieces[random::below(static_cast<int>(pieces.size()))];
    return file;
}

} // namespace

class RuleLinesTest : public QObject {
    Q_OBJECT
private slots:
    void joining_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("texts");
        QTest::addColumn<bool>("open");
        const auto row = [](const char *name, const QByteArray &bytes, const QByteArrayList &texts, bool open = false) {
            QTest::newRow(name) << bytes << texts << open;
        };
        row("empty", "", {});
        row("blank and comment", "\n  \n# c\n", {});
        row("two rules", "a\n\nb", {"a", "b"});
        row("continued", "a\\\nb\nc\n", {"ab", "c"});
        row("blanks before the rest", "a \\\n\t  b\n", {"a b"});
        row("blanks after the backslash", "a\\ \nb\n", {"a\\ ", "b"});
        row("comment inside", "a\\\n# c\\\nb\n", {"ab"});
        row("comment after its blanks", "a\\\n  # c\nb\n", {"ab"});
        row("commented line is not continued", "# a\\\nb\n", {"b"});
        row("empty line ends it", "a\\\n\nb\n", {"a", "b"});
        row("three lines", "a\\\nb\\\nc", {"abc"});
        row("only a backslash", "\\\nb\n", {"b"});
        row("two backslashes", "a\\\\\n\nb\nc\n", {"ab", "c"});
        row("two backslashes, open", "a\\\\\n\n", {}, true);
        row("two backslashes, no empty line", "a\\\\\nb\n", {"a\\b"});
        row("open", "a\nb\\\n", {"a"}, true);
        row("open, no newline", "b\\", {}, true);
        row("open, comment last", "b\\\n# c\n", {}, true);
        row("CRLF", "a\\\r\nb\r\nc\r\n", {"ab", "c"});
        row("CR", "a\rb\r", {"a", "b"});
        row("CR continued", "a\\\rb\r", {"ab"});
        row("LF CR is one ending", "a\\\n\rb\n", {"ab"});
        row("CR CR is two", "a\\\r\rb", {"a", "b"});
        row("NUL", QByteArray("a\0b\\\0c", 6), {"a", "bc"});
    }

    void joining()
    {
        QFETCH(QByteArray, bytes);
        QTEST(textsOf(bytes), "texts");
        QTEST(ruleLines(LineDocument(bytes)).value().open, "open");
    }

    void numbersCountFromOne()
    {
        const auto rules = rulesIn(LineDocument(fixture(u"udev/continued.rules"_s)));
        QCOMPARE(rules.size(), 2U);
        QCOMPARE(rules[0].number(), 1);
        QCOMPARE(rules[1].number(), 6);
    }

    void lawsOnFixtures_data() { addFixtures(u"udev"_s); }

    void lawsOnFixtures()
    {
        QFETCH(QByteArray, bytes);
        checkParts(LineDocument(bytes));
        checkEdits(LineDocument(bytes));
    }

    void lawsOnRandomFiles()
    {
        for (int i = 0; i < 20'000; ++i) {
            const QByteArray bytes = i % 2 == 0 ? randomFile() : random::bytes(50);
            checkParts(LineDocument(bytes));
            checkEdits(LineDocument(bytes));
            if (QTest::currentTestFailed())
                qFatal("%s", bytes.toPercentEncoding().constData());
        }
    }

    void renamesInTheLineWhereTheNameStands()
    {
        const LineDocument document(fixture(u"udev/continued.rules"_s));
        const auto renamed = withRuleName(document, rulesIn(document)[0], "storage-a").value();
        QCOMPARE(renamed.bytes(), document.bytes().replace("\"mlx4_ib0\"", "\"storage-a\""));
    }

    void refusesANameSpreadOverLines()
    {
        const LineDocument document(fixture(u"udev/continued.rules"_s));
        const auto refused = withRuleName(document, rulesIn(document)[1], "storage-a");
        QCOMPARE(refused.error(), (Error{ErrorCode::NotSupported, {}, u"6"_s}));
    }

    void SO_04_refusesWhatIsNoName()
    {
        const LineDocument document(fixture(u"udev/chapter.rules"_s));
        const auto refused = withRuleName(document, rulesIn(document)[0], "x\",RUN+=\"y");
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QCOMPARE(refused.error().detail, u"Quote"_s);
    }

    void removesEveryLineOfARule()
    {
        const LineDocument document(fixture(u"udev/continued.rules"_s));
        const auto removed = withoutRule(document, rulesIn(document)[0]).value();
        QVERIFY(removed.bytes().startsWith("# the first port of the card\n\nACTION"));
        QCOMPARE(removed.count(), document.count() - 3);
    }

    void refusesToRemoveALineThatHoldsSeveralRules()
    {
        const LineDocument document(fixture(u"udev/cr-only.rules"_s));
        QCOMPARE(rulesIn(document).size(), 2U);
        QCOMPARE(withoutRule(document, rulesIn(document)[0]).error().code, ErrorCode::NotSupported);
    }

    void appends_data() { addFixtures(u"udev"_s); }

    void appends()
    {
        QFETCH(QByteArray, bytes);
        const LineDocument document(bytes);
        const QByteArray line = formatIpoibRule(Guid{0xf4521403007bcba9}, "added0");
        const auto longer = withRule(document, line);
        QCOMPARE(longer.has_value(), !ruleLines(document).value().open);
        if (longer) {
            QCOMPARE(rulesIn(*longer).size(), rulesIn(document).size() + 1);
            QCOMPARE(rulesIn(*longer).back().text, line);
            QVERIFY(longer->bytes().startsWith(bytes));
        }
    }

    void IV_12_nothingIsAppendedToAnOpenLine()
    {
        const LineDocument document(fixture(u"udev/open-end.rules"_s));
        QCOMPARE(withRule(document, "x").error().code, ErrorCode::BadFile);
    }

    void udevIgnoresAFileWithALongLine()
    {
        const QByteArray rule = R"(NAME="a")";
        const QByteArray longest = rule + QByteArray(16383 - rule.size(), ' ');
        QCOMPARE(textsOf(longest + "\nb\n").size(), 2);
        const auto refused = ruleLines(LineDocument("b\n" + longest + " \n"));
        QCOMPARE(refused.error(), (Error{ErrorCode::BadFile, u"2"_s, u"line too long for udev"_s}));
    }

    void udevIgnoresALongContinuedRuleOnly()
    {
        const QByteArray half = QByteArray(9000, 'x');
        QCOMPARE(textsOf(half + "\\\n" + half + "\nb\n"), QByteArrayList{"b"});
    }

    void manyContinuationsTakeLinearTime()
    {
        QElapsedTimer timer;
        timer.start();
        QVERIFY(ruleLines(LineDocument(QByteArray("x\\\n").repeated(300'000))).value().open);
        QCOMPARE_LT(timer.elapsed(), 10'000);
    }
};

QTEST_APPLESS_MAIN(RuleLinesTest)
#include "rulelinestest.moc"
