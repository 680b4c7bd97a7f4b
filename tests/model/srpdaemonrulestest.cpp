// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of srp_daemon.conf: what srp_daemon takes and refuses, and that an edit touches what it is about.
#include "model/srpdaemonrules.h"
#include "model/linedocument.h"
#include "random.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

/// As Debian and Fedora ship it, with rules in it.
const QByteArray shipped = R"(## This is an example rules configuration file for srp_daemon.
##
#This is a comment
## disallow the following dgid
#d       dgid=fe800000000000000002c90200402bd5
## allow target with the following ioc_guid
a	id_ext=200400A0B81146A1, ioc_guid=0002c90200402bd4 max_sect=65535
d ioc_guid=0002c90200402bd5

## and nothing else
d
)";

DaemonRule ruleOf(const QByteArray &line)
{
    return rulesIn(line + '\n').value().at(0);
}

RulesProblem problemIn(const QByteArray &file)
{
    const auto rules = rulesIn(file);
    return rules ? RulesProblem{-1, RulesFault::BadItem, u"accepted"_s} : rules.error();
}

/// The one way of writing a rule.
QByteArray written(const DaemonRule &rule)
{
    return withRules({}, {rule}).value_or("refused\n"_ba).chopped(1);
}

int differentLines(const QByteArray &one, const QByteArray &other)
{
    QByteArrayList rest = other.split('\n');
    int different = 0;
    for (const QByteArray &line : one.split('\n'))
        different += rest.removeOne(line) ? 0 : 1;
    return std::max(different, static_cast<int>(rest.size()));
}

DaemonRule randomRule()
{
    DaemonRule rule{.allow = random::coin()};
    const auto number = [] { return random::source().generate64() >> random::below(64); };
    rule.idExt = random::maybe(number);
    rule.iocGuid = random::maybe(number);
    rule.serviceId = random::maybe(number);
    rule.pkey = random::maybe([] { return static_cast<quint16>(random::below(0x10000)); });
    if (random::coin())
        rule.dgid = u"fe80000000000000"_s + random::guid().hex();
    if (rule.allow && random::coin())
        rule.options[srpDaemonOptions[static_cast<std::size_t>(random::below(9))]] = random::below(100);
    return rule;
}

QByteArray randomFile()
{
    QByteArray file;
    for (int left = random::below(12); left > 0; --left) {
        const QByteArray rule = written(randomRule());
        const QByteArrayList lines{"# "_ba + random::bytes(20, "ab \t\r#="), ""_ba, rule,
                                   QByteArray(rule).replace(',', ",  "), QByteArray(rule).replace("a ", "A\t")};
        file += lines[random::below(5)] + '\n';
    }
    return random::coin() ? file + "# the end" : file;
}

} // namespace

class SrpDaemonRulesTest : public QObject {
    Q_OBJECT
private slots:
    void theShippedFile()
    {
        const auto rules = rulesIn(shipped).value();
        QCOMPARE(rules.size(), 3U);
        QCOMPARE(rules[0], (DaemonRule{.allow = true,
                                       .idExt = 0x200400a0b81146a1,
                                       .iocGuid = 0x0002c90200402bd4,
                                       .options = {{u"max_sect"_s, 65535}}}));
        QCOMPARE(rules[1], (DaemonRule{.allow = false, .iocGuid = 0x0002c90200402bd5}));
        QCOMPARE(rules[2], DaemonRule{.allow = false});
    }

    void spellings()
    {
        QCOMPARE(ruleOf("aid_ext=1"), (DaemonRule{.idExt = 1}));
        QCOMPARE(ruleOf("A \t id_ext=00000001,\tpkey=FFFF,"), (DaemonRule{.idExt = 1, .pkey = 0xffff}));
        QCOMPARE(ruleOf("a"), DaemonRule{});
        QCOMPARE(ruleOf("D   "), DaemonRule{.allow = false});
        QCOMPARE(ruleOf("d id_ext=1 id_ext=2"), (DaemonRule{.allow = false, .idExt = 2}));
        QCOMPARE(ruleOf("d id_ext=1 id_ext="), DaemonRule{.allow = false});
        QCOMPARE(ruleOf("d pkey=18001"), (DaemonRule{.allow = false, .pkey = 0x8001}));
        QCOMPARE(ruleOf("d dgid=FE800000000000001175000077dd7e").dgid, u"fe80000000000000001175000077dd7e"_s);
        QVERIFY(rulesIn("").value().empty());
        QVERIFY(rulesIn("\n\n# CRLF in a comment\r\n#no end").value().empty());
    }

