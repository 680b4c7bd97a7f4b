// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The state of feature "names" in JSON: what is written is read, and a wish that is not one is refused by its place.
#include "model/names.h"

#include "model/json.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

NextName anyNext()
{
    return {random::text(), static_cast<NameSource>(random::below(4)), random::text(), random::below(1000)};
}

Interface anyInterface(const InterfaceId &id)
{
    return {.id = id,
            .index = random::below(1000),
            .address = IpoibAddress{QByteArray(20, static_cast<char>(random::below(256)))},
            .name = random::text(),
            .kernelName = random::text(),
            .altnames = random::texts(),
            .rdmaDevice = random::text(),
            .port = random::below(3),
            .operState = random::text(),
            .up = random::coin(),
            .mode = random::text(),
            .mtu = random::below(70'000),
            .parent = random::text(),
            .children = random::texts(),
            .nextBoot = anyNext()};
}

NamesLive anyLive()
{
    NamesLive live{{}, random::text(), random::coin()};
    for (int left = random::below(4); left > 0; --left) {
        const InterfaceId id = random::interfaceId();
        live.interfaces[id] = anyInterface(id);
    }
    return live;
}

NamesConfig anyConfig()
{
    NamesConfig config;
    for (int left = random::below(4); left > 0; --left)
        config.interfaces[random::interfaceId()] = {random::text(), random::maybe([] { return random::text(); })};
    return config;
}

QJsonObject object(const QByteArray &text)
{
    return parseObject(text, maxStateBytes).value();
}

const QByteArray chapterConfig = R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"ib0","ruleName":"mlx4_ib0"}}})";

} // namespace

class NamesTest : public QObject {
    Q_OBJECT
private slots:
    void theShapeIsTheContract()
    {
        const auto config = namesConfigFromJson(object(chapterConfig)).value();
        const auto id = InterfaceId::fromText(u"f4521403007bcba1:ffff"_s).value();
        QVERIFY(config == (NamesConfig{{{id, {u"ib0"_s, u"mlx4_ib0"_s}}}}));
        QCOMPARE(canonical(toJson(config)), chapterConfig);
    }

    void noRuleIsNoKey()
    {
        const NamesConfig config{{{random::interfaceId(), {u"ib0"_s, std::nullopt}}}};
        QVERIFY(!canonical(toJson(config)).contains("ruleName"));
    }

    void roundTrips()
    {
        for (int i = 0; i < 1'000; ++i) {
            const NamesConfig config = anyConfig();
            QVERIFY(namesConfigFromJson(object(canonical(toJson(config)))) == config);
            const NamesLive live = anyLive();
            QVERIFY(namesLiveFromJson(object(canonical(toJson(live)))) == live);
        }
    }

    void aWishIsMergedIntoTheConfig()
    {
        const auto wished = [](const QByteArray &names) {
            const QJsonObject wish = object(R"({"interfaces":{"f4521403007bcba1:ffff":)" + names + "}}");
            return namesConfigFromJson(mergePatch(object(chapterConfig), wish));
        };
        QCOMPARE(wished(R"({"ruleName":"x"})").value().interfaces.begin()->second, (InterfaceNames{u"ib0"_s, u"x"_s}));
        QCOMPARE(wished(R"({"ruleName":null})").value().interfaces.begin()->second,
                 (InterfaceNames{u"ib0"_s, std::nullopt}));
        QCOMPARE(wished(R"({"name":"x","ruleName":"x"})").value().interfaces.begin()->second,
                 (InterfaceNames{u"x"_s, u"x"_s}));
        QVERIFY(wished("null").value().interfaces.empty());
        QCOMPARE(wished(R"({"name":null})").error().subject, u"interfaces.f4521403007bcba1:ffff.name"_s);
    }

