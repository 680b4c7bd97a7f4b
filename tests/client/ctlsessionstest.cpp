// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of SRP targets, and how it logs in and out.
#include "model/json.h"
#include "tests/client/ctlstage.h"
#include "tests/model/srpscene.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const PortId port{u"mlx5_0"_s, 1};
const SrpTargetId target{port, {0x0002c90300a1b2c3}, {0x0002c90300a1b2c3}};
const IbCmPath path{u"fe800000000000000002c90300a1b2c4"_s, 0xffff, {0x0002c90300a1b2c3}};
const QString line = u"id_ext=0002c90300a1b2c3,ioc_guid=0002c90300a1b2c3,dgid=fe800000000000000002c90300a1b2c4,"
                     "pkey=ffff,service_id=0002c90300a1b2c3"_s;

/// A target with a mounted disk, and one that is known from an Ethernet port.
void fill(CtlStage &stage)
{
    stage.attached.ports[port] = {
        .state = PortState::Active, .linkLayer = LinkLayer::InfiniBand, .guid = Guid{1}, .smLid = 1, .ready = true};
    stage.attached.ports[{u"rxe0"_s, 1}] = {.state = PortState::Active, .linkLayer = LinkLayer::Ethernet};
    stage.sessions.daemons[port] = true;
    stage.sessions.targets[target] = {.login = {path, {}}, .connected = true, .timeouts = {}};
    stage.sessions.targets[{{u"rxe0"_s, 1}, {5}, {5}}] = {
        .login = {RdmaCmPath{IpAddress::fromText(u"192.0.2.1").value(), 5555}, {}}, .atBoot = true, .timeouts = {}};
    SrpLun lun{.lun = 0, .address = u"7:0:0:0"_s, .state = u"running"_s};
    lun.disk = {.name = u"sdb"_s,
                .path = u"/dev/sdb"_s,
                .size = quint64{1} << 40,
                .vendor = u"LIO-ORG"_s,
                .model = u"vol1"_s,
                .uses = {{BlockUse::Mounted, u"/srv"_s}}};
    stage.attached.sessions[target] = {{.host = 7, .state = SrpSessionState::Running, .luns = {lun}}};
}

SrpInitiatorConfig wished(const CtlStage &stage)
{
    return srpInitiatorConfigFromJson(mergePatch(toJson(stage.sessions), stage.lastWish())).value();
}

} // namespace

class CtlSessionsTest : public QObject {
    Q_OBJECT

private slots:
    void sessions();
    void noPort();
    void asJson();
    void discovers();
    void discoversNothing();
    void connects();
    void connectsAtBootByACard();
    void disconnects();
    void disconnectsNobodyByGuessing();
    void badCommandLines_data();
    void badCommandLines();
    void theDaemonThatIsMissedIsStarted();
};

void CtlSessionsTest::sessions()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"sessions"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out,
             "PORT, TARGET, DISK  KIND                                         SIZE     STATE            AT BOOT\n"
             "mlx5_0/1            InfiniBand                                   -        Active           srp_daemon\n"
             "  0002c90300a1b2c3  GID fe80:0000:0000:0000:0002:c903:00a1:b2c4  -        connected        -\n"
             "    LUN 0 /dev/sdb  LIO-ORG vol1                                 1.0 TiB  mounted on /srv  -\n"
             "rxe0/1              Ethernet                                     -        Active           -\n"
             "  0000000000000005  192.0.2.1, port 5555                         -        not connected    connected\n");
}

void CtlSessionsTest::noPort()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"sessions"_s}).out, "This computer has no RDMA port.\n");
}

void CtlSessionsTest::asJson()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--json"_s, u"sessions"_s});
    QCOMPARE(outcome.code, 0);
    const auto state = parseObject(outcome.out, maxStateBytes);
    QVERIFY(state);
    QVERIFY(srpInitiatorConfigFromJson((*state)[u"config"_s].toObject()) == stage.sessions);
}

void CtlSessionsTest::discovers()
{
    CtlStage stage;
    stage.found = {{.idExt = target.idExt,
                    .iocGuid = target.iocGuid,
                    .path = path,
                    .vendorId = u"0002c9"_s,
                    .controller = u"Linux SRP target"_s}};
    const auto outcome = stage.run({u"discover"_s, u"mlx5_0/1"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "CONTROLLER        VENDOR  LOGIN\nLinux SRP target  0002c9  "_ba + line.toLatin1() + '\n');
}

void CtlSessionsTest::discoversNothing()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"discover"_s, u"mlx5_0/1"_s}).out, "Nobody answered that they offer disks.\n");
}

