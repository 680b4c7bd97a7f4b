// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Refused logins out of the lines of old and new kernels: whom, where, why; and nothing where that is not certain.
#include "model/refusedlogins.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const QString chapterId = u"0x7edd770000751100001175000077d708"_s;
const QString chapterPort = u"fe80000000000000001175000077dd7e"_s;
const QString otherPort = u"fe80000000000000001175000077dd7f"_s;

/// Each line a millisecond after the one before.
std::vector<LogLine> log(const QStringList &texts, qint64 start = 1'000'000'000)
{
    std::vector<LogLine> lines;
    for (const QString &text : texts)
        lines.push_back({start += 1000, 6, text});
    return lines;
}

/// %pI6: eight groups.
QString grouped(const QString &digits)
{
    QStringList groups;
    for (qsizetype at = 0; at < digits.size(); at += 4)
        groups += digits.mid(at, 4);
    return groups.join(u':');
}

/// As Linux 5.0 and later write it.
QString received(const QString &id, const QString &gid = chapterPort, int port = 1, int length = 260)
{
    const QString digits = id.sliced(2);
    return u"ib_srpt Received SRP_LOGIN_REQ with i_port_id %1, t_port_id %2 and it_iu_len %3 on port %4 (guid=%5); "
           "pkey 0xffff"_s.arg(grouped(digits), grouped(u"001175000077dd7e001175000077dd7e"_s))
               .arg(length)
               .arg(port)
               .arg(grouped(gid));
}

QString refusedByGuid(const QString &guid, int error = -13)
{
    return u"ib_srpt Rejected login for initiator %1: ret = %2."_s.arg(grouped(guid)).arg(error);
}

const QString refusedByAddress = u"ib_srpt Rejected login for initiator 192.168.200.1: ret = -13."_s;
const QString rejecting = u"ib_srpt Rejecting login with reason 0x10006"_s;

const QString idA = u"0x0000000000000000aaaaaaaaaaaaaaaa"_s;
const QString idB = u"0x0000000000000000bbbbbbbbbbbbbbbb"_s;
const QString guidA = u"aaaaaaaaaaaaaaaa"_s;
const QString guidB = u"bbbbbbbbbbbbbbbb"_s;

QStringList idsOf(const std::vector<RefusedLogin> &refused)
{
    QStringList ids;
    for (const RefusedLogin &login : refused)
        ids += login.initiator.text();
    return ids;
}

QStringList idsOf(const QStringList &texts)
{
    return idsOf(refusedLogins(log(texts)));
}

} // namespace

class RefusedLoginsTest : public QObject {
    Q_OBJECT
private slots:
    void theChapterOnTheTarget()
    {
        const QStringList transcript{
            u"[ 1200.303001] ib_srpt Received SRP_LOGIN_REQ with i_port_id 0x7edd770000751100:0x1175000077d708, t_port_id 0x1175000077dd7e:0x1175000077dd7e and it_iu_len 260 on port 1 (guid=0xfe80000000000000:0x1175000077dd7e)"_s,
            u"[ 1200.322207] ib_srpt Rejected login because no ACL has been configured yet for initiator 0x7edd770000751100001175000077d708."_s};
        QStringList withoutTime;
        for (const QString &line : transcript)
            withoutTime += line.sliced(line.indexOf(u']') + 2);
        for (const auto &lines : {log(transcript), log(withoutTime)}) {
            const auto refused = refusedLogins(lines);
            QCOMPARE(refused.size(), 1U);
            QCOMPARE(refused.front(), (RefusedLogin{.initiator = InitiatorId::fromText(chapterId).value(),
                                                    .portGid = chapterPort,
                                                    .reason = LoginRefusal::NoAcl,
                                                    .time = lines.back().time,
                                                    .times = 1}));
            QCOMPARE(refused.front().initiator.text(), chapterId);
        }
    }

    void theChapterOnTheInitiator()
    {
        QCOMPARE(
            idsOf(QStringList{
                u"[ 1230.059652] scsi host5: ib_srp: REJ received"_s,
                u"[ 1230.059659] scsi host5: ib_srp: SRP LOGIN from fe80:0000:0000:0000:0011:7500:0077:d708 to fe80:0000:0000:0000:0011:7500:0077:dd7e REJECTED, reason 0x00010006"_s,
                u"[ 1230.073792] scsi host5: ib_srp: Connection 0/2 failed"_s,
                u"[ 1230.078848] scsi host5: ib_srp: Sending CM DREQ failed"_s}),
            QStringList());
    }

