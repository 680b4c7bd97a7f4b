// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits files as pam_limits reads them, line by line; what it says of lines that do nothing; which files it reads.
#include "limitscene.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr PamLimits today{};
constexpr PamLimits debian12{.readsWords = true};

std::vector<LimitRule> rulesIn(const QByteArray &bytes, const PamLimits &pam = today)
{
    return limitLinesIn(limitsFile(bytes), pam).rules;
}

LimitDomain domainOf(const QByteArray &text)
{
    const auto rules = rulesIn(text + " - memlock 1\n");
    return rules.size() == 1 ? rules[0].domain : LimitDomain{.text = "none"};
}

MemoryAmount amountOf(const QByteArray &value)
{
    return rulesIn("* - memlock " + value + '\n').at(0).amount;
}

QByteArrayList saidOf(const QByteArray &bytes, const PamLimits &pam = today)
{
    QByteArrayList said;
    for (const LimitProblem &problem : limitLinesIn(limitsFile(bytes), pam).problems)
        said.append(problem.said);
    return said;
}

QStringList orderOf(const QStringList &paths)
{
    std::vector<RulesFile> files;
    for (const QString &path : paths)
        files.push_back({path, path.toUtf8()});
    QStringList ordered;
    for (const RulesFile &file : limitsFilesInOrder(files))
        ordered.append(file.path);
    return ordered;
}

} // namespace

class LimitLinesTest : public QObject {
    Q_OBJECT
private slots:
    void theGuidesFile()
    {
        const LimitDomain everyone{.kind = LimitDomain::Everyone, .text = "*"};
        QCOMPARE(limitLinesIn(limitsFile(guideLimits), today),
                 (LimitLines{
                     u"/etc/security/limits.conf"_s,
                     {{2, everyone, LimitRule::Soft, unlimitedMemory}, {3, everyone, LimitRule::Hard, unlimitedMemory}},
                     {}}));
    }

    void domains()
    {
        QCOMPARE(domainOf("alice"), (LimitDomain{.kind = LimitDomain::User, .text = "alice"}));
        QCOMPARE(domainOf("@rdma"), (LimitDomain{.kind = LimitDomain::Group, .text = "@rdma"}));
        QCOMPARE(domainOf("*"), (LimitDomain{.kind = LimitDomain::Everyone, .text = "*"}));
        QCOMPARE(domainOf("1000:2000"), (LimitDomain{LimitDomain::UidRange, "1000:2000", 1000, 2000, false}));
        QCOMPARE(domainOf("1000:"), (LimitDomain{LimitDomain::UidRange, "1000:", 1000, 0xffffffff, false}));
        QCOMPARE(domainOf(":1000"), (LimitDomain{LimitDomain::UidRange, ":1000", 1000, 1000, true}));
        QCOMPARE(domainOf("@100:200"), (LimitDomain{LimitDomain::GidRange, "@100:200", 100, 200, false}));
        QCOMPARE(domainOf("@100:"), (LimitDomain{LimitDomain::GidRange, "@100:", 100, 0xffffffff, false}));
        QCOMPARE(domainOf("@:100"), (LimitDomain{LimitDomain::GidRange, "@:100", 100, 100, true}));
    }

    void amounts()
    {
        QCOMPARE(amountOf("64"), kibibytes(64));
        QCOMPARE(amountOf("0"), kibibytes(0));
        for (const char *word :
             {"-1", "-", "unlimited", "infinity", "Infinity", "-7", "99999999999999999999", "18014398509481983"})
            QCOMPARE(amountOf(word), unlimitedMemory);
        QCOMPARE(amountOf("18014398509481982"), kibibytes(18014398509481982));
        QCOMPARE(amountOf("64K"), kibibytes(64)); // what comes behind the digits is ignored
        QCOMPARE(amountOf("0x40"), kibibytes(0));
    }

