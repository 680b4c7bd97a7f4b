// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of port types, and how it sets them.
#include "model/cannotopen.h"
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString card = u"0000:05:00.0"_s;
const QString fixedCard = u"0000:81:00.0"_s;

void fill(CtlStage &stage)
{
    CardLive &live = stage.portsLive.cards[card];
    live.chip = u"ConnectX-5"_s;
    live.driver = u"mlx5_core"_s;
    live.road = PortRoad::Firmware;
    live.reason = RoadReason::LinkTypeRows;
    live.ports[1] = {.device = u"mlx5_0/1"_s, .interfaces = {u"ib0"_s}};
    live.ports[2] = {.device = u"mlx5_1/1"_s, .interfaces = {u"ib1"_s}, .verdict = TypeVerdict::PendingReboot};
    stage.portsConfig.cards[card] = {{1, {PortType::InfiniBand, PortType::InfiniBand}},
                                     {2, {PortType::InfiniBand, PortType::Ethernet}}};
    CardLive &fixed = stage.portsLive.cards[fixedCard];
    fixed.chip = u"ConnectX-6 Dx"_s;
    fixed.reason = RoadReason::FixedType;
    fixed.ports[1] = {.device = u"mlx5_2/1"_s};
    stage.portsConfig.cards[fixedCard] = {{1, {PortType::Ethernet, PortType::Unknown}}};
    stage.portsLive.hasTool = true;
    stage.portsConfig.badLines = {{3, u"0b:00.0 ib ib"_s}};
    stage.portsLive.badLines = {{3, Mlx4ConfVerdict::ShortAddress}};
}

QByteArray wish(const CtlStage &stage)
{
    return canonical(stage.lastWish());
}

} // namespace

class CtlPortsTest : public QObject {
    Q_OBJECT

private slots:
    void cards();
    void noCards();
    void asJson();
    void withoutTheTool();
    void whyTheFirmwareWasNotRead();
    void inspects();
    void setsForTheNextBoot();
    void setsNow();
    void setsBoth();
    void buildsAnImageThatLacksWhatIsSet();
    void takesTheAddressOfLspci();
    void unknownCardsAndPorts();
    void repairs();
    void undoSkipsNothingThatMayStand();
    void noSuchLine();
    void badCommandLines_data();
    void badCommandLines();
};

void CtlPortsTest::cards()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"ports"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.startsWith(
                 "CARD          CHIP           PORT  NOW         AT NEXT BOOT  PENDING          DEVICE\n"
                 "0000:05:00.0  ConnectX-5     1     InfiniBand  InfiniBand    -                mlx5_0/1 ib0\n"
                 "0000:05:00.0  ConnectX-5     2     InfiniBand  Ethernet      until a restart  mlx5_1/1 ib1\n"
                 "0000:81:00.0  ConnectX-6 Dx  1     Ethernet    -             -                mlx5_2/1\n"),
             outcome.out);
    QVERIFY(outcome.out.contains(" - 0000:05:00.0: port 2: It becomes Ethernet when this computer is restarted.\n"));
    QVERIFY(outcome.out.contains(" - 0000:81:00.0: This card is Ethernet only."));
    QVERIFY(outcome.out.contains(" ! /etc/rdma/mlx4.conf:3: “0b:00.0 ib ib” Skipped: the address is short"));
}

void CtlPortsTest::noCards()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"ports"_s}).out, "No ConnectX card found.\n");
}

void CtlPortsTest::asJson()
{
    CtlStage stage;
    fill(stage);
    const auto state = parseObject(stage.run({u"--json"_s, u"ports"_s}).out, maxStateBytes);
    QVERIFY(state);
    QVERIFY(portsConfigFromJson((*state)[u"config"_s].toObject()) == stage.portsConfig);
}

void CtlPortsTest::withoutTheTool()
{
    CtlStage stage;
    fill(stage);
    stage.portsLive.hasTool = false;
    QVERIFY(stage.run({u"ports"_s}).out.contains(" ! mstconfig is not installed"));
}

