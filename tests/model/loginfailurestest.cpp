// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Why logins failed, from the kernels of both sides: cause, cure and whom to allow.
#include "model/loginfailures.h"
#include "chapterlog.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

using chapter::logOf;

QStringList onHost(int host, const QStringList &words)
{
    QStringList lines;
    for (const QString &one : words)
        lines += u"scsi host%1: "_s.arg(host) + one;
    return lines;
}

const QString over = u"ib_srp: Connection 0/4 to 192.168.200.1 failed"_s;

const QStringList refusedOverRdmaCm{
    u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:5054:00ff:fe12:3456, t_port_id 5054:00ff:fe12:3456:5054:00ff:fe12:3456 and it_iu_len 8260 on port 1 (guid=fe80:0000:0000:0000:5054:00ff:fe12:3456); pkey 0xffff"_s,
    u"ib_srpt Rejected login for initiator 192.168.200.1: ret = -13."_s,
    u"ib_srpt Rejecting login with reason 0x10006"_s,
    u"scsi host2: ib_srp: REJ received"_s,
    u"scsi host2: ib_srp: SRP LOGIN REJECTED, reason 0x00010006"_s,
    u"scsi host2: ib_srp: Connection 0/4 to 192.168.200.1 failed"_s};

} // namespace

class LoginFailuresTest : public QObject {
    Q_OBJECT
private slots:
    /// Two clocks: the target's is half a minute behind, as in the chapter.
    void theChapterJoined()
    {
        const auto atInitiator = logOf(chapter::refusedAtInitiator, 30'000'000);
        const auto failures = loginFailures(atInitiator, logOf(chapter::refusedAtTarget, 0));
        QCOMPARE(failures.size(), 1U);
        const LoginFailure &failure = failures.front();
        QCOMPARE(failure.host, std::optional(5));
        QCOMPARE(failure.cause, LoginCause::NoAcl);
        QCOMPARE(failure.reason, std::optional<quint32>(0x00010006));
        QCOMPARE(failure.from, chapter::initiatorGid);
        QCOMPARE(failure.to, chapter::targetGid);
        QCOMPARE(failure.line, 1U);
        QCOMPARE(failure.time, atInitiator[2].time);
        QCOMPARE(failure.initiator.value().text(), chapter::initiatorId);
        QCOMPARE(failure.targetPort, chapter::targetGid);
        QCOMPARE(cureOf(failure.cause), LoginCure::AllowInitiator);
    }

    void withoutTheTargetsLogNobodyIsNamed()
    {
        const auto failures = loginFailures(logOf(chapter::refusedAtInitiator));
        QCOMPARE(failures.size(), 1U);
        QCOMPARE(failures.front().cause, LoginCause::NoAcl);
        QVERIFY(!failures.front().initiator);
        QVERIFY(loginFailures(logOf(chapter::loggedIn)).empty());
        QVERIFY(loginFailures(logOf(chapter::refusedAtTarget)).empty());
    }

    void ofTwoInitiatorsThatFitNoneIsNamed()
    {
        const QString other =
            u"ib_srpt Rejected login because no ACL has been configured yet for initiator 0x0000000000000000001175000077d708."_s;
        const auto failures =
            loginFailures(logOf(chapter::refusedAtInitiator), logOf(chapter::refusedAtTarget + QStringList{other}));
        QVERIFY(!failures.front().initiator);
    }

    void anothersRefusalIsNotOurs()
    {
        QStringList others = chapter::refusedAtTarget;
        others.replaceInStrings(u"77d708"_s, u"77d709"_s);
        QVERIFY(!loginFailures(logOf(chapter::refusedAtInitiator), logOf(others)).front().initiator);
        others = chapter::refusedAtTarget;
        others.replaceInStrings(u"guid=0xfe80000000000000:0x1175000077dd7e"_s,
                                u"guid=0xfe80000000000000:0x1175000077dd7f"_s);
        QVERIFY(!loginFailures(logOf(chapter::refusedAtInitiator), logOf(others)).front().initiator);
    }

    /// One host, one log: lines that name nobody belong together by their moment.
    void overRdmaCmTheMomentTells()
    {
        const auto lines = logOf(refusedOverRdmaCm);
        const auto failures = loginFailures(lines, lines);
        QCOMPARE(failures.size(), 1U);
        QCOMPARE(failures.front().dest, u"192.168.200.1"_s);
        QCOMPARE(failures.front().initiator.value().text(), u"0x0000000000000000505400fffe123456"_s);
        QCOMPARE(failures.front().line, 4U);
        auto later = lines;
        for (std::size_t at = 3; at < later.size(); ++at)
            later[at].time += 60'000'000;
        QVERIFY(!loginFailures(later, later).front().initiator);
    }

