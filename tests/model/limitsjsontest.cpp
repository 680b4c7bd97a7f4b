// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits" in JSON: what is written is read, a wish that is not one is refused, a newer helper is understood.
#include "model/limits.h"

#include "model/json.h"
#include "model/step.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

MemoryAmount anyAmount()
{
    return random::below(4) == 0 ? unlimitedMemory : MemoryAmount{random::source().generate64()};
}

MemoryLimit anyLimit()
{
    return {anyAmount(), anyAmount()};
}

int anyLine()
{
    return 1 + random::below(1000);
}

template <typename T> std::vector<T> several(T (*make)())
{
    std::vector<T> values;
    for (int left = random::below(4); left > 0; --left)
        values.push_back(make());
    return values;
}

ShownRule anyRule()
{
    return {random::text(), anyLine(), random::text(), LimitRule::Kind(random::below(4)), anyAmount()};
}

ShownLimitProblem anyProblem()
{
    return {random::text(), anyLine(), LimitProblem::Kind(random::below(7)), random::text()};
}

ShownSide anySide()
{
    return {random::maybe(anyRule),
            several<ShownLoss>([] { return ShownLoss{anyRule(), LimitLoss(random::below(5))}; })};
}

LoginLimit anyLogin()
{
    return {.outcome = LimitOutcome(random::below(5)),
            .exemption = random::maybe(anyRule),
            .soft = anySide(),
            .hard = anySide(),
            .isClamped = random::coin(),
            .effective = anyLimit()};
}

PlacedLimit anyPlace()
{
    return {random::text(), anyLine(), anyLimit()};
}

UnitMemlock anyUnit()
{
    return {random::maybe(anyPlace), several(anyPlace), several<UnitLimitComplaint>([] {
                return UnitLimitComplaint{random::text(), anyLine(), UnitLimitProblem(random::below(4))};
            })};
}

RunningLimit anyRunning()
{
    return {anyLine(), random::text(), random::text(), random::text(), anyLimit()};
}

LimitsLive anyLive()
{
    LimitsLive live{.rules = several(anyRule),
                    .problems = several(anyProblem),
                    .system = anyUnit(),
                    .user = anyUnit(),
                    .usual = anyLimit(),
                    .units = {},
                    .services = random::texts(),
                    .members = random::maybe(random::texts),
                    .answer = random::maybe([] {
                        return LimitAnswer{random::maybe(anyLogin), random::maybe(anyUnit), random::maybe(anyRunning),
                                           random::maybe(anyLogin)};
                    }),
                    .running = several(anyRunning)};
    for (int left = random::below(4); left > 0; --left)
        live.units[u"x%1.service"_s.arg(left)] = anyUnit();
    return live;
}

LimitsConfig anyConfig()
{
    static const std::vector<const char *> holders{"*", "@rdma", "alice", "1000:1999"};
    LimitsConfig config;
    for (const char *holder : holders)
        if (random::coin())
            config.users[LimitHolder::fromText(QString::fromLatin1(holder)).value()] = {anyAmount(),
                                                                                        random::maybe(anyAmount)};
    for (int left = random::below(4); left > 0; --left)
        config.units[u"x%1.service"_s.arg(left)] = anyLimit();
    return config;
}

QJsonObject object(const QByteArray &text)
{
    return parseObject(text, maxWishBytes).value_or(QJsonObject{{u"not"_s, u"JSON"_s}});
}

QJsonObject throughText(const QJsonObject &object)
{
    return parseObject(canonical(object), maxStateBytes).value_or(QJsonObject());
}

ErrorCode codeOf(const auto &result)
{
    return result ? ErrorCode::Internal : result.error().code;
}

} // namespace

class LimitsJsonTest : public QObject {
    Q_OBJECT
private slots:
    void whatIsWrittenIsRead()
    {
        for (int round = 0; round < 300; ++round) {
            const LimitsConfig config = anyConfig();
            QCOMPARE(limitsConfigFromJson(throughText(toJson(config))), Result<LimitsConfig>(config));
            const LimitsLive live = anyLive();
            QCOMPARE(limitsLiveFromJson(throughText(toJson(live))), Result<LimitsLive>(live));
        }
    }

