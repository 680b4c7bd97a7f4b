// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The JSON border: limits, refusals, merge patch, and the reader that takes objects apart.
#include "model/json.h"
#include "random.h"

#include <QJsonDocument>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

enum class Colour { Red, Green };
constexpr EnumNames<Colour, 2> colourNames{{{Colour::Red, "red"_L1}, {Colour::Green, "green"_L1}}};

QJsonObject object(const QByteArray &text)
{
    return parseObject(text, maxStateBytes).value();
}

QByteArray nested(int depth)
{
    return QByteArray(R"({"a":)").repeated(depth) + "1" + QByteArray("}").repeated(depth);
}

QJsonObject randomObject(int depth)
{
    QJsonObject result;
    for (int left = random::below(5); left > 0; --left) {
        const QString key = u'k' + random::text(2);
        const int kind = random::below(depth > 0 ? 4 : 3);
        result[key] = kind == 0   ? QJsonValue(random::below(9))
                      : kind == 1 ? QJsonValue(random::text())
                      : kind == 2 ? QJsonValue(random::coin())
                                  : QJsonValue(randomObject(depth - 1));
    }
    return result;
}

} // namespace

class JsonTest : public QObject {
    Q_OBJECT
private slots:
    void lengthIsCheckedFirst()
    {
        const QByteArray frame = R"({"a":""})";
        const QByteArray full = QByteArray(frame).insert(6, QByteArray(maxWishBytes - frame.size(), 'x'));
        QCOMPARE(full.size(), maxWishBytes);
        QVERIFY(parseObject(full, maxWishBytes));
        const auto refused = parseObject(QByteArray(maxWishBytes + 1, '{'), maxWishBytes);
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
        QVERIFY(refused.error().detail.startsWith(u"larger than"));
    }

    void malformed_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("array") << QByteArray("[]");
        QTest::newRow("number") << QByteArray("1");
        QTest::newRow("null") << QByteArray("null");
        QTest::newRow("open") << QByteArray(R"({"a":1)");
        QTest::newRow("trailing garbage") << QByteArray(R"({"a":1}x)");
        QTest::newRow("two objects") << QByteArray("{}{}");
        QTest::newRow("trailing comma") << QByteArray(R"({"a":1,})");
        QTest::newRow("comment") << QByteArray(R"({/* */"a":1})");
        QTest::newRow("single quotes") << QByteArray("{'a':1}");
        QTest::newRow("not UTF-8") << QByteArray("{\"a\":\"\xff\xfe\"}");
        QTest::newRow("Latin-1 key") << QByteArray("{\"\xe9\":1}");
        QTest::newRow("UTF-8 surrogate") << QByteArray("{\"a\":\"\xed\xa0\x80\"}");
        QTest::newRow("NUL") << QByteArray("{\"a\":1}\0", 8);
        QTest::newRow("NaN") << QByteArray(R"({"a":NaN})");
        QTest::newRow("deep arrays") << QByteArray(R"({"a":)") + QByteArray(200'000, '[');
        QTest::newRow("deep objects") << nested(100'000);
    }

    void malformed()
    {
        QFETCH(QByteArray, text);
        const auto parsed = parseObject(text, maxWishBytes);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().code, ErrorCode::InvalidWish);
    }

    void keyTwiceIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("same value") << QByteArray(R"({"a":1,"a":1})");
        QTest::newRow("nested") << QByteArray(R"({"a":{"b":1,"c":2,"b":3}})");
        QTest::newRow("in an array") << QByteArray(R"({"a":[1,{"b":1,"b":2}]})");
        QTest::newRow("spelt differently") << QByteArray(R"({"a":1,"\u0061":2})");
        QTest::newRow("null") << QByteArray(R"({"a":null,"a":null})");
    }

