// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "log" in JSON, cursors of the journal, and which lines of the kernel's log are told at all.
#include "model/log.h"
#include "model/journalcursor.h"
#include "model/logtopic.h"
#include "random.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString cursor = u"s=0123456789abcdef0123456789abcdef;i=1f2;b=fedcba9876543210fedcba9876543210;m=8f0d180;"
                       "t=617e0a6bd3c1f;x=f00"_s;

} // namespace

class LogTest : public QObject {
    Q_OBJECT
private slots:
    void statesRoundTrip()
    {
        for (int i = 0; i < 300; ++i) {
            LogLive live{.lines = random::list(5,
                                               [] {
                                                   return LogLine{random::below(1'000'000'000), random::below(8),
                                                                  random::text(),
                                                                  random::coin() ? QString() : random::text()};
                                               }),
                         .cursor = random::coin() ? cursor : QString(),
                         .older = random::coin()};
            QCOMPARE(logLiveFromJson(toJson(live)).value(), live);
        }
    }

    void statesOfNewerHelpersAreRead()
    {
        QJsonObject object = toJson(LogLive{{{1, 3, u"ib_srpt x"_s}}, cursor, true});
        object[u"fromTheFuture"_s] = 1;
        QCOMPARE(logLiveFromJson(object).value().lines.size(), 1U);
        for (const QString &key : {u"lines"_s, u"cursor"_s, u"older"_s}) {
            QJsonObject without = object;
            without.remove(key);
            QVERIFY2(!logLiveFromJson(without), qPrintable(key));
        }
        object[u"lines"_s] = QJsonArray{QJsonObject{{u"time"_s, 1}, {u"priority"_s, 8}, {u"text"_s, u"x"_s}}};
        QVERIFY(!logLiveFromJson(object));
    }

    void queriesRoundTrip()
    {
        for (const LogQuery &query : {LogQuery{}, LogQuery{QString()}, LogQuery{cursor}})
            QCOMPARE(logQueryFromJson(toJson(query)).value(), query);
        QCOMPARE(toJson(LogQuery{}), QJsonObject());
        QVERIFY(!logQueryFromJson({{u"kernel"_s, u""_s}, {u"more"_s, 1}}));
        QVERIFY(!logQueryFromJson({{u"kernel"_s, 5}}));
        QVERIFY(!logQueryFromJson({{u"all"_s, u""_s}}));
        QVERIFY(!logConfigFromJson({{u"kernel"_s, u""_s}}));
    }

    void IV_01_onlyWholeCursors_data()
    {
        QTest::addColumn<QString>("text");
        const auto with = [](QLatin1StringView before, QLatin1StringView after) {
            return QString(cursor).replace(before, after);
        };
        QTest::newRow("newline after") << cursor + u'\n';
        QTest::newRow("blank before") << u' ' + cursor;
        QTest::newRow("upper case") << cursor.toUpper();
        QTest::newRow("NUL") << cursor + QChar(0);
        QTest::newRow("no hash") << with(";x=f00"_L1, ""_L1);
        QTest::newRow("empty number") << with("i=1f2"_L1, "i="_L1);
        QTest::newRow("sign") << with("i=1f2"_L1, "i=-1f2"_L1);
        QTest::newRow("prefix") << with("i=1f2"_L1, "i=0x1f2"_L1);
        QTest::newRow("too long a number") << with("i=1f2"_L1, "i=00000000000000001"_L1);
        QTest::newRow("short id") << with("s=0"_L1, "s="_L1);
        QTest::newRow("twice") << with("m="_L1, "i="_L1);
        QTest::newRow("one more") << cursor + u";p=1";
        QTest::newRow("no equals sign") << with("x=f00"_L1, "x"_L1);
        QTest::newRow("other digits") << with("i=1f2"_L1, "i=\u0661"_L1);
        QTest::newRow("path") << u"../../etc/shadow"_s;
        QTest::newRow("huge") << QString(1'000'000, u'a');
        QTest::newRow("separators") << QString(200, u';');
    }

    void IV_01_onlyWholeCursors()
    {
        QFETCH(QString, text);
        QVERIFY(!isJournalCursor(text));
        const auto refused = logQueryFromJson({{u"kernel"_s, text}});
        QCOMPARE(refused.error().code, ErrorCode::InvalidWish);
    }

    void cursorsOfTheJournal()
    {
        QVERIFY(isJournalCursor(cursor));
        QVERIFY(isJournalCursor(u"s=7d6b8ed9a4a84a5ab1c0e9b6e7f7c1a2;i=1;b=4f2e4d0c8a5b4e7f9d3c2b1a0f9e8d7c;m=0;t=0;"
                                "x=ffffffffffffffff"));
        QVERIFY(!isJournalCursor(u""));
    }

    void placesInTheJournal()
    {
        QCOMPARE(JournalPlace::fromCursor(cursor).value(),
                 (JournalPlace{u"fedcba9876543210fedcba9876543210"_s, 0x8f0d180}));
        QVERIFY(!JournalPlace::fromCursor(u""));
        QVERIFY(!JournalPlace::fromCursor(QString(cursor + u' ')));
    }

    void linesOfRdma_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<bool>("told");
        for (const char *line :
             {"ib_srpt Received SRP_LOGIN_REQ with i_port_id …", "ib_srpt: x", "ib_core: x", "ib_isert: x",
              "mlx5_core 0000:05:00.0: firmware version: 16.35.2000", "mlx4_en: eth2: Link Up",
              "infiniband rxe0: set active", "rdma_rxe: loaded", "rdma_cm: x", "scsi host5: ib_srp: REJ received",
              "scsi host7: SRP.T10:001175000077DD7E", "scsi host5:   REJ reason: stale connection",
              "dev_loss_tmo expired for SRP port-7:1 / host7.", "scsi host7: reconnect attempt 1 failed (-104)",
              "TARGET_CORE[srpt]: Detected NON_EXISTENT_LUN Access for 0x00000001", "IBLOCK: x"})
            QTest::newRow(line) << QString::fromUtf8(line) << true;
        for (const char *line :
             {"usb 1-1: new high-speed USB device", "audit: type=1400", "scsi host0: ahci", "scsi hostile: ib_srp: x",
              "scsi host: ib_srp: x", "scsi host5 ib_srp: x", "reconnect attempt 1 failed",
              "scsi 7:0:0:0: Direct-Access LIO-ORG", "Out of memory: Killed process 4711 (ib_something)", " ib_srpt x",
              "", "x ib_srpt Received", "ibmvnic 30000003 eth0: x"})
            QTest::newRow(line) << QString::fromUtf8(line) << false;
    }

    void linesOfRdma()
    {
        QFETCH(QString, line);
        QFETCH(bool, told);
        QCOMPARE(isAboutRdma(line), told);
    }
};

QTEST_GUILESS_MAIN(LogTest)
#include "logtest.moc"
