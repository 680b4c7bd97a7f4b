// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Addresses of PCI functions: what the kernel prints is taken, and nothing that looks like it.
#include "model/pciaddress.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class PciAddressTest : public QObject {
    Q_OBJECT
private slots:
    void IV_15_table_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("isAddress");
        const auto row = [](const QString &text, bool isAddress) {
            QTest::addRow("'%s'", qPrintable(text)) << text << isAddress;
        };
        for (const auto &good :
             {u"0000:05:00.0"_s, u"0000:ff:1f.7"_s, u"10000:e1:00.0"_s, u"afb6:00:02.0"_s, u"12345678:00:00.0"_s})
            row(good, true);
        for (const auto &bad : {u""_s,
                                u"05:00.0"_s,
                                u"000:05:00.0"_s,
                                u"123456789:05:00.0"_s,
                                u"0000:0b:00.8"_s,
                                u"0000:0b:20.0"_s,
                                u"0000:0B:00.0"_s,
                                u"AFB6:00:02.0"_s,
                                u"0000:0b:00.0/../../.."_s,
                                u"../0000:0b:00.0"_s,
                                u"0000:0b:00.0\n"_s,
                                u" 0000:0b:00.0"_s,
                                u"0000:0b:00.0 "_s,
                                u"0000:0b:00"_s,
                                u"0000:0b:00:0"_s,
                                u"0000:0b:00.00"_s,
                                u"mlx5_0"_s,
                                u"-d"_s,
                                u"0000:0b:00.0;id"_s,
                                u"٠٠٠٠:05:00.0"_s,
                                u"/dev/fwctl/fwctl0"_s,
                                u"lid-7"_s})
            row(bad, false);
        QTest::newRow("NUL") << u"0000:0b:00.0\0x"_s << false;
        QTest::newRow("long") << QString(1'000'000, u'0') << false;
    }

    void IV_15_table()
    {
        QFETCH(QString, text);
        QFETCH(bool, isAddress);
        QCOMPARE(isPciAddress(text), isAddress);
        const auto checked = pciAddressFrom(text, u"device"_s);
        QCOMPARE(checked.has_value(), isAddress);
        if (isAddress)
            QCOMPARE(*checked, text);
        else
            QVERIFY(checked.error() == (Error{ErrorCode::InvalidWish, u"device"_s, text.left(64)}));
    }

    void IV_15_whatTheKernelPrintsIsTaken()
    {
        for (int i = 0; i < 10'000; ++i) {
            // dev_set_name(…, "%04x:%02x:%02x.%d"), drivers/pci/probe.c
            const quint32 domain =
                random::coin() ? static_cast<quint32>(random::below(0x10000)) : random::source().generate();
            QVERIFY(
                isPciAddress(QString::asprintf("%04x:%02x:%02x.%d", domain, static_cast<unsigned>(random::below(256)),
                                               static_cast<unsigned>(random::below(32)), random::below(8))));
        }
    }

    void IV_15_noOtherCharacterAnywhere()
    {
        const QString good = u"0000:05:00.0"_s;
        for (qsizetype place = 0; place < good.size(); ++place)
            for (char16_t letter = 0; letter < 0x100; ++letter) {
                if (u"0123456789abcdef:."_s.contains(letter))
                    continue;
                QString bad = good;
                QVERIFY(!isPciAddress(bad.replace(place, 1, QChar(letter))));
            }
    }
};

QTEST_APPLESS_MAIN(PciAddressTest)
#include "pciaddresstest.moc"
