// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl why tells: the chain, the first broken link with its cause and its cure, and the proof of a
// disk.
#include "model/json.h"
#include "tests/client/ctlstage.h"
#include "tests/model/srpscene.h"

#include <QJsonArray>
#include <QTest>

namespace rdma {

namespace {

using Change = std::function<void(CtlStage &)>;

const QString wwn = u"0xfe80000000000000505400fffe123456"_s;
const QString ownId = u"0x0000000000000000505400fffe123456"_s;
const QString targetName = u"rxe0/1/505400fffe123456/505400fffe123456"_s;

QString lineTo(const QString &dest)
{
    return u"id_ext=505400fffe123456,ioc_guid=505400fffe123456,dest="_s + dest;
}

/// One host that exports and attaches, with a session that works.
void fillConnected(CtlStage &stage)
{
    const SrpScene scene = onOneHost();
    stage.sessions = scene.config;
    stage.attached = scene.live;
    stage.exports.now = *scene.exports;
    stage.exports.now.rdmaCmPort = 5555;
    stage.exports.atBoot = stage.exports.now;
    stage.exporting = scene.exportsLive;
}

/// The same after a login that failed, which the machine does not remember.
void fillRefused(CtlStage &stage, const QStringList &lines)
{
    fillConnected(stage);
    stage.sessions.targets.clear();
    stage.attached.sessions.clear();
    stage.messages.lines = chapter::logOf(lines);
}

SrpTarget &ownTargetOf(CtlStage &stage)
{
    return stage.exports.now.targets.at(wwn);
}

QStringList attempt(const QStringList &reasons, const QString &address = u"192.168.200.1"_s)
{
    QStringList lines;
    for (const QString &reason : reasons)
        lines.append(u"scsi host2: "_s + reason);
    return lines + QStringList{u"scsi host2: ib_srp: Connection 0/4 to %1 failed"_s.arg(address)};
}

QStringList rejected(const QString &reason)
{
    return attempt({u"ib_srp: REJ received"_s, u"ib_srp: SRP LOGIN REJECTED, reason "_s + reason});
}

const QString request =
    u"ib_srpt Received SRP_LOGIN_REQ with i_port_id 0000:0000:0000:0000:5054:00ff:fe12:3456, t_port_id 5054:00ff:fe12:3456:5054:00ff:fe12:3456 and it_iu_len 8260 on port 1 (guid=fe80:0000:0000:0000:5054:00ff:fe12:3456); pkey 0xffff"_s;

QJsonObject answerOf(const CtlOutcome &outcome)
{
    return parseObject(outcome.out, maxStateBytes).value();
}

QStringList wordsOf(const QJsonValue &array)
{
    QStringList words;
    for (const QJsonValue &word : array.toArray())
        words.append(word.toString());
    return words;
}

} // namespace

} // namespace rdma

Q_DECLARE_METATYPE(rdma::Change)