    void aDisabledPortIsToldByTheTargetOnly()
    {
        const QStringList lines =
            QStringList{u"ib_srpt rejected SRP_LOGIN_REQ because target port rxe0_1 has not yet been enabled"_s} +
            onHost(3, {u"ib_srp: SRP LOGIN REJECTED, reason 0x00010001"_s, over});
        QStringList both = refusedOverRdmaCm.first(1) + lines;
        QCOMPARE(loginFailures(logOf(lines)).front().cause, LoginCause::DisabledOrNoResources);
        QCOMPARE(loginFailures(logOf(both), logOf(both)).front().cause, LoginCause::PortDisabled);
        both.replaceInStrings(u"target port rxe0_1 has not yet been enabled"_s, u"out of memory."_s);
        QCOMPARE(loginFailures(logOf(both), logOf(both)).front().cause, LoginCause::NoResources);
    }

    void causes_data();
    void causes()
    {
        QFETCH(QStringList, words);
        QFETCH(LoginCause, cause);
        QFETCH(LoginCure, cure);
        const auto failures = loginFailures(logOf(onHost(9, words)));
        QCOMPARE(failures.size(), 1U);
        QCOMPARE(failures.front().cause, cause);
        QCOMPARE(failures.front().host, std::optional(9));
        QCOMPARE(cureOf(cause), cure);
    }

    void theFirstReasonIsTheReason()
    {
        const auto failures = loginFailures(
            logOf(onHost(1, {u"  REJ reason: stale connection"_s, u"ib_srp: giving up on stale connection"_s, over})));
        QCOMPARE(failures.size(), 1U);
        QCOMPARE(failures.front().reason, std::optional<quint32>(10));
        QCOMPARE(failures.front().line, 0U);
    }

    void fewerChannelsAreNoFailure()
    {
        QVERIFY(loginFailures(
                    logOf(onHost(1, {u"  REJ reason 0x3"_s, u"ib_srp: Connection 2/4 to 192.168.200.1 failed"_s})))
                    .empty());
        QVERIFY(loginFailures(logOf(onHost(1, {u"ib_srp: REJ received"_s}))).empty());
    }

    void aReconnectIsToldApart()
    {
        const auto failures =
            loginFailures(logOf(onHost(1, {u"ib_srp: received DREQ"_s, u"ib_srp: REJ received"_s, u"  REJ reason 0x8"_s,
                                           u"reconnect attempt 1 failed (-104)"_s})));
        QCOMPARE(failures.size(), 1U);
        QVERIFY(failures.front().reconnecting);
        QCOMPARE(failures.front().cause, LoginCause::NoListener);
    }

    void attemptsOfHostsThatInterleave()
    {
        const QStringList lines{u"scsi host1:   REJ reason 0x8"_s, u"scsi host2:   REJ reason 0x3"_s,
                                u"scsi host2: "_s + over, u"scsi host1: "_s + over, u"scsi host1: "_s + over};
        const auto failures = loginFailures(logOf(lines));
        QCOMPARE(failures.size(), 3U);
        QCOMPARE(failures[0].cause, LoginCause::NoListener);
        QCOMPARE(failures[1].cause, LoginCause::NoConnections);
        QCOMPARE(failures[2].cause, LoginCause::NoAnswer);
    }

    /// Each is an attempt of its own: neither has a host or an end that could be told apart.
    void anAddressThatLeadsNowhereEndsTheAttempt()
    {
        const auto failures =
            loginFailures(logOf({u"ib_srp: Resolving address 192.0.2.9:5555 failed (-6)"_s,
                                 u"ib_srp: No route available from (einval) to 203.0.113.1:5555 (-101)"_s}));
        QCOMPARE(failures.size(), 2U);
        for (const LoginFailure &failure : failures) {
            QCOMPARE(failure.cause, LoginCause::NoAddress);
            QVERIFY(!failure.host);
        }
        QCOMPARE(failures[0].dest, u"192.0.2.9"_s);
        QCOMPARE(failures[1].dest, u"203.0.113.1"_s);
    }