    void amountsAreTextsOfBytes()
    {
        const LimitsConfig config{{{LimitHolder(), {unlimitedMemory, MemoryAmount{(quint64{1} << 53) + 1}}}},
                                  {{u"opensm.service"_s, {MemoryAmount{0}, unlimitedMemory}}}};
        QCOMPARE(canonical(toJson(config)), R"({"units":{"opensm.service":{"hard":"unlimited","soft":"0"}},)"
                                            R"("users":{"*":{"hard":"9007199254740993","soft":"unlimited"}}})"_ba);
    }

    void IV_01_aWishThatIsNotOneIsRefused_data()
    {
        QTest::addColumn<QByteArray>("wish");
        QTest::newRow("unknown key") << R"({"users":{},"units":{},"more":1})"_ba;
        QTest::newRow("unknown key of a limit") << R"({"users":{"*":{"soft":"0","more":"1"}},"units":{}})"_ba;
        QTest::newRow("unknown key of a unit")
            << R"({"users":{},"units":{"a.service":{"soft":"0","hard":"0","x":1}}})"_ba;
        QTest::newRow("no units") << R"({"users":{}})"_ba;
        QTest::newRow("a number") << R"({"users":{"*":{"soft":64}},"units":{}})"_ba;
        QTest::newRow("a unit of measure") << R"({"users":{"*":{"soft":"64 MiB"}},"units":{}})"_ba;
        QTest::newRow("below zero") << R"({"users":{"*":{"soft":"-1"}},"units":{}})"_ba;
        QTest::newRow("more than there is") << R"({"users":{"*":{"soft":"18446744073709551616"}},"units":{}})"_ba;
        QTest::newRow("neither side") << R"({"users":{"*":{}},"units":{}})"_ba;
        QTest::newRow("one side of a unit") << R"({"users":{},"units":{"a.service":{"soft":"0"}}})"_ba;
        QTest::newRow("no holder") << R"({"users":{"a b":{"soft":"0"}},"units":{}})"_ba;
        QTest::newRow("IV-13 no user") << R"({"user":""})"_ba;
        QTest::newRow("IV-13 a path") << R"({"user":"../passwd"})"_ba;
        QTest::newRow("IV-13 a line") << R"({"user":"alice\nroot"})"_ba;
        QTest::newRow("IV-13 NUL") << R"({"user":"alice\u0000x"})"_ba;
        QTest::newRow("IV-13 everyone") << R"({"user":"*"})"_ba;
        QTest::newRow("IV-13 a group for a user") << R"({"user":"@rdma"})"_ba;
        QTest::newRow("IV-13 a range") << R"({"user":"1000:2000"})"_ba;
        QTest::newRow("IV-13 too long") << QByteArray("{\"user\":\"" + QByteArray(4096, 'a') + "\"}");
        QTest::newRow("IV-13 a group of groups") << R"({"group":"@rdma"})"_ba;
        QTest::newRow("IV-13 no group") << R"({"group":"a/b"})"_ba;
        QTest::newRow("no service") << R"({"users":{},"units":{"../a.service":{"soft":"0","hard":"0"}}})"_ba;
        QTest::newRow("a socket") << R"({"users":{},"units":{"a.socket":{"soft":"0","hard":"0"}}})"_ba;
        QTest::newRow("a list") << R"({"users":[],"units":{}})"_ba;
    }
    void IV_01_aWishThatIsNotOneIsRefused()
    {
        QFETCH(QByteArray, wish);
        QCOMPARE(codeOf(limitsConfigFromJson(object(wish))), ErrorCode::InvalidWish);
    }

    void aNewerHelperIsUnderstood()
    {
        const LimitsLive live = anyLive();
        QJsonObject newer = toJson(live);
        newer[u"more"_s] = 1;
        QCOMPARE(limitsLiveFromJson(newer), Result<LimitsLive>(live));
        newer[u"usual"_s] = QJsonObject{{u"soft"_s, u"0"_s}, {u"hard"_s, u"0"_s}, {u"more"_s, 1}};
        QCOMPARE(limitsLiveFromJson(newer).value_or(live).usual, MemoryLimit{});
    }

    void whatIsMissingIsNotGuessed()
    {
        const QJsonObject whole = toJson(LimitsLive{});
        for (const QString &key : whole.keys()) {
            QJsonObject cut = whole;
            cut.remove(key);
            QVERIFY2(!limitsLiveFromJson(cut), qPrintable(key));
        }
    }

