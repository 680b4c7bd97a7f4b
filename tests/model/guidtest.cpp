// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Port GUIDs, IPoIB addresses and interface ids as text.
#include "model/guid.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QByteArray chapterAddress = "80:00:02:00:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1";

} // namespace

class GuidTest : public QObject {
    Q_OBJECT
private slots:
    void theChaptersAddress()
    {
        const auto address = IpoibAddress::fromText(chapterAddress);
        QVERIFY(address);
        QCOMPARE(address->bytes.size(), 20);
        QCOMPARE(address->text(), chapterAddress);
        QCOMPARE(address->portGuid().hex(), u"f4521403007bcba1"_s);
        QCOMPARE(address->portGuid().colonBytes(), QByteArray("f4:52:14:03:00:7b:cb:a1"));
        QCOMPARE(address->portGuid(), Guid::fromHex(u"f4521403007bcba1"_s).value());
    }

    void IV_07_refusedGuids_data()
    {
        QTest::addColumn<QString>("digits");
        for (const char *digits :
             {"", "f4521403007bcba", "f4521403007bcba1f", "f4521403007bcba1f4521403007bcba10", "0xf4521403007bcb",
              "0xf4521403007bcba1", "f4:52:14:03:00:7b:cb:a1", "f452-1403007bcba", "f4521403007bcbg1",
              "0000000000000000", "ffffffffffffffff", "FFFFFFFFFFFFFFFF", " f4521403007bcba", "f4521403007bcba1\n",
              "+452140300 bcba1", "-000000000000001"})
            QTest::newRow(digits) << QString::fromLatin1(digits);
        QTest::newRow("wide digits") << QString(16, QChar(0xff11));
        QTest::newRow("Arabic digits") << QString(16, QChar(0x0661));
    }

    void IV_07_refusedGuids()
    {
        QFETCH(QString, digits);
        QCOMPARE(Guid::fromHex(digits).error().code, ErrorCode::InvalidWish);
    }

    void IV_07_spellingsAreOneGuid()
    {
        QCOMPARE(Guid::fromHex(u"F4521403007BCBA1"_s).value().hex(), u"f4521403007bcba1"_s);
        QCOMPARE(Guid::fromHex(u"0000000000000001"_s).value().hex(), u"0000000000000001"_s);
    }

    void randomGuidsRoundTrip()
    {
        for (int i = 0; i < 2000; ++i) {
            const Guid guid = random::guid();
            QCOMPARE(Guid::fromHex(guid.hex()).value(), guid);
            QCOMPARE(QByteArray(guid.colonBytes()).replace(':', ""), guid.hex().toLatin1());
            const InterfaceId id = random::interfaceId();
            QCOMPARE(InterfaceId::fromText(id.text()).value(), id);
        }
    }

    void refusedAddresses_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("Ethernet") << QByteArray("52:54:00:00:00:02");
        QTest::newRow("19 bytes") << chapterAddress.chopped(3);
        QTest::newRow("21 bytes") << chapterAddress + ":00";
        QTest::newRow("newline") << chapterAddress + '\n';
        QTest::newRow("dashes") << QByteArray(chapterAddress).replace(':', '-');
        QTest::newRow("one dash") << QByteArray(chapterAddress).replace(2, 1, "-");
        QTest::newRow("no hex") << QByteArray(chapterAddress).replace(0, 1, "g");
        QTest::newRow("NUL") << QByteArray(chapterAddress).replace(0, 1, QByteArray(1, '\0'));
        QTest::newRow("shifted colons") << "8" + chapterAddress.chopped(1);
    }

    void refusedAddresses()
    {
        QFETCH(QByteArray, text);
        QVERIFY(!IpoibAddress::fromText(text));
    }

    void addressIsWrittenInLowerCase()
    {
        QCOMPARE(IpoibAddress::fromText(chapterAddress.toUpper()).value().text(), chapterAddress);
    }

    void randomAddressesRoundTrip()
    {
        for (int i = 0; i < 500; ++i) {
            IpoibAddress address{QByteArray(20, '\0')};
            for (char &byte : address.bytes)
                byte = static_cast<char>(random::below(256));
            QCOMPARE(IpoibAddress::fromText(address.text()).value(), address);
            QCOMPARE(address.portGuid().colonBytes(), address.text().right(23));
        }
    }

    void refusedInterfaceIds_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"", ":", "f4521403007bcba1", "f4521403007bcba1:", "f4521403007bcba1:fff",
                                 "f4521403007bcba1:0xff", "f4521403007bcba1:fffff", "f4521403007bcba1:ffff:",
                                 "f4521403007bcba1 ffff", "0000000000000000:ffff", "f4521403007bcba:1ffff", ":ffff"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void refusedInterfaceIds()
    {
        QFETCH(QString, text);
        QVERIFY(!InterfaceId::fromText(text));
    }

    void partitionIsPartOfTheId()
    {
        const auto child = InterfaceId::fromText(u"f4521403007bcba1:8002"_s).value();
        QCOMPARE(child.pkey, 0x8002);
        QVERIFY(child != InterfaceId::fromText(u"f4521403007bcba1:ffff"_s).value());
    }

    void whatComesBackInAnErrorIsBounded()
    {
        QCOMPARE_LE(Guid::fromHex(QString(100'000, u'x')).error().subject.size(), 100);
    }
};

QTEST_APPLESS_MAIN(GuidTest)
#include "guidtest.moc"
