// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The laws of the line document, on every fixture and on random bytes.
#include "model/linedocument.h"
#include "fixtures.h"
#include "random.h"

using namespace rdma;

namespace {

/// How many lines of two documents differ.
int differences(const LineDocument &one, const LineDocument &other)
{
    int count = 0;
    for (qsizetype i = 0; i < one.count(); ++i)
        count += one.text(i) == other.text(i) ? 0 : 1;
    return count;
}

void checkLaws(const QByteArray &bytes)
{
    const LineDocument original(bytes);
    QCOMPARE(original.bytes(), bytes);
    QCOMPARE(original.count(), bytes.count('\n') + (bytes.isEmpty() || bytes.endsWith('\n') ? 0 : 1));
    for (qsizetype i = 0; i < original.count(); ++i) {
        LineDocument same = original;
        same.setText(i, original.text(i));
        QVERIFY(same == original);
        LineDocument edited = original;
        edited.setText(i, "another");
        QCOMPARE(edited.count(), original.count());
        QCOMPARE(differences(original, edited), original.text(i) == "another" ? 0 : 1);
        QCOMPARE(edited.bytes().size() - bytes.size(), 7 - original.text(i).size());
        edited.setText(i, original.text(i));
        QCOMPARE(edited.bytes(), bytes);
    }
}

void checkAppend(const QByteArray &bytes)
{
    LineDocument longer{bytes};
    longer.append("new");
    QVERIFY(longer.bytes().startsWith(bytes));
    QCOMPARE(longer.count(), LineDocument(bytes).count() + 1);
    QCOMPARE(longer.text(longer.count() - 1), QByteArray("new"));
    QVERIFY(longer.bytes().endsWith('\n'));
    longer.remove(longer.count() - 1);
    QVERIFY(longer.bytes() == bytes || longer.bytes() == bytes + "\n" || longer.bytes() == bytes + "\r\n");
}

void checkInsert(const QByteArray &bytes)
{
    const LineDocument original(bytes);
    for (qsizetype line = 0; line <= original.count(); ++line) {
        LineDocument longer = original;
        longer.insert(line, "new");
        QCOMPARE(longer.text(line), QByteArray("new"));
        longer.remove(line);
        QVERIFY(longer == original || (line == original.count() && longer.bytes() == bytes + '\n'));
    }
}

} // namespace

class LineDocumentTest : public QObject {
    Q_OBJECT
private slots:
    void lawsOnFixtures_data() { addFixtures(QStringLiteral("udev")); }

    void lawsOnFixtures()
    {
        QFETCH(QByteArray, bytes);
        checkLaws(bytes);
        checkAppend(bytes);
        checkInsert(bytes);
    }

    void lawsOnRandomBytes()
    {
        for (int i = 0; i < 5'000; ++i) {
            checkLaws(random::bytes(60));
            const QByteArray lines = random::bytes(60, QByteArrayView("ab\r\n\n\n\0#\\", 9));
            checkLaws(lines);
            checkAppend(lines);
            checkInsert(lines);
            if (QTest::currentTestFailed())
                return;
        }
    }

    void endings_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<QByteArrayList>("texts");
        QTest::newRow("empty") << QByteArray() << QByteArrayList();
        QTest::newRow("one newline") << QByteArray("\n") << QByteArrayList{""};
        QTest::newRow("no final newline") << QByteArray("a\nb") << QByteArrayList{"a", "b"};
        QTest::newRow("CRLF") << QByteArray("a\r\nb\r\n") << QByteArrayList{"a", "b"};
        QTest::newRow("mixed") << QByteArray("a\nb\r\nc\n") << QByteArrayList{"a", "b", "c"};
        QTest::newRow("CR alone") << QByteArray("a\rb\n") << QByteArrayList{"a\rb"};
        QTest::newRow("CR at the end") << QByteArray("a\nb\r") << QByteArrayList{"a", "b\r"};
        QTest::newRow("CR CR LF") << QByteArray("a\r\r\n") << QByteArrayList{"a\r"};
        QTest::newRow("NUL") << QByteArray("a\0b\nc", 5) << QByteArrayList{QByteArray("a\0b", 3), "c"};
        QTest::newRow("BOM") << QByteArray("\xef\xbb\xbf#\n") << QByteArrayList{"\xef\xbb\xbf#"};
    }

    void endings()
    {
        QFETCH(QByteArray, bytes);
        const LineDocument document(bytes);
        QByteArrayList found;
        for (qsizetype i = 0; i < document.count(); ++i)
            found += document.text(i);
        QTEST(found, "texts");
    }

    void appendedLineEndsLikeTheOthers()
    {
        const auto appended = [](const QByteArray &bytes) {
            LineDocument document(bytes);
            document.append("x");
            return document.bytes();
        };
        QCOMPARE(appended(""), QByteArray("x\n"));
        QCOMPARE(appended("a"), QByteArray("a\nx\n"));
        QCOMPARE(appended("a\n"), QByteArray("a\nx\n"));
        QCOMPARE(appended("a\r\n"), QByteArray("a\r\nx\r\n"));
        QCOMPARE(appended("a\r\nb"), QByteArray("a\r\nb\r\nx\r\n"));
    }

    void removingTouchesOneLine()
    {
        LineDocument document(QByteArray("a\r\nb\nc"));
        document.remove(1);
        QCOMPARE(document.bytes(), QByteArray("a\r\nc"));
        document.remove(1);
        QCOMPARE(document.bytes(), QByteArray("a\r\n"));
        document.remove(0);
        QCOMPARE(document, LineDocument());
    }
};

QTEST_APPLESS_MAIN(LineDocumentTest)
#include "linedocumenttest.moc"
