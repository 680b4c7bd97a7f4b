// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The initiator's kernel lines one by one, as RHEL 7 and as today's kernels word them.
#include "model/initiatorlines.h"
#include "chapterlog.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(rdma::InitiatorLine)

namespace {

const QString sgid = u"fe80:0000:0000:0000:0011:7500:0077:d708"_s;
const QString dgid = u"fe80:0000:0000:0000:0011:7500:0077:dd7e"_s;

} // namespace

class InitiatorLinesTest : public QObject {
    Q_OBJECT
private slots:
    void theChapterLineByLine()
    {
        const auto &lines = chapter::refusedAtInitiator;
        QVERIFY(!initiatorLine(lines[0])); // the next line says why
        QCOMPARE(initiatorLine(lines[1]).value(), (InitiatorLine{.event = InitiatorEvent::LoginRejected,
                                                                 .host = 5,
                                                                 .reason = 0x00010006,
                                                                 .from = chapter::initiatorGid,
                                                                 .to = chapter::targetGid}));
        QCOMPARE(initiatorLine(lines[2]).value(),
                 (InitiatorLine{.event = InitiatorEvent::ConnectionFailed, .host = 5, .channel = 0, .channels = 2}));
        QVERIFY(!initiatorLine(lines[3])); // there was no connection to end
        for (const QString &line : chapter::refusedAtTarget)
            QVERIFY(!initiatorLine(line));
        for (const QString &line : chapter::loggedIn.first(12))
            QVERIFY2(!initiatorLine(line), qPrintable(line));
        QCOMPARE(initiatorLine(chapter::loggedIn.last()).value(), (InitiatorLine{.event = InitiatorEvent::NewTarget,
                                                                                 .host = 7,
                                                                                 .from = chapter::initiatorGid,
                                                                                 .to = chapter::targetGid,
                                                                                 .idExt = 0x001175000077dd7e,
                                                                                 .iocGuid = 0x001175000077dd7e}));
    }

    void todaysWording_data();
    void todaysWording()
    {
        QFETCH(QString, text);
        QFETCH(InitiatorLine, line);
        const auto read = initiatorLine(text);
        QVERIFY(read);
        QCOMPARE(*read, line);
        QCOMPARE(initiatorLine(QString(u"[12345.678901] "_s + text)).value(), line);
    }

    void othersLines_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("another driver's host") << u"scsi host5: ahci"_s;
        QTest::newRow("no number") << u"scsi hostx: ib_srp: REJ received"_s;
        QTest::newRow("not its front") << u"x scsi host5: ib_srp: REJ received"_s;
        QTest::newRow("no reason") << u"scsi host5: ib_srp: SRP LOGIN REJECTED, reason "_s;
        QTest::newRow("no hex") << u"scsi host5: ib_srp: SRP LOGIN REJECTED, reason 0x0001zz06"_s;
        QTest::newRow("too long") << u"scsi host5: ib_srp: SRP LOGIN REJECTED, reason 0x000100060"_s;
        QTest::newRow("no reject") << u"scsi host5:   REJ reason 0x"_s;
        QTest::newRow("no channel") << u"scsi host5: ib_srp: Connection x/2 failed"_s;
        QTest::newRow("connected") << u"scsi host5: ib_srp: Connection 0/2 to x lives"_s;
        QTest::newRow("no guid") << u"scsi host5: ib_srp: new target: id_ext x ioc_guid y sgid z dest w"_s;
        QTest::newRow("no host of a timeout") << u"dev_loss_tmo expired for SRP port-7:1 / hostx."_s;
        QTest::newRow("no address") << u"ib_srp: Resolving address x:5555 failed (-6)"_s;
        QTest::newRow("no error of an address") << u"ib_srp: Resolving address 192.0.2.1:5555 failed (6)"_s;
        QTest::newRow("no route's end") << u"ib_srp: No route available from 192.0.2.2"_s;
        QTest::newRow("nothing") << QString();
    }

    void othersLines()
    {
        QFETCH(QString, text);
        QVERIFY(!initiatorLine(text));
    }
};