    void mangledFiles_data()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < mangledLimits.size(); ++i)
            QTest::newRow(mangledLimits[i].name) << static_cast<int>(i);
    }

    void mangledFiles()
    {
        QFETCH(int, index);
        const MangledLimits &file = mangledLimits[static_cast<std::size_t>(index)];
        std::vector<LimitProblem::Kind> kinds;
        int last = 0;
        for (const LimitProblem &problem : limitLinesIn(limitsFile(file.bytes), today).problems) {
            kinds.push_back(problem.kind);
            QVERIFY(problem.line >= last);
            last = problem.line;
        }
        QCOMPARE(kinds, file.problems);
    }

    void whatPamSays()
    {
        QCOMPARE(saidOf("# one\n* hard\n"), QByteArrayList{"invalid line 2 in '/etc/security/limits.conf' - skipped"});
        QCOMPARE(saidOf("  * hard # x\n", debian12), QByteArrayList{"invalid line '* hard ' - skipped"});
        QCOMPARE(saidOf("1:x - memlock 1\n"), QByteArrayList{"invalid uid range '1:x' - skipped"});
        QCOMPARE(saidOf("* hard Memlok 1\n"), QByteArrayList{"unknown limit item 'memlok'"});
        QCOMPARE(saidOf("* both memlock 1\n"), QByteArrayList{"unknown limit type 'both'"});
        QCOMPARE(saidOf("* hard memlock Many\n"), QByteArrayList{"wrong limit value 'many' for limit type 'hard'"});
        QCOMPARE(saidOf("% hard memlock 1\n"), QByteArrayList{"'%' domain valid for maxlogins type only"});
        QCOMPARE(saidOf("* -\n"), QByteArrayList{""});
        QVERIFY(saidOf("* hard " + QByteArray(5000, 'x') + " 1\n").front().size() < 300);
    }

    void debian12ReadsWords()
    {
        QCOMPARE(rulesIn("* - memlock unlimited\r\n").size(), 0U);
        QCOMPARE(rulesIn("* - memlock unlimited\r\n", debian12).size(), 1U);
        QCOMPARE(rulesIn("* - memlock unlimited please\n").size(), 0U);
        QCOMPARE(rulesIn("* - memlock unlimited please\n", debian12).size(), 1U);
        QCOMPARE(rulesIn("*\v-\vmemlock\v1\n", debian12).size(), 1U);
    }

    /// fgets() into 1,024 bytes: the rest of a long line is a line.
    void debian12CutsLongLines()
    {
        const QByteArray file = QByteArray(1023, '#') + "alice - memlock 64\n* - memlock 32\n";
        QCOMPARE(rulesIn(file).size(), 1U);
        const auto rules = rulesIn(file, debian12);
        QCOMPARE(rules.size(), 2U);
        QCOMPARE(rules[0].domain.text, "alice");
        QCOMPARE(rules[0].line, 1);
        QCOMPARE(rules[1].line, 2);
    }

    void FS_17_orderOfFiles()
    {
        const QString etc = u"/etc/security/limits.d/"_s;
        const QString vendor = u"/usr/etc/security/limits.d/"_s;
        QCOMPARE(orderOf({etc + u"b.conf"_s, etc + u"B.conf"_s, u"/etc/security/limits.conf"_s, etc + u"10-a.conf"_s,
                          etc + u"9-a.conf"_s, etc + u".x.conf"_s, etc + u"x.conf~"_s, etc + u"README"_s}),
                 QStringList({u"/etc/security/limits.conf"_s, etc + u"10-a.conf"_s, etc + u"9-a.conf"_s,
                              etc + u"B.conf"_s, etc + u"b.conf"_s}));
        QCOMPARE(orderOf({vendor + u"a.conf"_s, vendor + u"c.conf"_s, etc + u"b.conf"_s, etc + u"a.conf"_s,
                          u"/usr/etc/security/limits.conf"_s}),
                 QStringList(
                     {u"/usr/etc/security/limits.conf"_s, etc + u"a.conf"_s, etc + u"b.conf"_s, vendor + u"c.conf"_s}));
        QCOMPARE(orderOf({u"/usr/etc/security/limits.conf"_s, u"/etc/security/limits.conf"_s}),
                 QStringList{u"/etc/security/limits.conf"_s});
        QCOMPARE(orderOf({etc + u"limits.conf"_s, u"/etc/security/access.conf"_s}),
                 QStringList{etc + u"limits.conf"_s});
    }
};

QTEST_APPLESS_MAIN(LimitLinesTest)
#include "limitlinestest.moc"