void CtlPortsTest::whyTheFirmwareWasNotRead()
{
    CtlStage stage;
    fill(stage);
    stage.portsLive.cards[card].reading =
        FirmwareReading{1, MstProblem::CannotOpen, u"x"_s, nameOf(cannotOpenCauseNames, CannotOpenCause::Lockdown)};
    const auto outcome = stage.run({u"ports"_s});
    QVERIFY2(outcome.out.contains(" ! The kernel is locked down (Secure Boot)"), outcome.out);
}

void CtlPortsTest::inspects()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"ports"_s, u"inspect"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(outcome.out.startsWith("CARD"));
    const auto &call = stage.ports.calls.constLast();
    QCOMPARE(call.arguments().constFirst().toString(), uR"({"inspect":true})"_s);
    QVERIFY(call.isInteractiveAuthorizationAllowed());
}

void CtlPortsTest::setsForTheNextBoot()
{
    CtlStage stage;
    fill(stage);
    stage.plan.steps = {{.kind = u"set-firmware-types"_s, .subject = card, .after = u"1 ethernet, 2 infiniband"_s}};
    const auto outcome = stage.run({u"--yes"_s, u"ports"_s, u"set"_s, card, u"1=eth"_s, u"2=infiniband"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY2(outcome.out.contains("port 1 Ethernet, port 2 InfiniBand"), outcome.out);
    QCOMPARE(wish(stage), R"({"cards":{"0000:05:00.0":{"1":{"atBoot":"ethernet"},"2":{"atBoot":"infiniband"}}}})"_ba);
}

void CtlPortsTest::setsNow()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"ports"_s, u"set"_s, card, u"1=auto"_s, u"--now"_s}).code, 0);
    QCOMPARE(wish(stage), R"({"cards":{"0000:05:00.0":{"1":{"now":"auto"}}}})"_ba);
}

void CtlPortsTest::setsBoth()
{
    CtlStage stage;
    fill(stage);
    const QStringList words{u"--yes"_s, u"ports"_s, u"set"_s, card, u"2=ib"_s, u"--now"_s, u"--at-boot"_s};
    QCOMPARE(stage.run(words).code, 0);
    QCOMPARE(wish(stage), R"({"cards":{"0000:05:00.0":{"2":{"atBoot":"infiniband","now":"infiniband"}}}})"_ba);
}

void CtlPortsTest::buildsAnImageThatLacksWhatIsSet()
{
    CtlStage stage;
    fill(stage);
    CardLive &live = stage.portsLive.cards[card];
    live.road = PortRoad::ModuleOption;
    live.file = u"/etc/modprobe.d/rdma-manager-mlx4.conf"_s;
    live.ports[2].verdict = TypeVerdict::DidNotTake;
    stage.portsLive.image = {ImageBuilder::UpdateInitramfs, u"/boot/initrd.img-6.12"_s, u"update-initramfs -u"_s,
                             ImageContents{.hasMlx4Core = true}, live.file};
    const auto told = stage.run({u"ports"_s});
    QVERIFY2(told.out.contains("holds the driver without the setting."), told.out);
    QCOMPARE(stage.run({u"--yes"_s, u"ports"_s, u"set"_s, card, u"2=eth"_s}).code, 0);
    QCOMPARE(wish(stage), R"({"cards":{"0000:05:00.0":{"2":{"atBoot":"ethernet"}}},"rebuildImage":true})"_ba);
    QCOMPARE(stage.run({u"--yes"_s, u"ports"_s, u"set"_s, card, u"2=eth"_s, u"--now"_s}).code, 0);
    QCOMPARE(wish(stage), R"({"cards":{"0000:05:00.0":{"2":{"now":"ethernet"}}}})"_ba);
}

void CtlPortsTest::takesTheAddressOfLspci()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"ports"_s, u"set"_s, u"05:00.0"_s, u"1=ethernet"_s}).code, 0);
    QVERIFY(wish(stage).contains(card.toLatin1()));
}

void CtlPortsTest::unknownCardsAndPorts()
{
    CtlStage stage;
    fill(stage);
    const auto noCard = stage.run({u"--yes"_s, u"ports"_s, u"set"_s, u"06:00.0"_s, u"1=ib"_s});
    QCOMPARE(noCard.code, 1);
    QVERIFY2(noCard.err.contains("No card with ports is at 0000:06:00.0."), noCard.err);
    const auto noPort = stage.run({u"--yes"_s, u"ports"_s, u"set"_s, fixedCard, u"2=ib"_s});
    QCOMPARE(noPort.code, 1);
    QVERIFY2(noPort.err.contains("The card at 0000:81:00.0 has no such port."), noPort.err);
    QCOMPARE(stage.ports.countOf(u"Preview"_s), 0);
}