    void badParametersNameNoHost()
    {
        const auto failures = loginFailures(logOf({u"ib_srp: bad dest GID parameter 'fe80'"_s}));
        QCOMPARE(failures.size(), 1U);
        QVERIFY(!failures.front().host);
        QCOMPARE(failures.front().cause, LoginCause::BadParameters);
        QCOMPARE(failures.front().words, u"bad dest GID parameter 'fe80'"_s);
    }

    void whoCanMendIt()
    {
        QVERIFY(isOneClick(LoginCure::AllowInitiator, true));
        QVERIFY(!isOneClick(LoginCure::AllowInitiator, false));
        QVERIFY(isOneClick(LoginCure::LoadInitiator, false));
        for (const bool here : {true, false})
            for (const auto cure : {LoginCure::StartSubnetManager, LoginCure::FreeResources, LoginCure::Reconnect,
                                    LoginCure::UseSession, LoginCure::ReadTargetLog})
                QVERIFY(!isOneClick(cure, here));
    }
};

void LoginFailuresTest::causes_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<LoginCause>("cause");
    QTest::addColumn<LoginCure>("cure");
    const auto row = [](const QString &reason, LoginCause cause, LoginCure cure) {
        QTest::newRow(qPrintable(reason)) << QStringList{u"ib_srp: REJ received"_s, reason, over} << cause << cure;
    };
    const auto refusal = [&](int number, LoginCause cause, LoginCure cure) {
        row(u"ib_srp: SRP LOGIN REJECTED, reason 0x%1"_s.arg(0x00010000 + number, 8, 16, QLatin1Char('0')), cause,
            cure);
    };
    using enum LoginCause;
    refusal(0, OtherRefusal, LoginCure::ReadTargetLog);
    refusal(1, DisabledOrNoResources, LoginCure::EnablePort);
    refusal(2, IuTooLong, LoginCure::ShorterIu);
    refusal(3, WrongTarget, LoginCure::DiscoverAgain);
    refusal(4, BufferFormat, LoginCure::CorrectParameters);
    refusal(5, OneChannelOnly, LoginCure::FewerChannels);
    refusal(6, NoAcl, LoginCure::AllowInitiator);
    refusal(7, OtherRefusal, LoginCure::ReadTargetLog);
    row(u"  REJ reason 0x3"_s, NoConnections, LoginCure::FewerChannels);
    row(u"  REJ reason 0x4"_s, NoAnswer, LoginCure::CheckAddress);
    row(u"  REJ reason 0x8"_s, NoListener, LoginCure::LoadTargetModule);
    row(u"  REJ reason 0x11"_s, OtherReject, LoginCure::ReadTargetLog);
    row(u"  REJ reason: stale connection"_s, OldSession, LoginCure::WaitForOldSession);
    row(u"  REJ reason: IB_CM_REJ_PORT_REDIRECT"_s, Redirected, LoginCure::DiscoverAgain);
    row(u"  REJ reason: IB_CM_REJ_CONSUMER_DEFINED, opcode 0x00"_s, NoSrp, LoginCure::CheckAddress);
    row(u"  REJ reason: IB_CM_REJ_DUPLICATE_LOCAL_COMM_ID"_s, CommIdInUse, LoginCure::WaitForOldSession);
    row(u"ib_srp: Sending CM REQ failed"_s, NoAnswer, LoginCure::CheckAddress);
    row(u"ib_srp: Path record query failed"_s, NoPath, LoginCure::StartSubnetManager);
    row(u"ib_srp: Path resolution failed"_s, NoAddress, LoginCure::CheckAddress);
    QTest::newRow("nothing before it") << QStringList{u"ib_srp: Connection 0/2 failed"_s} << NotTold
                                       << LoginCure::ReadTargetLog;
    QTest::newRow("nothing before it, over RDMA/CM") << QStringList{over} << NoAnswer << LoginCure::CheckAddress;
    QTest::newRow("no end") << QStringList{u"  REJ reason 0x8"_s} << NoListener << LoginCure::LoadTargetModule;
    QTest::newRow("lost") << QStringList{u"ib_srp: SCSI scan failed - removing SCSI host"_s} << LostWhileScanning
                          << LoginCure::Connect;
    QTest::newRow("connected")
        << QStringList{u"ib_srp: Already connected to target port with id_ext=1;ioc_guid=2;initiator_ext=0"_s}
        << AlreadyConnected << LoginCure::UseSession;
}

QTEST_GUILESS_MAIN(LoginFailuresTest)
#include "loginfailurestest.moc"
