// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// IP addresses: one spelling each, strict reading, and the same opinion as the C library's.
#include "model/ipaddress.h"
#include "random.h"

#include <QtTest>
#include <arpa/inet.h>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

/// inet_pton(), whose word is what the kernel gets.
std::optional<QByteArray> libraryBytes(const QByteArray &text)
{
    const bool isIpv6 = text.contains(':');
    QByteArray bytes(isIpv6 ? 16 : 4, '\0');
    if (text.contains('\0') || inet_pton(isIpv6 ? AF_INET6 : AF_INET, text.constData(), bytes.data()) != 1)
        return std::nullopt;
    return bytes;
}

} // namespace

class IpAddressTest : public QObject {
    Q_OBJECT
private slots:
    void spellings_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char *text, const char *canonical) {
            QTest::newRow(text) << QString::fromLatin1(text) << QString::fromLatin1(canonical);
        };
        row("192.0.2.1", "192.0.2.1");
        row("0.0.0.0", "0.0.0.0");
        row("255.255.255.255", "255.255.255.255");
        row("::", "::");
        row("::1", "::1");
        row("1::", "1::");
        row("2001:DB8:0:0:0:0:0:1", "2001:db8::1");
        row("2001:0db8::0001", "2001:db8::1");
        row("2001:db8:0:1:1:1:1:1", "2001:db8:0:1:1:1:1:1");
        row("2001:0:0:1:0:0:0:1", "2001:0:0:1::1");
        row("2001:db8:0:0:1:0:0:1", "2001:db8::1:0:0:1");
        row("::ffff:192.0.2.1", "::ffff:c000:201");
        row("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0");
        row("1:2:3:4:5:6:192.0.2.1", "1:2:3:4:5:6:c000:201");
    }

    void spellings()
    {
        QFETCH(QString, text);
        const auto address = IpAddress::fromText(text);
        QVERIFY(address);
        QTEST(address->text(), "canonical");
        QCOMPARE(address->bytes, libraryBytes(text.toLatin1()));
    }

    void refused_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 ".",
                                 ":",
                                 ":::",
                                 "1",
                                 "1.2.3",
                                 "1.2.3.4.5",
                                 "1.2.3.256",
                                 "01.2.3.4",
                                 "1.2.3.04",
                                 "0x1.2.3.4",
                                 "1.2.3.",
                                 "1..2.3",
                                 " 1.2.3.4",
                                 "1.2.3.4\n",
                                 "1.2.3.-4",
                                 "1.2.3.+4",
                                 "1:2:3:4:5:6:7",
                                 "1:2:3:4:5:6:7:8:9",
                                 "1::2::3",
                                 "12345::",
                                 "::g",
                                 "1:2:3:4:5:6:7:8::",
                                 "::1:2:3:4:5:6:7:8",
                                 ":1:2:3:4:5:6:7",
                                 "1:2:3:4:5:6:7:",
                                 "fe80::1%eth0",
                                 "[::1]",
                                 "::1/64",
                                 "1.2.3.4::",
                                 "::1.2.3",
                                 "::1.2.3.4:5",
                                 "host",
                                 "localhost"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("Arabic digits") << u"١.2.3.4"_s;
        QTest::newRow("long") << QString(10'000'000, u':');
    }

    void refused()
    {
        QFETCH(QString, text);
        QVERIFY(!IpAddress::fromText(text));
    }

    void usableElsewhere_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isUsable");
        for (const char *text : {"192.0.2.1", "10.0.0.1", "127.0.0.1", "169.254.1.1", "::1", "2001:db8::1", "fd00::1"})
            QTest::newRow(text) << QString::fromLatin1(text) << true;
        for (const char *text :
             {"0.0.0.0", "0.1.2.3", "224.0.0.1", "255.255.255.255", "::", "ff02::1", "fe80::1", "febf::1"})
            QTest::newRow(text) << QString::fromLatin1(text) << false;
    }

    void usableElsewhere()
    {
        QFETCH(QString, text);
        QTEST(IpAddress::fromText(text)->isUsableElsewhere(), "isUsable");
    }

    void randomAddressesRoundTrip()
    {
        for (int i = 0; i < 5000; ++i) {
            IpAddress address{QByteArray(random::coin() ? 4 : 16, '\0')};
            for (char &byte : address.bytes)
                byte = static_cast<char>(random::coin() ? random::below(256) : 0);
            QCOMPARE(IpAddress::fromText(address.text()), address);
            QCOMPARE(libraryBytes(address.text().toLatin1()), address.bytes);
        }
    }

    void randomTextsAreReadLikeTheLibraryDoes()
    {
        for (int i = 0; i < 50'000; ++i) {
            const QByteArray text = random::bytes(12, "12ab:::..0");
            const auto address = IpAddress::fromText(QString::fromLatin1(text));
            QCOMPARE(address ? std::optional(address->bytes) : std::nullopt, libraryBytes(text));
        }
    }
};

QTEST_APPLESS_MAIN(IpAddressTest)
#include "ipaddresstest.moc"