namespace rdma {

class CtlWhyTest : public QObject {
    Q_OBJECT

private slots:
    void whatWorksIsProved();
    void whatWorksAsJson();
    void anotherDiskIsNoProof();
    void failedLogins_data();
    void failedLogins();
    void loggedInWithoutALun();
    void theChainInText();
    void aTargetElsewhereHasNoCommand();
    void withoutTheRightTheLogIsMissed();
    void aNameThatNobodyKnows();
    void IV_02_textStaysText();
    void badCommandLines_data();
    void badCommandLines();
};

void CtlWhyTest::whatWorksIsProved()
{
    CtlStage stage;
    fillConnected(stage);
    for (const QString &name : {targetName, u"505400fffe123456"_s}) {
        const auto outcome = stage.run({u"why"_s, name});
        QCOMPARE(outcome.code, 0);
        QCOMPARE(outcome.out,
                 "Target 505400fffe123456 from rxe0/1, 192.168.200.1, port 5555\n"
                 "\n"
                 "LINK                      STANDING        EVIDENCE\n"
                 "Cable                     good            The line to the other end is up.\n"
                 "Port                      good            The port is active.\n"
                 "Subnet manager            does not apply  Ethernet needs none.\n"
                 "Kernel module             good            ib_srp is loaded and serves this port.\n"
                 "Target found              good            It is there: this computer has a session with it.\n"
                 "Login                     good            Logged in: SCSI host 7.\n"
                 "Permission                good            The target allows this computer.\n"
                 "Disk shown by the target  good            The target shows this computer 1 disk.\n"
                 "Disk here                 good            It is here as /dev/sdb.\n"
                 "\n"
                 "Everything is as it must be.\n"
                 "\n"
                 "WHAT PROVES /dev/sdb  STANDING  VALUE\n"
                 "SCSI host             good      7\n"
                 "SCSI address          good      7:0:0:0\n"
                 "Vendor                good      LIO-ORG\n"
                 "Model                 good      vol1\n"
                 "Size                  good      77.85 GiB, as exported\n"
                 "Serial number         good      8a3d6c1e-0000-4000-8000-00000000c0de, as exported\n");
    }
    QCOMPARE(stage.log.countOf(u"Read"_s), 0); // nobody is asked for what could add nothing
}

void CtlWhyTest::whatWorksAsJson()
{
    CtlStage stage;
    fillConnected(stage);
    const auto outcome = stage.run({u"--json"_s, u"why"_s, targetName});
    QCOMPARE(outcome.code, 0);
    const QJsonObject answer = answerOf(outcome);
    QCOMPARE(answer[u"target"_s], targetName);
    QCOMPARE(answer[u"ok"_s], true);
    QVERIFY(!answer.contains(u"broken"_s) && !answer.contains(u"command"_s) && !answer.contains(u"logRefusal"_s));
    const QJsonArray chain = answer[u"chain"_s].toArray();
    QCOMPARE(chain.size(), 9);
    QCOMPARE(chain[5].toObject(),
             (QJsonObject{
                 {u"link"_s, u"Login"_s}, {u"standing"_s, u"Good"_s}, {u"fact"_s, u"LoggedIn"_s}, {u"number"_s, 7}}));
    const QJsonObject disk = answer[u"disks"_s][0].toObject();
    QCOMPARE(disk[u"path"_s], u"/dev/sdb"_s);
    QCOMPARE(disk[u"proof"_s][4].toObject(), (QJsonObject{{u"item"_s, u"Size"_s},
                                                          {u"standing"_s, u"Good"_s},
                                                          {u"value"_s, qint64{83'588'284'416}},
                                                          {u"expected"_s, qint64{83'588'284'416}}}));
}

void CtlWhyTest::anotherDiskIsNoProof()
{
    CtlStage stage;
    fillConnected(stage);
    stage.exports.now.backstores.begin()->second.serial = u"another"_s;
    const auto outcome = stage.run({u"why"_s, targetName});
    QCOMPARE(outcome.code, 6);
    QVERIFY2(
        outcome.out.contains("Serial number         broken    8a3d6c1e-0000-4000-8000-00000000c0de, but another was "
                             "exported"),
        outcome.out);
}

void CtlWhyTest::failedLogins_data()
{
    QTest::addColumn<QString>("dest");
    QTest::addColumn<QStringList>("lines");
    QTest::addColumn<Change>("change");
    QTest::addColumn<QString>("link");
    QTest::addColumn<QString>("cause");
    QTest::addColumn<QString>("cure");
    QTest::addColumn<QStringList>("command");
    const auto row = [](const char *name, const QString &dest, const QStringList &lines, const Change &change,
                        const QString &link, const QString &cause, const QString &cure, const QStringList &command) {
        QTest::newRow(name) << dest << lines << change << link << cause << cure << command;
    };
    const QString here = u"192.168.200.1:5555"_s;
    const Change none = [](CtlStage &) {};
    const auto wish = [](const QString &text) {
        return QStringList{u"rdma-managerctl"_s, u"apply"_s, u"srp_target"_s, text};
    };
    const auto both = [](const QString &of) { return uR"({"atBoot":%1,"now":%1})"_s.arg(of); };
    row(
        "no ACL", here,
        QStringList{request, u"ib_srpt Rejected login for initiator 192.168.200.1: ret = -13."_s,
                    u"ib_srpt Rejecting login with reason 0x10006"_s} +
            rejected(u"0x00010006"_s),
        [](CtlStage &stage) {
            ownTargetOf(stage).acls.clear();
            stage.exports.atBoot = stage.exports.now;
        },
        u"Permission"_s, u"NoAcl"_s, u"AllowInitiator"_s,
        wish(both(uR"({"targets":{"%1":{"acls":{"%2":{"luns":{"0":0},"readOnly":[]}}}}})"_s.arg(wwn, ownId))));
    row(
        "disabled", here,
        QStringList{request, u"ib_srpt rejected SRP_LOGIN_REQ because target port rxe0_1 has not yet been enabled"_s,
                    u"ib_srpt Rejecting login with reason 0x10001"_s} +
            rejected(u"0x00010001"_s),
        [](CtlStage &stage) { ownTargetOf(stage).enabled = false; }, u"Login"_s, u"PortDisabled"_s, u"EnablePort"_s,
        wish(uR"({"now":{"targets":{"%1":{"enabled":true}}}})"_s.arg(wwn)));
    row("enabled since", here,
        QStringList{request, u"ib_srpt rejected SRP_LOGIN_REQ because target port rxe0_1 has not yet been enabled"_s,
                    u"ib_srpt Rejecting login with reason 0x10001"_s} +
            rejected(u"0x00010001"_s),
        none, u"Login"_s, u"PortDisabled"_s, u"Connect"_s,
        {u"rdma-managerctl"_s, u"connect"_s, u"rxe0/1"_s, lineTo(here)});
    row("wrong ioc_guid", here,
        QStringList{request, u"ib_srpt rejected SRP_LOGIN_REQ because it has an invalid target port identifier."_s,
                    u"ib_srpt Rejecting login with reason 0x10003"_s} +
            rejected(u"0x00010003"_s),
        none, u"Login"_s, u"WrongTarget"_s, u"DiscoverAgain"_s, {u"rdma-managerctl"_s, u"targets"_s, u"cards"_s});
    row("no listener", u"192.168.200.1:5556"_s, attempt({u"ib_srp: REJ received"_s, u"  REJ reason 0x8"_s}), none,
        u"Login"_s, u"NoListener"_s, u"LoadTargetModule"_s,
        {u"rdma-managerctl"_s, u"connect"_s, u"rxe0/1"_s, lineTo(here)});
    row(
        "listens nowhere", here, attempt({u"ib_srp: REJ received"_s, u"  REJ reason 0x8"_s}),
        [](CtlStage &stage) { stage.exports.now.rdmaCmPort = 0; }, u"Login"_s, u"NoListener"_s, u"LoadTargetModule"_s,
        wish(uR"({"now":{"rdmaCmPort":5555}})"_s));
    row("nobody has the address", u"192.168.200.9:5555"_s,
        {u"ib_srp: Resolving address 192.168.200.9:5555 failed (-6)"_s}, none, u"Login"_s, u"NoAddress"_s,
        u"CheckAddress"_s, {});
    row("no way to the address", u"203.0.113.1:5555"_s,
        {u"ib_srp: No route available from (einval) to 203.0.113.1:5555 (-101)"_s}, none, u"Login"_s, u"NoAddress"_s,
        u"CheckAddress"_s, {});
    row("nobody answers", u"192.168.200.9:5555"_s, attempt({}, u"192.168.200.9"_s), none, u"Login"_s, u"NoAnswer"_s,
        u"CheckAddress"_s, {});
    row("never tried", here, {}, none, u"Login"_s, {}, u"Connect"_s,
        {u"rdma-managerctl"_s, u"connect"_s, u"rxe0/1"_s, lineTo(here)});
}

/// As the kernel said it on one host that is both.
void CtlWhyTest::failedLogins()
{
    QFETCH(QString, dest);
    QFETCH(QStringList, lines);
    QFETCH(Change, change);
    QFETCH(QString, link);
    QFETCH(QString, cause);
    QFETCH(QString, cure);
    QFETCH(QStringList, command);
    CtlStage stage;
    fillRefused(stage, lines);
    change(stage);
    const auto outcome = stage.run({u"--json"_s, u"why"_s, u"rxe0/1"_s, lineTo(dest)});
    QCOMPARE(outcome.code, 6);
    const QJsonObject answer = answerOf(outcome);
    QCOMPARE(answer[u"logRead"_s], true);
    const QJsonObject broken = answer[u"broken"_s].toObject();
    QCOMPARE(broken[u"link"_s], link);
    QCOMPARE(broken[u"failure"_s][u"cause"_s].toString(), cause);
    QCOMPARE(broken[u"cure"_s], cure);
    QCOMPARE(wordsOf(answer[u"command"_s]), command);
    QVERIFY(stage.log.calls.constLast().isInteractiveAuthorizationAllowed());
}

void CtlWhyTest::loggedInWithoutALun()
{
    CtlStage stage;
    fillConnected(stage);
    stage.attached.sessions.begin()->second.front().luns.clear();
    ownTargetOf(stage).acls.at(ownId).luns.clear();
    const auto outcome = stage.run({u"why"_s, targetName});
    QCOMPARE(outcome.code, 6);
    QVERIFY2(outcome.out.contains("The first link that is broken: Disk shown by the target.\n"
                                  "Logged in, but the permission of this computer has no disk.\n"
                                  "Let this initiator use a disk of that port.\n"
                                  "  rdma-managerctl apply srp_target "
                                  R"('{"now":{"targets":{"0xfe80000000000000505400fffe123456":{"acls":)"
                                  R"({"0x0000000000000000505400fffe123456":{"luns":{"0":0}}}}}}}')"),
             outcome.out);
    ownTargetOf(stage).acls.at(ownId).luns[0] = {};
    QVERIFY(stage.run({u"why"_s, targetName})
                .out.contains(R"(  rdma-managerctl apply srp_initiator '{"targets":{"rxe0/1/505400fffe123456/)"
                              R"(505400fffe123456":{"rescan":true}}}')"));
    stage.attached.ports.begin()->second.physicalState = PhysicalState::Polling;
    QCOMPARE(stage.run({u"why"_s, targetName}).code, 6);
    QCOMPARE(stage.log.countOf(u"Read"_s), 0); // it tells neither of LUNs nor of cables
}

void CtlWhyTest::theChainInText()
{
    CtlStage stage;
    fillRefused(stage, rejected(u"0x00010003"_s));
    const auto outcome = stage.run({u"why"_s, u"rxe0/1"_s, lineTo(u"192.168.200.1:5555"_s)});
    QCOMPARE(outcome.code, 6);
    const QByteArray why = "The target was reached and refused: id_ext or ioc_guid are not its own. They change when "
                           "another adapter becomes its first. (reason 0x00010003)\n";
    QVERIFY2(outcome.out.contains(QByteArray("Login                     broken          " + why)), outcome.out);
    QVERIFY(outcome.out.contains("Disk here                 not known       Cannot be told while something"));
    QVERIFY(outcome.out.endsWith(QByteArray("The first link that is broken: Login.\n" + why +
                                            "Look for targets again, or get a new exchange card of that port.\n"
                                            "  rdma-managerctl targets cards\n")));
}

void CtlWhyTest::aTargetElsewhereHasNoCommand()
{
    CtlStage stage;
    fillRefused(stage, rejected(u"0x00010006"_s));
    stage.exporting.ports.clear();
    const auto outcome = stage.run({u"why"_s, u"rxe0/1"_s, lineTo(u"192.168.200.1:5555"_s)});
    QCOMPARE(outcome.code, 6);
    QVERIFY2(outcome.out.endsWith("The target has no permission for 0x0000000000000000505400fffe123456.\n"
                                  "Ask whoever administers the target to allow this computer’s id, then connect "
                                  "again.\n"),
             outcome.out);
}

void CtlWhyTest::withoutTheRightTheLogIsMissed()
{
    CtlStage stage;
    fillRefused(stage, rejected(u"0x00010003"_s));
    stage.logRefusal = ctlRefusal(ErrorCode::NoAgent, u"org.rdmamanager.inspect"_s);
    const QStringList words{u"why"_s, u"rxe0/1"_s, lineTo(u"192.168.200.1:5555"_s)};
    const auto outcome = stage.run(words);
    QCOMPARE(outcome.code, 6);
    QVERIFY2(outcome.out.contains("The kernel’s log, which may know more, was not read: Reading this needs a password"),
             outcome.out);
    QVERIFY(!outcome.out.contains("0x00010003"));
    const QJsonObject answer = answerOf(stage.run(QStringList{u"--json"_s} + words));
    QCOMPARE(answer[u"logRead"_s], false);
    QCOMPARE(answer[u"logRefusal"_s][u"code"_s], u"NoAgent"_s);
    QCOMPARE(answer[u"broken"_s][u"fact"_s], u"NotLoggedIn"_s);
}

void CtlWhyTest::aNameThatNobodyKnows()
{
    CtlStage stage;
    fillConnected(stage);
    for (const QString &name : {u"0000000000000005"_s, u"rxe0/1"_s, u"rxe0/1/0000000000000005/0000000000000005"_s}) {
        const auto outcome = stage.run({u"why"_s, name});
        QCOMPARE(outcome.code, 1);
        QVERIFY2(outcome.err.contains(QByteArray("This computer knows no target that is called " + name.toUtf8())),
                 outcome.err);
    }
    SrpTargetId other = stage.sessions.targets.begin()->first;
    other.iocGuid = Guid{7};
    stage.attached.sessions[other] = {};
    QVERIFY(stage.run({u"why"_s, other.idExt.hex()}).err.contains("More than one target is called 505400fffe123456."));
}

void CtlWhyTest::IV_02_textStaysText()
{
    CtlStage stage;
    fillConnected(stage);
    BlockDevice &disk = stage.attached.sessions.begin()->second.front().luns.front().disk;
    disk.vendor = u"a\nb\x1b[2J"_s;
    disk.model = u"%1\u202e"_s;
    const auto outcome = stage.run({u"why"_s, targetName});
    QVERIFY2(outcome.out.contains("a\uFFFDb\uFFFD[2J\n") && outcome.out.contains("%1\uFFFD\n"), outcome.out);
    fillRefused(stage, {u"ib_srp: bad dest parameter '\x1b]0;x\x07'"_s});
    const auto refused = stage.run({u"why"_s, u"rxe0/1"_s, lineTo(u"192.168.200.1:5555"_s)});
    QVERIFY2(refused.out.contains("bad dest parameter '\uFFFD]0;x\uFFFD'"), refused.out);
    QVERIFY(!refused.out.contains('\x1b'));
}

void CtlWhyTest::badCommandLines_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("complaint");
    QTest::newRow("nothing") << QStringList{u"why"_s} << QByteArray("Something is missing after “why”");
    QTest::newRow("no port") << QStringList{u"why"_s, u"rxe0"_s, lineTo(u"192.0.2.1:5555"_s)}
                             << QByteArray("“rxe0” is no port");
    QTest::newRow("no login") << QStringList{u"why"_s, u"rxe0/1"_s, u"hello"_s}
                              << QByteArray("This is no exchange card");
    QTest::newRow("too much") << QStringList{u"why"_s, u"rxe0/1"_s, u"a"_s, u"b"_s} << QByteArray("“b” is too much");
    QTest::newRow("changes nothing") << QStringList{u"--yes"_s, u"why"_s, u"x"_s}
                                     << QByteArray("--yes belongs to commands that change something");
}

void CtlWhyTest::badCommandLines()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, complaint);
    CtlStage stage;
    const auto outcome = stage.run(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint), outcome.err);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlWhyTest)
#include "ctlwhytest.moc"
