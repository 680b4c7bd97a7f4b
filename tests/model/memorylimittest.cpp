// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Amounts of memory: what people type, what JSON carries, what the kernel shows; and when a change counts.
#include "model/memorylimit.h"
#include "model/limiteffect.h"
#include "random.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

class MemoryLimitTest : public QObject {
    Q_OBJECT
private slots:
    void typedAmounts_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<quint64>("bytes");
        QTest::newRow("MiB") << u"64 MiB"_s << quint64{64} * 1024 * 1024;
        QTest::newRow("without a blank") << u"64MiB"_s << quint64{64} * 1024 * 1024;
        QTest::newRow("a letter") << u"2 G"_s << quint64{2} * 1024 * 1024 * 1024;
        QTest::newRow("KiB") << u" 8192 KiB "_s << quint64{8192} * 1024;
        QTest::newRow("bytes") << u"1000 B"_s << quint64{1000};
        QTest::newRow("no unit") << u"1000"_s << quint64{1000};
        QTest::newRow("zero") << u"0"_s << quint64{0};
        QTest::newRow("the most") << u"18446744073709551614"_s << unlimitedMemory.bytes - 1;
        QTest::newRow("unlimited") << u"unlimited"_s << unlimitedMemory.bytes;
    }

    void typedAmounts()
    {
        QFETCH(QString, text);
        QFETCH(quint64, bytes);
        QCOMPARE(memoryAmountFrom(text).value(), MemoryAmount{bytes});
    }

    void IV_22_whatIsNoAmount_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text : {"",
                                 " ",
                                 "MiB",
                                 "-1",
                                 "+1",
                                 "1.5 GiB",
                                 "1,5",
                                 "64 mib",
                                 "64 MB",
                                 "0x40",
                                 "64 MiB ; id",
                                 "$(id)",
                                 "`id`",
                                 "unlimited\n* - nofile 1",
                                 "Unlimited",
                                 "infinity",
                                 "18446744073709551615",
                                 "18446744073709551616",
                                 "16777216 TiB",
                                 "99999999999999999999 B",
                                 "6 4",
                                 "64 Mi B"})
            QTest::newRow(text) << QString::fromLatin1(text);
        QTest::newRow("other digits") << u"\u0664"_s;
    }

    void IV_22_whatIsNoAmount()
    {
        QFETCH(QString, text);
        QCOMPARE(memoryAmountFrom(text).error().code, ErrorCode::InvalidWish);
    }

    void written()
    {
        QCOMPARE(textOf(unlimitedMemory), u"unlimited"_s);
        QCOMPARE(textOf({0}), u"0 B"_s);
        QCOMPARE(textOf({1000}), u"1000 B"_s);
        QCOMPARE(textOf({1536}), u"1536 B"_s);
        QCOMPARE(textOf({quint64{8} << 20}), u"8 MiB"_s);
        QCOMPARE(textOf({quint64{1} << 50}), u"1024 TiB"_s);
    }

    void everyAmountReadsBack()
    {
        for (int left = 2000; left > 0; --left) {
            const MemoryAmount amount{(random::source().generate64() >> random::below(64)) << random::below(50)};
            QCOMPARE(memoryAmountFrom(textOf(amount)).value(), amount);
            QCOMPARE(memoryAmountFromBytes(bytesOf(amount)).value(), amount);
        }
        QCOMPARE(memoryAmountFromBytes(bytesOf(unlimitedMemory)).value(), unlimitedMemory);
    }

    void bytesHaveOneSpelling()
    {
        for (const char *text : {"", "01", " 1", "1 ", "-1", "1K", "18446744073709551615", "1e3"})
            QVERIFY2(!memoryAmountFromBytes(QString::fromLatin1(text)), text);
    }

    void theKernelsLine()
    {
        const QByteArray head = "Limit                     Soft Limit           Hard Limit           Units     \n"
                                "Max file locks            unlimited            unlimited            locks     \n";
        const QByteArray eight = "Max locked memory         65536                8388608              bytes     \n";
        const QByteArray all = "Max locked memory         unlimited            unlimited            bytes     \n";
        QCOMPARE(memlockIn(head + eight).value(), (MemoryLimit{{65536}, {8388608}}));
        QCOMPARE(memlockIn(head + all).value(), (MemoryLimit{unlimitedMemory, unlimitedMemory}));
        QCOMPARE(memlockIn(head).error().code, ErrorCode::BadFile);
        QCOMPARE(memlockIn("Max locked memory  64 bytes\n").error().code, ErrorCode::BadFile);
        QCOMPARE(memlockIn("Max locked memory  many  64 bytes\n").error().code, ErrorCode::BadFile);
        QCOMPARE(memlockIn("Max locked memory  64 64 KiB\n").error().code, ErrorCode::BadFile);
    }

    void whenAChangeCounts()
    {
        using enum LimitReceiver;
        QCOMPARE(effectOf(LimitSource::LimitsFile, Login), LimitEffect::NewLogin);
        QCOMPARE(effectOf(LimitSource::LimitsFile, Desktop), LimitEffect::UserManagerRestart);
        QCOMPARE(effectOf(LimitSource::LimitsFile, Service), std::nullopt);
        QCOMPARE(effectOf(LimitSource::ServiceDropIn, Service), LimitEffect::UnitRestart);
        QCOMPARE(effectOf(LimitSource::ServiceDropIn, Login), std::nullopt);
        QCOMPARE(effectOf(LimitSource::ServiceDropIn, Desktop), std::nullopt);
        QCOMPARE(effectOf(LimitSource::UserManagerDropIn, Desktop), LimitEffect::UserManagerRestart);
        QCOMPARE(effectOf(LimitSource::UserManagerDropIn, Service), std::nullopt);
        QCOMPARE(effectOf(LimitSource::SystemDefault, Service), LimitEffect::UnitRestart);
        QCOMPARE(effectOf(LimitSource::UserDefault, Service), std::nullopt);
        QCOMPARE(effectOf(LimitSource::UserDefault, Desktop), LimitEffect::UserManagerRestart);
    }
};

QTEST_APPLESS_MAIN(MemoryLimitTest)
#include "memorylimittest.moc"