    void SO_02_refusedLines_data()
    {
        QTest::addColumn<QByteArray>("line");
        for (const char *line : {"allow id_ext=1",
                                 " a",
                                 "\td",
                                 "x",
                                 "a id_ext=0x1",
                                 "a id_ext=1 # mine",
                                 "a id_ext=1\r",
                                 "\r",
                                 "a id_ext=12345678901234567",
                                 "d pkey=1234567890",
                                 "a ,id_ext=1",
                                 "a id_ext=1,,pkey=1",
                                 "a id_ext=1 ,pkey=1",
                                 "a id_ext",
                                 "a =1",
                                 "a initiator_ext=1",
                                 "a ID_EXT=1",
                                 "d max_sect=1",
                                 "a max_sect=1f",
                                 "a max_sect=",
                                 "a max_sect=4294967296",
                                 "a max_sect=12345678901234567",
                                 "a dgid=fe80",
                                 "a dgid=fe80:0000:0000:0000",
                                 "a dgid=fe80000000000000001175000077dd7e0",
                                 "; comment"})
            QTest::newRow(line) << QByteArray(line);
        QTest::newRow("NUL") << "a id_ext=1"_ba + '\0';
    }

    void SO_02_refusedLines()
    {
        QFETCH(QByteArray, line);
        const QByteArray file = "# first\n\n" + line + "\nd\n";
        QCOMPARE(problemIn(file).line, 3);
        QCOMPARE(problemIn(file).text, QString::fromUtf8(line));
        QCOMPARE(withRules(file, {}).error(), (Error{ErrorCode::BadFile, u"rules"_s, u"line 3"_s}));
    }

    void SO_02_lastRuleNeedsItsNewline()
    {
        QCOMPARE(problemIn("a id_ext=1\nd"), (RulesProblem{2, RulesFault::NoNewline, u"d"_s}));
        QCOMPARE(problemIn("d id_ext=1"), (RulesProblem{1, RulesFault::NoNewline, u"d id_ext=1"_s}));
    }

