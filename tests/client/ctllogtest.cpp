// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of the kernel's log and of refused logins, and how it is told no.
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QDateTime>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 second = 1'000'000;
constexpr qint64 start = 1'764'140'000 * second;

/// A refused login over RDMA/CM, twice.
void fill(CtlStage &stage)
{
    const QString request =
        u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:5054:00ff:fe12:3457, t_port_id "
        "5054:00ff:fe12:3456:5054:00ff:fe12:3456 and it_iu_len 8260 on port 1 "
        "(guid=fe80:0000:0000:0000:5054:00ff:fe12:3456); pkey 0xffff"_s;
    for (const qint64 at : {start, start + 60 * second})
        stage.messages.lines.insert(
            stage.messages.lines.end(),
            {{at, 6, request},
             {at + 1000, 6, u"ib_srpt Rejected login for initiator 192.168.200.1: ret = -13."_s},
             {at + 2000, 6, u"ib_srpt Rejecting login with reason 0x10006"_s}});
}

QByteArray timeText(qint64 microseconds)
{
    return QDateTime::fromMSecsSinceEpoch(microseconds / 1000).toString(u"yyyy-MM-dd HH:mm:ss.zzz").toUtf8();
}

} // namespace

class CtlLogTest : public QObject {
    Q_OBJECT

private slots:
    void lines();
    void linesOfServices();
    void linesAsJson();
    void refused();
    void refusedAsJson();
    void nothingSaid();
    void olderLinesAreElsewhere();
    void IV_02_linesStayLines();
    void mayAskForAPassword();
    void toldNo_data();
    void toldNo();
    void commandLine();
};

void CtlLogTest::lines()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"log"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out.count('\n'), 6);
    QVERIFY(
        outcome.out.startsWith(QByteArray(timeText(start) + "  ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:")));
    QVERIFY(outcome.out.endsWith("  ib_srpt Rejecting login with reason 0x10006\n"));
    QCOMPARE(stage.log.calls.constLast().arguments(), QVariantList{uR"({"kernel":""})"_s});
}

void CtlLogTest::linesOfServices()
{
    CtlStage stage;
    stage.messages.lines = {{start, 6, u"ib_srpt Rejected login"_s, u"opensm.service"_s}};
    QVERIFY(stage.run({u"log"_s}).out.endsWith("  opensm.service: ib_srpt Rejected login\n"));
}

void CtlLogTest::linesAsJson()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--json"_s, u"log"_s});
    QCOMPARE(outcome.code, 0);
    const auto state = parseObject(outcome.out, maxStateBytes).value();
    QCOMPARE(logLiveFromJson(state[u"live"_s].toObject()).value(), stage.messages);
}

void CtlLogTest::refused()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"log"_s, u"--refused"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "INITIATOR                           PORT                                     LAST           "
                          "          TIMES  REFUSED BECAUSE\n"
                          "0x0000000000000000505400fffe123457  fe80:0000:0000:0000:5054:00ff:fe12:3456  " +
                              timeText(start + 60 * second + 1000) + "  2      no permission has this id\n");
}

void CtlLogTest::refusedAsJson()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--json"_s, u"log"_s, u"--refused"_s});
    QCOMPARE(outcome.code, 0);
    const QJsonObject login{{u"initiator"_s, u"0x0000000000000000505400fffe123457"_s},
                            {u"portGid"_s, u"fe80000000000000505400fffe123456"_s},
                            {u"reason"_s, u"NoAcl"_s},
                            {u"time"_s, start + 60 * second + 1000},
                            {u"times"_s, 2}};
    QCOMPARE(parseObject(outcome.out, maxStateBytes).value(),
             (QJsonObject{{u"refused"_s, QJsonArray{login}}, {u"older"_s, false}}));
}

void CtlLogTest::nothingSaid()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"log"_s}).out, "The kernel has said nothing about RDMA since this computer started.\n");
    const auto outcome = stage.run({u"log"_s, u"--refused"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "The kernel names no login that was refused since this computer started.\n");
}

void CtlLogTest::olderLinesAreElsewhere()
{
    CtlStage stage;
    fill(stage);
    stage.messages.older = true;
    const QByteArray elsewhere = "Older lines have no room here; the journal has them: journalctl -b\n";
    QVERIFY(stage.run({u"log"_s}).out.startsWith(elsewhere));
    QVERIFY(stage.run({u"log"_s, u"--refused"_s}).out.endsWith(elsewhere));
}

void CtlLogTest::IV_02_linesStayLines()
{
    CtlStage stage;
    stage.messages.lines = {{start, 6, u"ib_srpt a\nb\x1b[2J %1 \u202e"_s}};
    const auto outcome = stage.run({u"log"_s});
    QCOMPARE(outcome.out, timeText(start) + "  ib_srpt a\uFFFDb\uFFFD[2J %1 \uFFFD\n");
}

void CtlLogTest::mayAskForAPassword()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"log"_s}).code, 0);
    QVERIFY(stage.log.calls.constLast().isInteractiveAuthorizationAllowed());
    QCOMPARE(stage.run({u"read"_s, u"log"_s, uR"({"kernel":""})"_s}).code, 0);
    QVERIFY(stage.log.calls.constLast().isInteractiveAuthorizationAllowed());
}

void CtlLogTest::toldNo_data()
{
    QTest::addColumn<int>("refusal");
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("words");
    QTest::newRow("not allowed") << int(ErrorCode::NotAuthorized) << 3 << QByteArray("not allowed to read this");
    QTest::newRow("nobody to ask") << int(ErrorCode::NoAgent) << 3 << QByteArray("Reading this needs a password");
    QTest::newRow("dismissed") << int(ErrorCode::Dismissed) << 3 << QByteArray("Nothing was read");
    QTest::newRow("no journal") << int(ErrorCode::NotFound) << 1 << QByteArray("systemd-journald");
}

void CtlLogTest::toldNo()
{
    QFETCH(int, refusal);
    QFETCH(int, code);
    QFETCH(QByteArray, words);
    CtlStage stage;
    stage.logRefusal = refusal == int(ErrorCode::NotFound)
                           ? ctlRefusal(ErrorCode::NotFound, u"journal"_s, u"no journal"_s)
                           : ctlRefusal(ErrorCode(refusal), u"org.rdmamanager.inspect"_s);
    const auto outcome = stage.run({u"log"_s});
    QCOMPARE(outcome.code, code);
    QCOMPARE(outcome.out, "");
    QVERIFY2(outcome.err.contains(words), outcome.err.constData());
    QVERIFY2(!outcome.err.contains("change"), outcome.err.constData());
}

void CtlLogTest::commandLine()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"log"_s, u"all"_s}).code, 2);
    QCOMPARE(stage.run({u"jobs"_s, u"--refused"_s}).code, 2);
    QCOMPARE(stage.run({u"log"_s, u"--yes"_s}).code, 2);
    QVERIFY(stage.log.calls.isEmpty());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlLogTest)
#include "ctllogtest.moc"