    void oneQuestionAtATime_data()
    {
        QTest::addColumn<QByteArray>("query");
        QTest::newRow("two") << R"({"user":"alice","group":"rdma"})"_ba;
        QTest::newRow("not running") << R"({"running":false})"_ba;
        QTest::newRow("pid 0") << R"({"pid":0})"_ba;
        QTest::newRow("pid as text") << R"({"pid":"1"})"_ba;
        QTest::newRow("unknown key") << R"({"path":"/etc/passwd"})"_ba;
        QTest::newRow("no service") << R"({"unit":"/etc/passwd"})"_ba;
    }
    void oneQuestionAtATime()
    {
        QFETCH(QByteArray, query);
        QCOMPARE(codeOf(limitsQueryFromJson(object(query))), ErrorCode::InvalidWish);
    }

    void aFileThatLeavesEverybodyUnlimitedIsAStepOfItsOwnKind()
    {
        const auto kindOfWriting = [](const char *before, const char *after) {
            return kindOf(WriteFile{rdmaLimitsFile, QByteArray(before), QByteArray(after)});
        };
        const QString own = u"unlimit-everyone"_s;
        QCOMPARE(kindOfWriting("", "* - memlock unlimited\n"), own);
        QCOMPARE(kindOfWriting("* - memlock 64\n", "* soft memlock 64\n* hard memlock -1\n"), own);
        QCOMPARE(kindOfWriting("@rdma - memlock -1\n", "0:4294967294 - memlock -1\n"), own);
        QCOMPARE(kindOfWriting("", "1000:60000 - memlock unlimited\n"), own);
        QCOMPARE(kindOfWriting("", "* - memlock 16777216\n"), own); // 16 GiB
        QCOMPARE(kindOfWriting("", "1001:60000 - memlock unlimited\n"), own);
        const QString usual = u"write-file"_s;
        QCOMPARE(kindOfWriting("", "* - memlock 16777215\n"), usual);
        QCOMPARE(kindOfWriting("", "@rdma - memlock unlimited\n"), usual);
        QCOMPARE(kindOfWriting("", "1001:1999 - memlock unlimited\n"), usual);
        QCOMPARE(kindOfWriting("* - memlock unlimited\n", "* - memlock unlimited\nalice - memlock 64\n"), usual);
        QCOMPARE(kindOfWriting("* - memlock unlimited\n", ""), usual);
        QCOMPARE(kindOf(WriteFile{u"/etc/elsewhere"_s, {}, "* - memlock unlimited\n"_ba}), usual);
    }

    void takingTheLimitAwayIsUndoneByUnlimitingEveryone()
    {
        const Step less = WriteFile{.path = rdmaLimitsFile, .before = "* - memlock unlimited\n"_ba, .after = {}};
        QCOMPARE(kindOf(*inverseOf(less)), u"unlimit-everyone"_s);
        QCOMPARE(stepFromJson(toJson(*inverseOf(less))), Result<Step>(*inverseOf(less)));
        QJsonObject other = toJson(*inverseOf(less));
        other[u"kind"_s] = u"write-file"_s;
        QCOMPARE(codeOf(stepFromJson(other)), ErrorCode::InvalidWish);
    }

    void aDropInIsToldToSystemd()
    {
        const Step dropIn = WriteFile{.path = u"/etc/systemd/system/a.service.d/50-rdma-memlock.conf"_s,
                                      .after = "[Service]\n"_ba,
                                      .reader = Reader::Systemd};
        QCOMPARE(stepFromJson(toJson(dropIn)), Result<Step>(dropIn));
        QVERIFY(deadlineOf(dropIn) > deadlineOf(WriteFile{.path = u"/x"_s}));
    }

    void everyQuestionIsRead()
    {
        for (const LimitsQuery &query :
             {LimitsQuery{}, LimitsQuery{.user = u"alice"_s}, LimitsQuery{.group = u"r"_s},
              LimitsQuery{.unit = u"a@1.service"_s}, LimitsQuery{.pid = 4711}, LimitsQuery{.running = true}})
            QCOMPARE(limitsQueryFromJson(throughText(toJson(query))), Result<LimitsQuery>(query));
    }
};

QTEST_APPLESS_MAIN(LimitsJsonTest)
#include "limitsjsontest.moc"
