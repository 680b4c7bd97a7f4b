// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A level of a JSON text: cutting it up loses nothing, putting in and out leaves no trace, new text is Python's.
#include "model/jsonlevel.h"
#include "random.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

JsonLevel level(const QByteArray &text)
{
    return JsonLevel::fromText(text).value();
}

QByteArray appended(const QByteArray &text, const QJsonValue &value = 7)
{
    JsonLevel list = level(text);
    list.append(value, "");
    return list.text();
}

QByteArray withMember(const QByteArray &text, const QString &name)
{
    JsonLevel object = level(text);
    object.setMember(name, 7, "");
    return object.text();
}

QByteArray randomBlanks()
{
    return random::bytes(4, " \t\r\n");
}

} // namespace

class JsonLevelTest : public QObject {
    Q_OBJECT
private slots:
    void partsAreWhatStandsThere()
    {
        const JsonLevel object = level("{ \"a\" : [1, \"]\"] ,\n\t\"b\\u0022\":\"}\\\"\" , \"c\":-1.5e3\n}");
        QCOMPARE(object.parts().size(), 3U);
        QCOMPARE(object.parts()[0], (JsonPart{" ", "\"a\" : ", "[1, \"]\"]", " "}));
        QCOMPARE(object.parts()[1], (JsonPart{"\n\t", "\"b\\u0022\":", "\"}\\\"\"", " "}));
        QCOMPARE(object.parts()[2], (JsonPart{" ", "\"c\":", "-1.5e3", ""}));
        QCOMPARE(object.find(u"b\""_s), 1);
        QCOMPARE(object.find(u"d"_s), std::nullopt);
        QCOMPARE(object.indentOf(0, "  "), QByteArray("  "));
        QCOMPARE(object.indentOf(1, "  "), QByteArray("\t"));
    }

    void refused_data()
    {
        QTest::addColumn<QByteArray>("text");
        for (const char *text :
             {"", "7", "\"[]\"", "[", "{", "[1", "[1,", "[1}", "{\"a\":1", "{\"a\"", "[\"", "[[1]", "[]x", "[] "})
            QTest::newRow(text) << QByteArray(text);
        QTest::newRow("many") << '[' + QByteArray("1,").repeated(1 << 17) + "1]";
    }

    void refused()
    {
        QFETCH(QByteArray, text);
        QCOMPARE(JsonLevel::fromText(text).error().code, ErrorCode::BadFile);
    }

    void newPartsLookLikeTheirNeighbours()
    {
        QCOMPARE(appended("[]"), QByteArray("[\n  7\n]"));
        QCOMPARE(appended("[ ]"), QByteArray("[ \n  7\n]"));
        QCOMPARE(appended("[1]"), QByteArray("[1,7]"));
        QCOMPARE(appended("[1, 2]"), QByteArray("[1, 2, 7]"));
        QCOMPARE(appended("[\n\t1, \n\t2\n]"),
                 QByteArray("[\n\t1,\n\t2,\n\t7\n]").replace("1,", "1, ").replace("2,", "2, "));
        QCOMPARE(appended("[\n    1\n  ]", QJsonArray{1}), QByteArray("[\n    1,\n    [\n      1\n    ]\n  ]"));
    }

    void newMembersKeepTheOrder()
    {
        QCOMPARE(withMember("{}", u"b"_s), QByteArray("{\n  \"b\": 7\n}"));
        QCOMPARE(withMember("{\"a\":1,\"c\":1}", u"b"_s), QByteArray("{\"a\":1,\"b\": 7,\"c\":1}"));
        QCOMPARE(withMember("{\n  \"c\": 1, \n  \"d\": 1}", u"b"_s),
                 QByteArray("{\n  \"b\": 7, \n  \"c\": 1, \n  \"d\": 1}"));
        QCOMPARE(withMember("{\"b\" : 1}", u"b"_s), QByteArray("{\"b\" : 7}"));
    }

    void whatIsPutInComesOut()
    {
        for (int i = 0; i < 2000; ++i) {
            QByteArrayList parts;
            for (int left = random::below(4); left > 0; --left)
                parts += randomBlanks() + QByteArray::number(left) + randomBlanks();
            const QByteArray text = '[' + (parts.isEmpty() ? randomBlanks() : parts.join(',')) + ']';
            QCOMPARE(level(text).text(), text);
            JsonLevel list = level(appended(text));
            list.keepOnly([&](qsizetype part) { return part < parts.size(); });
            QCOMPARE(list.text(), text);
        }
    }

    void membersThatArePutInComeOut()
    {
        for (int i = 0; i < 2000; ++i) {
            QByteArrayList parts;
            for (const char *name : {"b", "d", "f"})
                if (random::coin())
                    parts += randomBlanks() + '"' + name + "\":1";
            const QByteArray text = '{' + parts.join(',') + '}';
            const QString name{QChar(u'a' + random::below(4) * 2)};
            JsonLevel object = level(withMember(text, name));
            QCOMPARE(object.parts().size(), parts.size() + 1U);
            object.removeMember(name);
            QCOMPARE(object.text(), text);
        }
    }

    void pythonsText()
    {
        QCOMPARE(pythonJson(u"a\"\\/\b\f\n\r\t\x01\x7f é\u2028💾"_s),
                 QByteArray("\"a\\\"\\\\/\\b\\f\\n\\r\\t\\u0001\\u007f \\u00e9\\u2028\\ud83d\\udcbe\""));
        QCOMPARE(pythonJson(qint64{9'007'199'254'740'993}), QByteArray("9007199254740993"));
        QCOMPARE(pythonJson(QJsonValue()), QByteArray("null"));
        QCOMPARE(pythonJson(true), QByteArray("true"));
        const QJsonObject object{{u"b"_s, QJsonArray()}, {u"a"_s, QJsonArray{1, QJsonObject()}}};
        QCOMPARE(pythonJson(object, "  "),
                 QByteArray("{\n    \"a\": [\n      1,\n      {}\n    ],\n    \"b\": []\n  }"));
    }
};

QTEST_APPLESS_MAIN(JsonLevelTest)
#include "jsonleveltest.moc"