    void refusedWishes_data()
    {
        QTest::addColumn<QByteArray>("wish");
        QTest::addColumn<QString>("subject");
        const auto row = [](const char *what, const char *wish, const char *subject) {
            QTest::newRow(what) << QByteArray(wish) << QString::fromLatin1(subject);
        };
        row("nothing", "{}", "interfaces");
        row("unknown key", R"({"interfaces":{},"x":1})", "x");
        row("list", R"({"interfaces":[]})", "interfaces");
        row("unknown key inside", R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a","rule":"b"}}})",
            "interfaces.f4521403007bcba1:ffff.rule");
        row("no name", R"({"interfaces":{"f4521403007bcba1:ffff":{"ruleName":"b"}}})",
            "interfaces.f4521403007bcba1:ffff.name");
        row("number", R"({"interfaces":{"f4521403007bcba1:ffff":{"name":"a","ruleName":7}}})",
            "interfaces.f4521403007bcba1:ffff.ruleName");
        row("text", R"({"interfaces":{"f4521403007bcba1:ffff":"a"}})", "interfaces.f4521403007bcba1:ffff");
        row("IV_07 upper case", R"({"interfaces":{"F4521403007BCBA1:ffff":{"name":"a"}}})",
            "interfaces.F4521403007BCBA1:ffff");
        row("IV_07 zeros", R"({"interfaces":{"0000000000000000:ffff":{"name":"a"}}})",
            "interfaces.0000000000000000:ffff");
        row("IV_07 no partition", R"({"interfaces":{"f4521403007bcba1":{"name":"a"}}})", "interfaces.f4521403007bcba1");
    }

    void refusedWishes()
    {
        QFETCH(QByteArray, wish);
        const auto decoded = namesConfigFromJson(object(wish));
        QCOMPARE(decoded.error().code, ErrorCode::InvalidWish);
        QTEST(decoded.error().subject, "subject");
    }

    void aLongIdComesBackShortened()
    {
        const QJsonObject wish{{u"interfaces"_s, QJsonObject{{QString(50'000, u'x'), QJsonObject()}}}};
        QCOMPARE_LE(namesConfigFromJson(wish).error().subject.size(), 150);
    }

    void aNewerHelperMaySayMore()
    {
        const InterfaceId id = random::interfaceId();
        QJsonObject interface =
            toJson(NamesLive{{{id, anyInterface(id)}}, {}, false})[u"interfaces"_s][id.text()].toObject();
        QJsonObject next = interface[u"nextBoot"_s].toObject();
        next[u"new"_s] = 1;
        interface[u"nextBoot"_s] = next;
        interface[u"new"_s] = 1;
        const QJsonObject live{{u"interfaces"_s, QJsonObject{{id.text(), interface}}},
                               {u"kernelRelease"_s, u""_s},
                               {u"renamesWhileUp"_s, false},
                               {u"new"_s, 1}};
        QVERIFY(namesLiveFromJson(live));
    }

    void refusedStates_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("address") << u"address"_s << QJsonValue(u"52:54:00:00:00:02"_s);
        QTest::newRow("negative index") << u"index"_s << QJsonValue(-1);
        QTest::newRow("index beyond int") << u"index"_s << QJsonValue(2147483648.0);
        QTest::newRow("altnames") << u"altnames"_s << QJsonValue(QJsonArray{1});
        QTest::newRow("nextBoot") << u"nextBoot"_s << QJsonValue(QJsonObject());
        QTest::newRow("source") << u"nextBoot"_s
                                << QJsonValue(QJsonObject{{u"name"_s, u""_s},
                                                          {u"source"_s, u"luck"_s},
                                                          {u"file"_s, u""_s},
                                                          {u"line"_s, 0}});
    }

    void refusedStates()
    {
        QFETCH(QString, key);
        QFETCH(QJsonValue, value);
        const InterfaceId id = random::interfaceId();
        const QJsonObject good = toJson(NamesLive{{{id, anyInterface(id)}}, {}, false});
        QVERIFY(namesLiveFromJson(good));
        QJsonObject interface = good[u"interfaces"_s][id.text()].toObject();
        interface[key] = value;
        QJsonObject bad = good;
        bad[u"interfaces"_s] = QJsonObject{{id.text(), interface}};
        const auto refused = namesLiveFromJson(bad);
        QVERIFY(refused.error().subject.startsWith(u"interfaces."_s + id.text() + u'.' + key));
    }
};

QTEST_APPLESS_MAIN(NamesTest)
#include "namestest.moc"