    void SO_02_linesHave254Bytes()
    {
        const QByteArray rule = "d pkey=1" + QByteArray(245, ' ');
        QCOMPARE(ruleOf(rule), (DaemonRule{.allow = false, .pkey = 1}));
        QCOMPARE(problemIn(rule + " \n").line, 1);
        QCOMPARE(problemIn(rule + " \n").text.size(), 254);
        QVERIFY(rulesIn('#' + QByteArray(253, 'x') + "\nd\n")); // what is left of it is an empty line
        QCOMPARE(problemIn('#' + QByteArray(254, 'd') + "\n").line, 1);
        QCOMPARE(problemIn("d\n" + QByteArray(100'000, 'x')),
                 (RulesProblem{2, RulesFault::LineTooLong, QString(255, u'x')}));
    }

    void SO_02_optionsHave127Bytes()
    {
        const QByteArray options =
            "a max_sect=1234567 max_sect=1234567 max_sect=1234567 max_sect=1234567 max_sect=1234567 "
            "max_sect=1234567 queue_size="; // 6 * 17 + 12
        QCOMPARE(ruleOf(options + "0000000000001").options.at(u"max_sect"_s), 1234567);
        QCOMPARE(problemIn(options + "00000000000001\n").line, 1);
    }

    void everyOptionIsKnown()
    {
        for (const QLatin1StringView name : srpDaemonOptions)
            QCOMPARE(ruleOf(QByteArray("a ") + name.data() + "=3").options.at(name), 3);
    }

    void oneWayOfWriting()
    {
        QCOMPARE(written({}), "a"_ba);
        QCOMPARE(written({.allow = false}), "d"_ba);
        QCOMPARE(written({.idExt = 1,
                          .iocGuid = 2,
                          .dgid = u"fe80000000000000001175000077dd7e"_s,
                          .serviceId = 3,
                          .pkey = 4,
                          .options = {{u"queue_size"_s, 5}, {u"max_sect"_s, 6}}}),
                 "a id_ext=0000000000000001,ioc_guid=0000000000000002,dgid=fe80000000000000001175000077dd7e,"
                 "service_id=0000000000000003,pkey=0004,max_sect=6,queue_size=5"_ba);
    }

    void SO_02_whatHasNoRoomIsRefused()
    {
        DaemonRule rule;
        for (const QLatin1StringView name : srpDaemonOptions)
            rule.options[name] = 1;
        QCOMPARE(withRules("d\n", {rule}).error().code, ErrorCode::NotSupported);
        QCOMPARE(withRules("d\n", std::vector<DaemonRule>(1001, DaemonRule{.allow = false})).error().code,
                 ErrorCode::NotSupported);
        QCOMPARE(withRules({}, {{.allow = false, .options = {{u"max_sect"_s, 1}}}}).error().code, ErrorCode::Internal);
    }

    void oneEditIsOneLine()
    {
        auto rules = rulesIn(shipped).value();
        rules[1].pkey = 0xffff;
        const QByteArray changed = withRules(shipped, rules).value();
        QCOMPARE(differentLines(shipped, changed), 1);
        QVERIFY(changed.contains("\nd ioc_guid=0002c90200402bd5,pkey=ffff\n\n## and nothing else\n"));
        rules.erase(rules.begin() + 1);
        QCOMPARE(withRules(shipped, rules).value(), QByteArray(shipped).replace("d ioc_guid=0002c90200402bd5\n", ""));
    }

    void aNewRuleStandsBehindTheOneBeforeIt()
    {
        auto rules = rulesIn(shipped).value();
        rules.insert(rules.begin() + 2, DaemonRule{.idExt = 1});
        QCOMPARE(withRules(shipped, rules).value(),
                 QByteArray(shipped).replace("402bd5\n\n", "402bd5\na id_ext=0000000000000001\n\n"));
        QCOMPARE(withRules("# none", {DaemonRule{.allow = false}}).value(), "# none\nd\n"_ba);
        QCOMPARE(withRules("# CRLF\r\n", {DaemonRule{.allow = false}}).value(), "# CRLF\r\nd\n"_ba);
        QCOMPARE(withRules("# about d\nd\n", {DaemonRule{.idExt = 1}, DaemonRule{.allow = false}}).value(),
                 "# about d\na id_ext=0000000000000001\nd\n"_ba);
    }

    void aRuleThatMovesKeepsItsSpelling()
    {
        auto rules = rulesIn(shipped).value();
        std::swap(rules[0], rules[1]);
        const QByteArray moved = withRules(shipped, rules).value();
        QVERIFY(
            moved.contains("d ioc_guid=0002c90200402bd5\na\tid_ext=200400A0B81146A1, ioc_guid=0002c90200402bd4 max_s"));
        QCOMPARE(moved.size(), shipped.size());
    }

    void lawsOnRandomFiles()
    {
        for (int i = 0; i < 3'000; ++i) {
            const QByteArray file = randomFile();
            const auto present = rulesIn(file).value();
            QCOMPARE(withRules(file, present).value(), file); // set to the present value
            auto wanted = random::list(8, randomRule);
            for (const DaemonRule &rule : present)
                if (random::coin())
                    wanted.insert(wanted.begin() + random::below(static_cast<int>(wanted.size()) + 1), rule);
            const QByteArray other = withRules(file, wanted).value();
            QCOMPARE(rulesIn(other).value(), wanted);
            QVERIFY(other == file || other.isEmpty() || other.endsWith('\n') || other.endsWith("# the end"));
            for (const QByteArray &line : file.split('\n')) // comments are nobody's to change
                QVERIFY(!line.startsWith('#') || other.contains(line));
            auto one = present;
            if (!one.empty()) {
                one[static_cast<std::size_t>(random::below(static_cast<int>(one.size())))] = randomRule();
                QVERIFY(differentLines(file, withRules(file, one).value()) <= 1);
            }
        }
    }

    void SO_03_whichRuleDecides()
    {
        const SrpTargetId target{{u"mlx5_0"_s, 1}, {1}, {2}};
        const IbCmPath path{u"fe80000000000000001175000077dd7e"_s, 0xffff, {3}};
        const auto decides = [&](const QByteArray &file) { return decidingRule(rulesIn(file).value(), target, path); };
        QCOMPARE(decides(""), std::nullopt);
        QCOMPARE(decides("d id_ext=2\nd ioc_guid=1\nd service_id=4\nd pkey=7fff\nd dgid=fe80000000000000\n"),
                 std::nullopt);
        QCOMPARE(decides("d id_ext=2\na id_ext=1,ioc_guid=2,service_id=3,pkey=ffff\nd\n"), 1U);
        QCOMPARE(decides("a id_ext=1,pkey=1\nd dgid=FE80000000000000001175000077DD7E\n"), 1U);
        QCOMPARE(decides("a id_ext=1\nd\n"), 0U);
    }

    void jsonIsTheValue()
    {
        for (int i = 0; i < 500; ++i) {
            const DaemonRule rule = randomRule();
            QCOMPARE(daemonRuleFromJson(toJson(rule)).value(), rule);
        }
    }

    void SO_02_jsonThatIsNoRule_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("no number") << u"idExt"_s << QJsonValue(u"0x12"_s);
        QTest::newRow("a line of its own") << u"idExt"_s << QJsonValue(u"000000000000001\n"_s);
        QTest::newRow("upper case") << u"iocGuid"_s << QJsonValue(u"0002C90200402BD4"_s);
        QTest::newRow("dgid with an option") << u"dgid"_s << QJsonValue(u"fe80000000000000001175000077d,a "_s);
        QTest::newRow("dgid too short") << u"dgid"_s << QJsonValue(u"fe80"_s);
        QTest::newRow("pkey") << u"pkey"_s << QJsonValue(0x10000);
        QTest::newRow("another option") << u"options"_s << QJsonValue(QJsonObject{{u"dest"_s, 1}});
        QTest::newRow("negative option") << u"options"_s << QJsonValue(QJsonObject{{u"max_sect"_s, -1}});
        QTest::newRow("unknown") << u"line"_s << QJsonValue(u"d"_s);
    }

    void SO_02_jsonThatIsNoRule()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        QCOMPARE(daemonRuleFromJson({{u"allow"_s, true}, {key, value}}).error().code, ErrorCode::InvalidWish);
    }

    void SO_02_disallowedTargetsHaveNoOptions()
    {
        const QJsonObject options{{u"max_sect"_s, 1}};
        QVERIFY(daemonRuleFromJson({{u"allow"_s, true}, {u"options"_s, options}}));
        QVERIFY(!daemonRuleFromJson({{u"allow"_s, false}, {u"options"_s, options}}));
    }
};

QTEST_GUILESS_MAIN(SrpDaemonRulesTest)
#include "srpdaemonrulestest.moc"