void CtlSessionsTest::connects()
{
    CtlStage stage;
    stage.plan.steps = {{.kind = u"connect-srp"_s, .subject = target.text()}};
    const auto outcome = stage.run({u"--yes"_s, u"connect"_s, u"mlx5_0/1"_s, line});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.contains("Log in to the target 0002c90300a1b2c3 from mlx5_0/1"));
    const KnownTarget made = wished(stage).targets.at(target);
    QVERIFY(made.connected && !made.atBoot && made.login == SrpLogin(path, {}));
}

void CtlSessionsTest::connectsAtBootByACard()
{
    CtlStage stage;
    const QString card = cardText({target.idExt, target.iocGuid, path, {}, u"storage1: port 1"_s}).value();
    QCOMPARE(stage.run({u"--yes"_s, u"--at-boot"_s, u"connect"_s, u"mlx5_0/1"_s, card}).code, 0);
    QVERIFY(wished(stage).targets.at(target).atBoot);
}

void CtlSessionsTest::disconnects()
{
    for (const QString &name : {target.text(), target.idExt.hex()}) {
        CtlStage stage;
        fill(stage);
        stage.plan.steps = {{.kind = u"disconnect-srp"_s, .subject = target.text()}};
        const auto outcome = stage.run({u"--yes"_s, u"disconnect"_s, name});
        QCOMPARE(outcome.code, 0);
        QVERIFY(outcome.out.contains("Log out of the target 0002c90300a1b2c3 from mlx5_0/1; its disks go"));
        QVERIFY(!wished(stage).targets.at(target).connected);
    }
}

void CtlSessionsTest::disconnectsNobodyByGuessing()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"disconnect"_s, u"0000000000000005"_s}).code, 1); // it is not connected
    stage.sessions.targets[{port, target.idExt, {7}}] = {.login = {path, {}}, .connected = true, .timeouts = {}};
    const auto outcome = stage.run({u"--yes"_s, u"disconnect"_s, target.idExt.hex()});
    QCOMPARE(outcome.code, 1);
    QVERIFY(outcome.err.contains("More than one target is called 0002c90300a1b2c3."));
    QCOMPARE(stage.initiator.countOf(u"Preview"_s), 0);
}

void CtlSessionsTest::badCommandLines_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *name, const QStringList &words, const char *complaint) {
        QTest::newRow(name) << words << QByteArray(complaint);
    };
    row("port", {u"discover"_s, u"mlx5_0"_s}, "“mlx5_0” is no port");
    row("no login", {u"--yes"_s, u"connect"_s, u"mlx5_0/1"_s}, "Something is missing after “connect”");
    row("login", {u"--yes"_s, u"connect"_s, u"mlx5_0/1"_s, u"hello"_s}, "This is no exchange card");
    row("cut", {u"--yes"_s, u"connect"_s, u"mlx5_0/1"_s, QString(line + " allowed="_L1)},
        "The end of the card is missing");
    row("at boot", {u"--at-boot"_s, u"sessions"_s}, "--at-boot belongs to “connect”");
    row("asking back", {u"--json"_s, u"disconnect"_s, u"x"_s}, "--json cannot ask back");
}

void CtlSessionsTest::badCommandLines()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, complaint);
    CtlStage stage;
    const auto outcome = stage.run(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint), outcome.err);
}

void CtlSessionsTest::theDaemonThatIsMissedIsStarted()
{
    CtlStage stage;
    SrpScene scene = overInfiniBand();
    scene.logOut();
    scene.live.stoppedDaemons = {scene.target.port};
    stage.sessions = scene.config;
    stage.attached = scene.live;
    const auto outcome = stage.run({u"why"_s, scene.target.text()});
    QCOMPARE(outcome.code, 6);
    QVERIFY2(outcome.out.contains("srp_daemon would log in here by itself, and does not run.\n"
                                  "Start srp_daemon, which logs in at every target that its rules allow.\n"
                                  "  rdma-managerctl apply srp_initiator '{\"startDaemon\":true}'\n"),
             outcome.out);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlSessionsTest)
#include "ctlsessionstest.moc"