    void keyTwiceIsRefused()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(parseObject(text, maxWishBytes).error().detail, u"JSON: a key twice in one object"_s);
    }

    void emptyKeyIsRefused_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("alone") << QByteArray(R"({"":1})");
        QTest::newRow("first") << QByteArray(R"({"":1,"a":1})");
        QTest::newRow("last") << QByteArray(R"({"\u00e9":1,"a":1,"":1})");
        QTest::newRow("nested") << QByteArray(R"({"a":{"b":{"":null}}})");
        QTest::newRow("in an array") << QByteArray(R"({"a":[1,[{"c":{"":1}}]]})");
        QTest::newRow("NUL") << QByteArray(R"({"sub\u0000":1})");
        QTest::newRow("NUL inside") << QByteArray(R"({"a":[{"s\u0000b":1}]})");
    }

    void emptyKeyIsRefused()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(parseObject(text, maxWishBytes).error().detail, u"JSON: an empty key or one with NUL"_s);
    }

    void colonsInTextsAreNoMembers()
    {
        const QByteArray text = "{\"a:b\":\":\\\":\",\"c\":[\"::\",{\"d\\\\\":\":\"}], \"e\" : {} }";
        QCOMPARE(object(text).keys(), QStringList({u"a:b"_s, u"c"_s, u"e"_s}));
    }

    void whateverWeWriteWeRead()
    {
        for (int i = 0; i < 500; ++i) {
            const QJsonObject value = randomObject(4);
            QCOMPARE(object(canonical(value)), value);
        }
    }

    void canonicalDoesNotDependOnOrder()
    {
        QCOMPARE(canonical(object(R"({"b":{"d":1,"c":2},"a":[2,1]})")), QByteArray(R"({"a":[2,1],"b":{"c":2,"d":1}})"));
    }

    void mergePatchRfc7396_data()
    {
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("patch");
        QTest::addColumn<QByteArray>("result");
        const auto row = [](const char *target, const char *patch, const char *result) {
            QTest::addRow("%s + %s", target, patch) << QByteArray(target) << QByteArray(patch) << QByteArray(result);
        };
        row(R"({"a":"b"})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"b"})", R"({"b":"c"})", R"({"a":"b","b":"c"})");
        row(R"({"a":"b"})", R"({"a":null})", R"({})");
        row(R"({"a":"b","b":"c"})", R"({"a":null})", R"({"b":"c"})");
        row(R"({"a":["b"]})", R"({"a":"c"})", R"({"a":"c"})");
        row(R"({"a":"c"})", R"({"a":["b"]})", R"({"a":["b"]})");
        row(R"({"a":{"b":"c"}})", R"({"a":{"b":"d","c":null}})", R"({"a":{"b":"d"}})");
        row(R"({"a":[{"b":"c"}]})", R"({"a":[1]})", R"({"a":[1]})");
        row(R"(["a","b"])", R"(["c","d"])", R"(["c","d"])");
        row(R"({"a":"b"})", R"(["c"])", R"(["c"])");
        row(R"({"a":"foo"})", R"("bar")", R"("bar")");
        row(R"({"e":null})", R"({"a":1})", R"({"e":null,"a":1})");
        row(R"([1,2])", R"({"a":"b","c":null})", R"({"a":"b"})");
        row(R"({})", R"({"a":{"bb":{"ccc":null}}})", R"({"a":{"bb":{}}})");
    }

    /// The examples of appendix A, one level down: a wish is always an object.
    void mergePatchRfc7396()
    {
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, patch);
        QFETCH(QByteArray, result);
        const auto inside = [](const QByteArray &value) { return object(R"({"x":)" + value + '}'); };
        QCOMPARE(mergePatch(inside(target), inside(patch)), inside(result));
        QCOMPARE(mergePatch({}, inside("null")), QJsonObject());
        QCOMPARE(mergePatch(inside(target), inside("null")), QJsonObject());
    }

    void mergePatchLaws()
    {
        for (int i = 0; i < 500; ++i) {
            const QJsonObject target = randomObject(3);
            const QJsonObject patch = randomObject(3);
            const QJsonObject once = mergePatch(target, patch);
            QCOMPARE(mergePatch(target, {}), target);
            QCOMPARE(mergePatch({}, target), target);
            QCOMPARE(mergePatch(once, patch), once);
        }
    }

    void patchBetweenIsAPatch()
    {
        QCOMPARE(patchBetween(object(R"({"a":{"b":1,"c":2},"d":[1],"e":3})"), object(R"({"a":{"b":1},"d":[2],"f":4})")),
                 object(R"({"a":{"c":null},"d":[2],"e":null,"f":4})"));
        for (int i = 0; i < 500; ++i) {
            const QJsonObject before = mergePatch({}, randomObject(3));
            const QJsonObject after = mergePatch({}, randomObject(3)); // without null
            QCOMPARE(patchBetween(after, after), QJsonObject());
            QCOMPARE(mergePatch(after, patchBetween(after, mergePatch(before, after))), mergePatch(before, after));
        }
    }

    void mergePatchBearsDepth()
    {
        const QJsonObject deep = object(nested(500));
        QCOMPARE(mergePatch(object(R"({"a":{"b":1}})"), deep)[u"a"_s].toObject()[u"b"_s].toInt(), 1);
    }

    void readerTakesEveryType()
    {
        ObjectReader reader(object(R"({"t":"x","n":-5,"b":true,"o":{"k":1},"a":[1],"l":["p","q"],"c":"green"})"));
        QCOMPARE(reader.text(u"t"_s), u"x"_s);
        QCOMPARE(reader.integer(u"n"_s), -5);
        QCOMPARE(reader.boolean(u"b"_s), true);
        QCOMPARE(reader.object(u"o"_s), object(R"({"k":1})"));
        QCOMPARE(reader.array(u"a"_s).size(), 1);
        QCOMPARE(reader.texts(u"l"_s), QStringList({u"p"_s, u"q"_s}));
        QCOMPARE(reader.oneOf(u"c"_s, colourNames), Colour::Green);
        QCOMPARE(reader.optionalText(u"none"_s), std::nullopt);
        QCOMPARE(reader.optionalObject(u"none"_s), std::nullopt);
        QVERIFY(reader.finish());
    }

    void readerRefuses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("detail");
        QTest::newRow("missing") << QByteArray("{}") << u"missing"_s;
        QTest::newRow("null is no text") << QByteArray(R"({"t":null,"n":1,"c":"red"})") << u"wrong type"_s;
        QTest::newRow("number is no text") << QByteArray(R"({"t":1,"n":1,"c":"red"})") << u"wrong type"_s;
        QTest::newRow("text is no number") << QByteArray(R"({"t":"","n":"1","c":"red"})") << u"wrong type"_s;
        QTest::newRow("fraction") << QByteArray(R"({"t":"","n":1.5,"c":"red"})") << u"not an integer"_s;
        QTest::newRow("2^53") << QByteArray(R"({"t":"","n":9007199254740992,"c":"red"})") << u"not an integer"_s;
        QTest::newRow("2^63") << QByteArray(R"({"t":"","n":9223372036854775808,"c":"red"})") << u"not an integer"_s;
        QTest::newRow("1e300") << QByteArray(R"({"t":"","n":1e300,"c":"red"})") << u"not an integer"_s;
        QTest::newRow("below") << QByteArray(R"({"t":"","n":-1,"c":"red"})") << u"out of range"_s;
        QTest::newRow("above") << QByteArray(R"({"t":"","n":11,"c":"red"})") << u"out of range"_s;
        QTest::newRow("no such name") << QByteArray(R"({"t":"","n":1,"c":"blue"})") << u"unknown value"_s;
        QTest::newRow("unknown key") << QByteArray(R"({"t":"","n":1,"c":"red","z":1})") << u"unknown key"_s;
        QTest::newRow("long text") << R"({"n":1,"c":"red","t":"@"})"_ba.replace("@", QByteArray(4097, 'x'))
                                   << u"too long"_s;
    }

    void readerRefuses()
    {
        QFETCH(QByteArray, text);
        ObjectReader reader(object(text), u"here"_s);
        std::ignore = reader.text(u"t"_s);
        std::ignore = reader.integer(u"n"_s, 0, 10);
        std::ignore = reader.oneOf(u"c"_s, colourNames);
        const auto finished = reader.finish();
        QVERIFY(!finished);
        QTEST(finished.error().detail, "detail");
        QVERIFY(finished.error().subject.startsWith(u"here."));
    }

    void largestExactIntegersPass()
    {
        ObjectReader reader(object(R"({"max":9007199254740991,"min":-9007199254740991,"whole":1e3})"));
        QCOMPARE(reader.integer(u"max"_s), maxExactInteger);
        QCOMPARE(reader.integer(u"min"_s), minExactInteger);
        QCOMPARE(reader.integer(u"whole"_s), 1000);
        QVERIFY(reader.finish());
    }

    void firstProblemSticks()
    {
        ObjectReader reader(object(R"({"a":1,"b":2})"));
        std::ignore = reader.text(u"a"_s);
        std::ignore = reader.text(u"b"_s);
        reader.reject(u"c"_s, u"later"_s);
        QCOMPARE(reader.finish().error(), (Error{ErrorCode::InvalidWish, u"a"_s, u"wrong type"_s}));
        QCOMPARE(reader.finishLenient().error().subject, u"a"_s);
    }

    void lenientReaderIgnoresUnknownKeys()
    {
        const ObjectReader reader(object(R"({"new":1})"));
        QVERIFY(reader.finishLenient());
        QVERIFY(!reader.finish());
    }

    void unknownKeyComesBackShortened()
    {
        const ObjectReader reader(QJsonObject{{QString(100'000, u'k'), 1}});
        QCOMPARE(reader.finish().error().subject.size(), maxQuotedKey);
    }

    void listOfTextsHoldsTextsOnly()
    {
        ObjectReader reader(object(R"({"l":["a",1]})"));
        std::ignore = reader.texts(u"l"_s);
        QVERIFY(!reader.finish());
    }
};

QTEST_APPLESS_MAIN(JsonTest)
#include "jsontest.moc"