    void oldLineWithoutItsRequest()
    {
        const auto refused = refusedLogins(log(
            {u"ib_srpt: Rejected login because no ACL has been configured yet for initiator 0x7edd770000751100001175000077d708."_s}));
        QCOMPARE(idsOf(refused), QStringList{chapterId});
        QCOMPARE(refused.front().portGid, QString());
    }

    void idIsThatOfTheRequest_data()
    {
        QTest::addColumn<QString>("refusal");
        QTest::newRow("IB/CM: the port's GUID") << refusedByGuid(u"001175000077d708"_s);
        QTest::newRow("IB/CM: io_class 0xff00, halves the other way round") << refusedByGuid(u"7edd770000751100"_s);
        QTest::newRow("RDMA/CM: the target's own address") << refusedByAddress;
        QTest::newRow("RDMA/CM: the target's own IPv6 address")
            << u"ib_srpt Rejected login for initiator fd00:0000:0000:0000:0000:0000:0000:0001: ret = -13."_s;
    }

    void idIsThatOfTheRequest()
    {
        QFETCH(QString, refusal);
        const auto refused = refusedLogins(log({received(chapterId), refusal, rejecting}));
        QCOMPARE(idsOf(refused), QStringList{chapterId});
        QCOMPARE(refused.front().portGid, chapterPort);
        QCOMPARE(refused.front().reason, LoginRefusal::NoAcl);
    }

    /// Whoever logs in with a neighbour's half is not shown to be let in.
    void anIdThatItsPortDoesNotNameIsNotTold()
    {
        QCOMPARE(idsOf(refusedLogins(log({received(chapterId), refusedByGuid(guidA), rejecting}))), QStringList());
    }