void InitiatorLinesTest::todaysWording_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<InitiatorLine>("line");
    const auto row = [](const QString &words, InitiatorLine line) {
        if (!line.host)
            line.host = 1;
        QTest::newRow(qPrintable(words)) << u"scsi host%1: "_s.arg(*line.host) + words << line;
    };
    using enum InitiatorEvent;
    row(u"ib_srp: SRP LOGIN REJECTED, reason 0x00010003"_s, {.event = LoginRejected, .reason = 0x00010003});
    row(u"ib_srp: SRP_LOGIN_REJ: requested max_it_iu_len too large"_s, {.event = LoginRejected, .reason = 0x00010002});
    row(u"  REJ reason 0x8"_s, {.event = CmRejected, .reason = 8});
    row(u"  REJ reason: stale connection"_s, {.event = CmRejected, .reason = 10});
    row(u"  REJ reason: IB_CM_REJ_PORT_REDIRECT"_s, {.event = CmRejected, .reason = 25});
    row(u"  REJ reason: IB_CM_REJ_DUPLICATE_LOCAL_COMM_ID"_s, {.event = CmRejected, .reason = 30});
    row(u"  REJ reason: IB_CM_REJ_CONSUMER_DEFINED, opcode 0x00"_s, {.event = CmRejected, .reason = 28});
    row(u"ib_srp: giving up on stale connection"_s, {.event = GaveUpStale});
    row(u"ib_srp: Sending CM REQ failed"_s, {.event = NoAnswer});
    row(u"ib_srp: Got failed path rec status -110"_s, {.event = PathQueryFailed});
    row(u"ib_srp: Path record query failed: sgid %1, dgid %2, pkey 0xffff, service_id 0x1175000077dd7e"_s.arg(sgid,
                                                                                                              dgid),
        {.event = PathQueryFailed, .from = chapter::initiatorGid, .to = chapter::targetGid});
    row(u"ib_srp: Path record query failed"_s, {.event = PathQueryFailed});
    row(u"ib_srp: Path resolution failed"_s, {.event = AddressFailed});
    row(u"ib_srp: Connection 0/4 to %1 failed"_s.arg(dgid),
        {.event = ConnectionFailed, .to = chapter::targetGid, .channels = 4});
    row(u"ib_srp: Connection 3/4 to 192.168.200.1 failed"_s,
        {.event = ConnectionFailed, .dest = u"192.168.200.1"_s, .channel = 3, .channels = 4});
    row(u"ib_srp: DREQ received - connection closed"_s, {.event = ConnectionClosed});
    row(u"ib_srp: received DREQ"_s, {.event = ConnectionClosed});
    row(u"ib_srp: connection closed"_s, {.event = ConnectionClosed});
    row(u"reconnect attempt 12 failed (-104)"_s, {.event = ReconnectFailed, .reason = 104, .channel = 12});
    row(u"ib_srp: new target: id_ext 505400fffe123456 ioc_guid 505400fffe123457 sgid %1 dest 10.0.2.15"_s.arg(sgid),
        {.event = NewTarget,
         .from = chapter::initiatorGid,
         .dest = u"10.0.2.15"_s,
         .idExt = 0x505400fffe123456,
         .iocGuid = 0x505400fffe123457});
    row(u"ib_srp: SCSI scan failed - removing SCSI host"_s, {.event = ScanFailed});
    row(u"ib_srp: Already connected to target port with id_ext=001175000077dd7e;ioc_guid=001175000077dd7f;initiator_ext=0000000000000000"_s,
        {.event = AlreadyConnected, .idExt = 0x001175000077dd7e, .iocGuid = 0x001175000077dd7f});
    row(u"ib_srp: Already connected to target port with id_ext=001175000077dd7e;ioc_guid=001175000077dd7f;dest=10.0.2.15"_s,
        {.event = AlreadyConnected,
         .dest = u"10.0.2.15"_s,
         .idExt = 0x001175000077dd7e,
         .iocGuid = 0x001175000077dd7f});
    const auto plain = [](const QString &text, const InitiatorLine &line) {
        QTest::newRow(qPrintable(text)) << text << line;
    };
    plain(u"ib_srp: Resolving address 192.0.2.1:5555 failed (-6)"_s, {.event = AddressFailed, .dest = u"192.0.2.1"_s});
    plain(u"ib_srp: Resolving address 192.0.2.1 failed (-6)"_s, {.event = AddressFailed, .dest = u"192.0.2.1"_s});
    plain(u"ib_srp: Resolving address [2001:db8::1]:5555 failed (-6)"_s,
          {.event = AddressFailed, .to = u"20010db8000000000000000000000001"_s});
    plain(u"ib_srp: Resolving address 2001:0db8:0000:0000:0000:0000:0000:0001 failed (-6)"_s,
          {.event = AddressFailed, .to = u"20010db8000000000000000000000001"_s});
    plain(u"ib_srp: No route available from (einval) to [fe80::1%2]:5555 (-101)"_s,
          {.event = AddressFailed, .to = u"fe800000000000000000000000000001"_s});
    plain(u"ib_srp: No route available from 192.0.2.2:0 to 203.0.113.1:5555 (-101)"_s,
          {.event = AddressFailed, .dest = u"203.0.113.1"_s});
    plain(u"fast_io_fail_tmo expired for SRP port-1:1 / host1."_s, {.event = FastIoFailExpired, .host = 1});
    plain(u"dev_loss_tmo expired for SRP port-12:1 / host12."_s, {.event = DevLossExpired, .host = 12});
    for (const QString &words : {u"bad dest GID parameter 'fe80'"_s, u"invalid id_ext parameter 'x'"_s,
                                 u"unknown parameter or missing value 'x=1' in target creation request"_s,
                                 u"bad tl_retry_count parameter '9' (must be a number between 2 and 7)"_s,
                                 u"target creation request is missing one or more parameters"_s,
                                 u"match_int() failed for max cmd_sg_entries parameter 'x', Error -22"_s})
        plain(u"ib_srp: "_s + words, {.event = BadParameter, .words = words});
}

QTEST_GUILESS_MAIN(InitiatorLinesTest)
#include "initiatorlinestest.moc"
