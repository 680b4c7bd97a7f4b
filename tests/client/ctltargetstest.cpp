// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What rdma-managerctl tells of SRP exports, and that they are changed as everything else is.
#include "model/exchangecard.h"
#include "model/json.h"
#include "tests/client/ctlstage.h"

#include <QJsonArray>
#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString wwn = u"0xfe80000000000000f4521403007bcba1"_s;
const QString absent = u"0xfe80000000000000e41d2d0300e53000"_s;
const QString initiator = u"0x00000000000000000002c903000a1b2c"_s;

/// A disk for one initiator, one for nobody, one on no port; a port that is saved only.
void fill(CtlStage &stage)
{
    const BackstoreId vol{BackstoreKind::Block, u"vol1"_s};
    const BackstoreId img{BackstoreKind::File, u"img"_s};
    const BackstoreId spare{BackstoreKind::Ramdisk, u"spare"_s};
    SrpTarget target{.enabled = true, .luns = {{0, vol}, {1, img}}};
    target.acls[initiator].luns = {{0, {0, true}}};
    stage.exports.now.backstores = {{vol, {}}, {img, {}}, {spare, {}}};
    stage.exports.now.targets[wwn] = target;
    stage.exports.now.rdmaCmPort = 5555;
    stage.exports.atBoot.backstores = {{vol, {}}, {img, {}}};
    stage.exports.atBoot.targets[wwn] = target;
    stage.exports.atBoot.targets[wwn].luns.erase(1);
    stage.exports.atBoot.targets[absent] = {};
    stage.exporting.ports[{u"mlx4_0"_s, 1}] = {.wwn = wwn};
    stage.exporting.backstores[vol] = {.active = true, .size = quint64{1} << 40};
    stage.exporting.sessions[wwn][initiator] = {.loggedIn = true};
}

} // namespace

class CtlTargetsTest : public QObject {
    Q_OBJECT

private slots:
    void table();
    void aDiskThatComesBackOtherwise();
    void noExports();
    void asJson();
    void cards();
    void cardsAsJson();
    void aWishIsAppliedLikeAnyOther();
};

void CtlTargetsTest::table()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"targets"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(
        outcome.out,
        R"(PORT                                     LUN  DISK           SIZE     INITIATOR                           ACCESS     LOGGED IN  THERE
fe80:0000:0000:0000:e41d:2d03:00e5:3000  -    -              -        -                                   -          -          only after the next reboot
mlx4_0/1                                 0    block/vol1     1.0 TiB  0x00000000000000000002c903000a1b2c  read-only  yes        now and after a reboot
mlx4_0/1                                 1    fileio/img     -        -                                   -          -          only until the next reboot
-                                        -    ramdisk/spare  -        -                                   -          -          only until the next reboot
RDMA/CM logins: port 5555
)");
}

void CtlTargetsTest::aDiskThatComesBackOtherwise()
{
    CtlStage stage;
    fill(stage);
    stage.exports.atBoot.backstores[{BackstoreKind::Ramdisk, u"spare"_s}] = {.writeBack = true};
    const auto outcome = stage.run({u"targets"_s});
    QVERIFY(outcome.out.contains("ramdisk/spare  -        -                                   -          -          "
                                 "differently after a reboot"));
}

void CtlTargetsTest::noExports()
{
    CtlStage stage;
    const auto outcome = stage.run({u"targets"_s});
    QCOMPARE(outcome.code, 0);
    QCOMPARE(outcome.out, "This computer exports no disk.\n");
}

void CtlTargetsTest::asJson()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--json"_s, u"targets"_s});
    QCOMPARE(outcome.code, 0);
    const auto state = parseObject(outcome.out, maxStateBytes);
    QVERIFY(state);
    const auto config = srpTargetConfigFromJson((*state)[u"config"_s].toObject());
    QVERIFY(config && *config == stage.exports);
}

void CtlTargetsTest::cards()
{
    CtlStage stage;
    QCOMPARE(stage.run({u"targets"_s, u"cards"_s}).out, "This computer exports no disk.\n");
    fill(stage);
    stage.exports.now.targets[absent] = {.enabled = true};
    stage.exporting.serviceGuid = Guid{0xf4521403007bcba0};
    stage.exporting.hostName = u"storage1"_s;
    stage.exporting.ports[{u"mlx4_0"_s, 1}] = {
        .wwn = wwn, .state = PortState::Active, .linkLayer = LinkLayer::InfiniBand, .pkey = 0xffff};
    const auto outcome = stage.run({u"targets"_s, u"cards"_s});
    QCOMPARE(outcome.code, 0);
    const QList<QByteArray> lines = outcome.out.trimmed().split('\n');
    QCOMPARE(lines.size(), 4);
    QCOMPARE(lines[0], "fe80:0000:0000:0000:e41d:2d03:00e5:3000");
    QVERIFY(lines[1].startsWith("  There is no card: no port of this computer"));
    QCOMPARE(lines[2], "mlx4_0/1");
    const auto card = cardFromText(QString::fromUtf8(lines[3]));
    QVERIFY(card);
    QCOMPARE(card->label, u"storage1: mlx4_0 port 1"_s);
    QCOMPARE(card->allowed, std::set{InitiatorId::fromText(initiator).value()});
}

void CtlTargetsTest::cardsAsJson()
{
    CtlStage stage;
    fill(stage);
    const auto outcome = stage.run({u"--json"_s, u"targets"_s, u"cards"_s});
    QCOMPARE(outcome.code, 0);
    const auto all = parseObject(outcome.out, maxStateBytes);
    QVERIFY(all);
    const QJsonObject one = (*all)[wwn].toObject();
    QVERIFY(one[u"cards"_s].toArray().isEmpty());
    QCOMPARE(one[u"lack"_s].toString(), u"NoServiceGuid"_s);
}

void CtlTargetsTest::aWishIsAppliedLikeAnyOther()
{
    CtlStage stage;
    const QJsonObject target{{u"targets"_s, QJsonObject{{wwn, QJsonObject{{u"enabled"_s, false}}}}}};
    const QJsonObject wish{{u"now"_s, target}, {u"atBoot"_s, target}};
    stage.plan.steps = {{.kind = u"disconnect-initiators"_s, .subject = wwn, .after = initiator}};
    const auto outcome = stage.run({u"--yes"_s, u"apply"_s, u"srp_target"_s, u"-"_s}, canonical(wish));
    QCOMPARE(outcome.code, 0);
    QVERIFY(
        outcome.out.contains("Change the exports of fe80:0000:0000:0000:f452:1403:007b:cba1, which disconnects 0x"));
    QCOMPARE(stage.targets.countOf(u"Apply"_s), 1);
    QCOMPARE(stage.lastWish(), wish);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CtlTargetsTest)
#include "ctltargetstest.moc"