void CtlPortsTest::repairs()
{
    CtlStage stage;
    fill(stage);
    QCOMPARE(stage.run({u"--yes"_s, u"ports"_s, u"repair"_s, u"3"_s}).code, 0);
    QCOMPARE(wish(stage), R"({"badLines":{"3":null}})"_ba);
}

void CtlPortsTest::undoSkipsNothingThatMayStand()
{
    CtlStage stage;
    fill(stage);
    JobView job = renameJob(JobState::Done, StepState::Done, StepState::Done);
    job.feature = u"ports"_s;
    stage.history.jobs[u"22222222222222222222222222222222"_s] = job;
    job.started += 5;
    job.undoable = false;
    job.unjudged = Error{ErrorCode::NotSupported, card, u"notRead"_s};
    JobView &latest = stage.history.jobs[u"11111111111111111111111111111111"_s] = job;
    const auto outcome = stage.run({u"undo"_s, u"ports"_s, u"--yes"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("was not read since this computer started") &&
                 outcome.err.contains("rdma-managerctl ports inspect"),
             outcome.err);
    const auto byName = stage.run({u"jobs"_s, u"undo"_s, u"11111111111111111111111111111111"_s, u"--yes"_s});
    QCOMPARE(byName.code, 1);
    QCOMPARE(byName.err, outcome.err);
    QCOMPARE(stage.jobs.countOf(u"Preview"_s), 0);
    latest.unjudged.reset(); // changed since, or taken back
    QCOMPARE(stage.run({u"undo"_s, u"ports"_s, u"--yes"_s}).code, 0);
    QCOMPARE(canonical(stage.lastWish()), R"({"jobs":{"22222222222222222222222222222222":{"effect":"none"}}})"_ba);
}

void CtlPortsTest::noSuchLine()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--yes"_s, u"ports"_s, u"repair"_s, u"4"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("No such line of /etc/rdma/mlx4.conf needs to be repaired."), outcome.err);
}

void CtlPortsTest::badCommandLines_data()
{
    QTest::addColumn<QStringList>("words");
    QTest::addColumn<QByteArray>("complaint");
    const auto row = [](const char *name, const QString &words, const char *complaint) {
        QTest::newRow(name) << words.split(u' ') << QByteArray(complaint);
    };
    row("no card", u"ports set"_s, "Something is missing after “ports set”.");
    row("no type", u"ports set 0000:05:00.0"_s, "Something is missing after “ports set”.");
    row("no address", u"ports set mlx5_0 1=ib"_s, "“mlx5_0” is not the PCI address of a card");
    row("word", u"ports set 05:00.0 1=vpi"_s, "“1=vpi” is no port with a type");
    row("port", u"ports set 05:00.0 9=ib"_s, "“9=ib” is no port with a type");
    row("port zero", u"ports set 05:00.0 0=ib"_s, "“0=ib” is no port with a type");
    row("no port", u"ports set 05:00.0 ib"_s, "“ib” is no port with a type");
    row("twice", u"ports set 05:00.0 1=ib 1=eth"_s, "Port 1 is given twice.");
    row("line", u"ports repair x"_s, "“x” is no line: give its number");
    row("lines", u"ports repair 3 4"_s, "“4” is too much.");
    row("now", u"ports --now"_s, "--now belongs to “ports set”.");
    row("at boot", u"ports --at-boot"_s, "--at-boot belongs to “connect”, “modules set” and “ports set”.");
    row("asking back", u"--json ports set 05:00.0 1=ib"_s, "--json cannot ask back");
}

void CtlPortsTest::badCommandLines()
{
    QFETCH(QStringList, words);
    QFETCH(QByteArray, complaint);
    CtlStage stage;
    const auto outcome = stage.run(words);
    QCOMPARE(outcome.code, 2);
    QVERIFY2(outcome.err.contains(complaint), outcome.err);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlPortsTest)
#include "ctlportstest.moc"
