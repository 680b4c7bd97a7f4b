// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of devices: the table, the text of ibstat, JSON.
#include "model/ibstattext.h"
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

RdmaPort activePort()
{
    RdmaPort port{.state = PortState::Active,
                  .physicalState = PhysicalState::LinkUp,
                  .linkLayer = LinkLayer::InfiniBand,
                  .rate = LinkRate{56, 4, LinkSpeed::Fdr},
                  .lid = 3,
                  .smLid = 1,
                  .lmc = 0,
                  .capabilities = 0x02594868,
                  .portGuid = Guid{0xf4521403007bcba1}};
    port.ipoibInterfaces = {u"ib0"_s};
    return port;
}

DevicesLive oneCard()
{
    RdmaPort waiting = activePort();
    waiting.state = PortState::Initializing;
    waiting.smLid = 0;
    waiting.rate.reset();
    waiting.ipoibInterfaces.clear();
    RdmaDevice card{.nodeType = NodeType::Ca,
                    .modelName = u"MT27520 Family [ConnectX-3 Pro]"_s,
                    .driver = u"mlx4_core"_s,
                    .rdmaDriver = u"mlx4_ib"_s,
                    .rdmaDriverVersion = u"srcversion 5D3F"_s,
                    .firmware = u"2.42.5000"_s,
                    .hcaType = u"MT4103"_s,
                    .nodeGuid = Guid{0xf4521403007bcba0}};
    card.ports = {{1, activePort()}, {2, waiting}};
    DevicesLive live;
    live.devices[u"mlx4_0"_s] = card;
    live.devices[u"mlx5_9"_s] = {};
    return live;
}

} // namespace

class CtlDevicesTest : public QObject {
    Q_OBJECT

private slots:
    void table();
    void noDevices();
    void tableAsJson();
    void oneDeviceAsIbstat();
    void oneDeviceAsJson();
    void refusedWatchEnds();
    void anAbsentDevice();
    void showNeedsAName();
    void hostileNamesAreShownHarmlessly();
};

void CtlDevicesTest::table()
{
    CtlStage stage;
    stage.hardware = oneCard();
    const auto outcome = stage.run({u"devices"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, R"(DEVICE  PORT  STATE              RATE             INTERFACES  MODEL
mlx4_0  1     Working            56 Gb/s, 4X FDR  ib0         ConnectX-3 Pro
mlx4_0  2     No subnet manager  not reported     -           ConnectX-3 Pro
mlx5_9  -     not reported       not reported     -           Unknown device
 ! mlx4_0/2: The link is up, and the port waits for a subnet manager to give it an address. Start a subnet manager: in a managed switch, or here with: systemctl start opensm
)"_ba);
}

void CtlDevicesTest::noDevices()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"devices"_s}).out, "This computer has no RDMA device.\n"_ba);
}

void CtlDevicesTest::tableAsJson()
{
    CtlStage stage;
    stage.hardware = oneCard();
    const auto outcome = stage.run({u"devices"_s, u"--json"_s});
    QCOMPARE(outcome.code, 0);
    const auto state = parseObject(outcome.out, maxStateBytes);
    QVERIFY(state);
    QCOMPARE((*state)[u"live"_s].toObject(), toJson(stage.hardware));
}

void CtlDevicesTest::oneDeviceAsIbstat()
{
    CtlStage stage;
    stage.hardware = oneCard();
    const auto outcome = stage.run({u"devices"_s, u"show"_s, u"mlx4_0"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, ibstatText(u"mlx4_0"_s, stage.hardware.devices[u"mlx4_0"_s]).toUtf8() +
                              "\nRDMA driver: mlx4_ib srcversion 5D3F\nPCI driver: mlx4_core\n");
    QVERIFY(outcome.out.startsWith("CA 'mlx4_0'\n"));
    const auto query = stage.devices.calls.constLast().arguments().constFirst().toString();
    QCOMPARE(query, uR"({"device":"mlx4_0"})"_s);
}

void CtlDevicesTest::oneDeviceAsJson()
{
    CtlStage stage;
    stage.hardware = oneCard();
    const auto outcome = stage.run({u"devices"_s, u"show"_s, u"mlx4_0"_s, u"--json"_s});
    QCOMPARE(outcome.code, 0);
    QVERIFY(parseObject(outcome.out, maxStateBytes));
}

void CtlDevicesTest::anAbsentDevice()
{
    CtlStage stage;
    stage.devices.decide = [](const QDBusMessage &call) {
        return call.member() == "Read"_L1 ? ctlRefusal(ErrorCode::NotFound, u"mlx9_0"_s, u"device"_s) : MockReply();
    };
    const auto outcome = stage.run({u"devices"_s, u"show"_s, u"mlx9_0"_s});
    QCOMPARE(outcome.code, 1);
    QCOMPARE(outcome.out, ""_ba);
    QVERIFY(outcome.err.contains("mlx9_0"));
}

void CtlDevicesTest::showNeedsAName()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"devices"_s, u"show"_s}).code, 2);
    QCOMPARE(stage.run({u"devices"_s, u"show"_s, u"a"_s, u"b"_s}).code, 2);
    QCOMPARE(stage.run({u"devices"_s, u"--yes"_s}).code, 2);
}

void CtlDevicesTest::hostileNamesAreShownHarmlessly()
{
    CtlStage stage;
    stage.hardware = oneCard();
    RdmaDevice evil = stage.hardware.devices[u"mlx4_0"_s];
    evil.modelName = u"card\x1b[2J\u202e"_s;
    evil.ports[1].netdevs = {u"eth\n0"_s};
    stage.hardware.devices[u"bad\x1b]0;x"_s] = evil;
    const QString out = QString::fromUtf8(stage.run({u"devices"_s}).out);
    for (const char16_t character : {u'\x1b', u'\u202e'})
        QVERIFY(!out.contains(QChar(character)));
    QVERIFY(out.contains(u"eth\ufffd0"_s));
}

void CtlDevicesTest::refusedWatchEnds()
{
    CtlStage stage;
    stage.devices.decide = [](const QDBusMessage &call) {
        return call.member() == "Watch"_L1 ? ctlRefusal(ErrorCode::TooMany) : MockReply::text(u"{}"_s);
    };
    const auto outcome = stage.run({u"watch"_s, u"devices"_s});
    QCOMPARE(outcome.code, 1);
    QVERIFY2(outcome.err.contains("too many"), outcome.err.constData());
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlDevicesTest)
#include "ctldevicestest.moc"