    void reasons_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<LoginRefusal>("reason");
        const auto row = [](const char *because, LoginRefusal reason) {
            QTest::newRow(because) << "ib_srpt "_L1 + QLatin1StringView(because) << reason;
        };
        row("rejected SRP_LOGIN_REQ because target port rxe0_1 has not yet been enabled", LoginRefusal::PortDisabled);
        row("rejected SRP_LOGIN_REQ because target rxe0_1 is not enabled", LoginRefusal::PortDisabled);
        row("rejected SRP_LOGIN_REQ because the target port has not yet been enabled", LoginRefusal::PortDisabled);
        row("rejected SRP_LOGIN_REQ because it has an invalid target port identifier.", LoginRefusal::WrongTarget);
        row("rejected SRP_LOGIN_REQ because its length (260 bytes) is out of range (64 .. 128)",
            LoginRefusal::WrongLength);
        row("rejected SRP_LOGIN_REQ because out of memory.", LoginRefusal::NoResources);
        row("rejected SRP_LOGIN_REQ because creating a new RDMA channel failed.", LoginRefusal::NoResources);
        row("rejected SRP_LOGIN_REQ because enabling RTR failed (error code = -22)", LoginRefusal::NoResources);
        row("sending SRP_LOGIN_REQ response failed (error code = -12)", LoginRefusal::NoResources);
        row("Rejected login for initiator 192.168.200.1: ret = -12.", LoginRefusal::NoResources);
        row("Rejected login for initiator 192.168.200.1: ret = -22.", LoginRefusal::Other);
        row("rejected SRP_LOGIN_REQ because of something new", LoginRefusal::Other);
    }

    void reasons()
    {
        QFETCH(QString, line);
        QFETCH(LoginRefusal, reason);
        const auto refused = refusedLogins(log({received(chapterId), line}));
        QCOMPARE(idsOf(refused), QStringList{chapterId});
        QCOMPARE(refused.front().reason, reason);
    }

    void acceptedLoginsSayNothing()
    {
        QCOMPARE(idsOf(QStringList{received(idA), received(idA), received(idA)}), QStringList());
    }

    void interleavedOverIbCm()
    {
        QCOMPARE(
            idsOf({received(idA), received(idB), refusedByGuid(guidA), rejecting, refusedByGuid(guidB), rejecting}),
            (QStringList{idB, idA}));
        QCOMPARE(idsOf({received(idA), received(idB), refusedByGuid(guidA)}), QStringList{idA});
        QCOMPARE(idsOf({received(idA), received(idB), refusedByGuid(guidB)}), QStringList{idB});
    }

    void interleavedOverRdmaCmIsNotGuessed()
    {
        QCOMPARE(idsOf(QStringList{received(idA), received(idB), refusedByAddress}), QStringList());
        QCOMPARE(idsOf(QStringList{received(idA), received(idB), refusedByGuid(u"cccccccccccccccc"_s)}), QStringList());
    }

    void portAndLengthTellApart()
    {
        const QStringList both{received(idA, chapterPort, 1, 260), received(idB, otherPort, 2, 8260)};
        QCOMPARE(idsOf(both +
                       QStringList{
                           u"ib_srpt rejected SRP_LOGIN_REQ because target port mlx5_0_2 has not yet been enabled"_s}),
                 QStringList{idB});
        QCOMPARE(
            idsOf(both +
                  QStringList{
                      u"ib_srpt rejected SRP_LOGIN_REQ because its length (260 bytes) is out of range (64 .. 128)"_s}),
            QStringList{idA});
    }

    void oneIdOnTwoPorts()
    {
        const auto refused =
            refusedLogins(log({received(idA, chapterPort), received(idA, otherPort), refusedByAddress}));
        QCOMPARE(idsOf(refused), QStringList{idA});
        QCOMPARE(refused.front().portGid, QString());
    }

    void aLineEachChannel()
    {
        const auto refused = refusedLogins(
            log({received(idA), received(idA), refusedByGuid(guidA), rejecting, refusedByGuid(guidA), rejecting}));
        QCOMPARE(refused.size(), 1U);
        QCOMPARE(refused.front().times, 2);
    }

    /// Who was let in leaves no line: only time says that a later refusal is somebody else's.
    void refusalsBelongToWhatCameJustBefore()
    {
        auto lines = log({received(idA)});
        for (const LogLine &line : log({received(idB), refusedByAddress}, lines.back().time + 2'000'000))
            lines.push_back(line);
        QCOMPARE(idsOf(refusedLogins(lines)), QStringList{idB});
        lines.back().time += 2'000'000;
        QCOMPARE(idsOf(refusedLogins(lines)), QStringList());
    }

    void clocksGoBack()
    {
        auto lines = log({received(idA)});
        for (const LogLine &line : log({received(idB), refusedByAddress}, 1))
            lines.push_back(line);
        QCOMPARE(idsOf(refusedLogins(lines)), QStringList{idB});
    }

    void countedAndNewestFirst()
    {
        std::vector<LogLine> lines;
        for (int i = 0; i < 3; ++i)
            for (const LogLine &line : log({received(idA), refusedByGuid(guidA), received(idB), refusedByGuid(guidB)},
                                           (i + 1) * 60'000'000LL))
                lines.push_back(line);
        const auto disabled = u"ib_srpt rejected SRP_LOGIN_REQ because target rxe0_1 is not enabled"_s;
        for (const LogLine &line : log({received(idA), disabled}, 600'000'000))
            lines.push_back(line);
        const auto refused = refusedLogins(lines);
        QCOMPARE(idsOf(refused), (QStringList{idA, idB, idA}));
        QCOMPARE(refused[0].reason, LoginRefusal::PortDisabled);
        QCOMPARE(refused[0].times, 1);
        QCOMPARE(refused[1].times, 3);
        QCOMPARE(refused[2].times, 3);
        QCOMPARE(refused[2].time, 180'002'000);
    }

    /// A node ACL made of what is told must be one that the kernel finds.
    void IV_08_hostileText_data()
    {
        QTest::addColumn<QString>("request");
        QTest::newRow("no id") << received(idA).replace(grouped(idA.sliced(2)), QString());
        QTest::newRow("short id") << received(idA).replace(grouped(idA.sliced(2)), u"aaaa:aaaa"_s);
        QTest::newRow("path") << received(idA).replace(grouped(idA.sliced(2)), u"../../core"_s);
        QTest::newRow("no GID") << received(idA).replace(grouped(chapterPort), u"x"_s);
        QTest::newRow("no port") << received(idA, chapterPort, -1);
        QTest::newRow("huge length") << received(idA).replace(u"260"_s, QString(100, u'9'));
        QTest::newRow("cut") << received(idA).left(90);
        QTest::newRow("somebody else's words") << received(idA).replace(u"ib_srpt"_s, u"ib_srp"_s);
        QTest::newRow("in the middle") << u"usb 1-1: "_s + received(idA);
        QTest::newRow("bracket") << u"[ "_s + received(idA);
    }

    void IV_08_hostileText()
    {
        QFETCH(QString, request);
        QCOMPARE(idsOf({request, refusedByGuid(guidA)}), QStringList());
        QCOMPARE(idsOf({request, refusedByAddress}), QStringList());
    }

    void IV_08_idsThatAreNone()
    {
        QCOMPARE(idsOf({received(idA),
                        u"ib_srpt Rejected login because no ACL has been configured yet for initiator ../../x."_s}),
                 QStringList());
        QCOMPARE(refusedLogins({}).size(), 0U);
    }
};

QTEST_GUILESS_MAIN(RefusedLoginsTest)
#include "refusedloginstest.moc"
