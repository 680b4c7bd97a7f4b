// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Exchange cards on the page "Export Disks": copied, or why there is none; and whether one is still right.
#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetcards.h"
#include "gui/widgets/codeview.h"
#include "tests/gui/exportsstage.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPlainTextEdit>

namespace rdma {

namespace {

/// Both of an Ethernet port that exports.
void exportOnEthernet(ExportState &state)
{
    state.config.now.targets[secondWwn] = {.enabled = true, .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    TargetPort &port = state.live.ports[{u"mlx4_0"_s, 2}];
    port.state = PortState::Active;
    port.addresses = {IpAddress::fromText(u"192.0.2.1").value(), IpAddress::fromText(u"2001:db8::1").value()};
    state.config.now.rdmaCmPort = 5555;
}

QString clipboard()
{
    return QGuiApplication::clipboard()->text();
}

ExchangeCard cardOf(const ExportState &state, QLatin1StringView wwn)
{
    return exportCards(state.config.now, state.live, wwn).value().front();
}

} // namespace

class SrpTargetCardTest : public QObject {
    Q_OBJECT

private slots:
    void init() { QGuiApplication::clipboard()->clear(); }

    void theCardOfAPortIsCopiedAndShown();
    void ofSeveralAddressesOneIsChosen();
    void manyAddressesKeepTheWindowSmall();
    void withoutACardThePageSaysWhy();
    void aCardFollowsTheMachine();
    void aCardIsChecked();
    void anOutdatedCardIsReplaced();
    void othersCardsAreTold();
};

void SrpTargetCardTest::theCardOfAPortIsCopiedAndShown()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    for (const QString &row : {u"mlx4_0, port 1"_s, u"img · LUN 1"_s}) {
        QGuiApplication::clipboard()->clear();
        stage.choose(row);
        QVERIFY(stage.person.all<CardsView>().isEmpty());
        stage.key(Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        QVERIFY(stage.person.sees(u"it has all that a login needs"_s));
        QVERIFY(stage.person.button(u"Copied"_s));
        const auto card = cardFromText(clipboard());
        QVERIFY(card);
        QCOMPARE(*card, cardOf(stage.machine.exports, firstWwn));
        QCOMPARE(card->label, u"storage1: mlx4_0 port 1"_s);
        QCOMPARE(card->allowed.size(), 2U);
        QCOMPARE(stage.person.all<CodeView>().constFirst()->toPlainText(), clipboard());
    }
    QVERIFY(stage.named<CodeView>(u"Exchange card for GID fe80:0000:0000:0000:f452:1403:007b:cba1"_s)->isReadOnly());
    stage.choose(u"spare"_s);
    QVERIFY(stage.person.all<CardsView>().isEmpty());
    QVERIFY(!stage.person.button(u"Copy Exchange Card"_s));
}

void SrpTargetCardTest::ofSeveralAddressesOneIsChosen()
{
    ExportsStage stage;
    exportOnEthernet(stage.machine.exports);
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 2"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    QVERIFY(stage.person.sees(u"the one whose address it can reach"_s));
    QVERIFY(clipboard().isEmpty());
    QCOMPARE(stage.person.all<CodeView>().size(), 2);
    stage.named<QPushButton>(u"Copy the card for address 2001:db8::1, port 5555"_s)->click();
    const auto card = cardFromText(clipboard());
    QVERIFY(card);
    QCOMPARE(std::get<RdmaCmPath>(card->path).address.text(), u"2001:db8::1"_s);
}

void SrpTargetCardTest::manyAddressesKeepTheWindowSmall()
{
    ExportsStage stage;
    exportOnEthernet(stage.machine.exports);
    for (int last = 2; last < 12; ++last)
        stage.machine.exports.live.ports[{u"mlx4_0"_s, 2}].addresses.push_back(
            IpAddress::fromText(u"192.0.2.%1"_s.arg(last)).value());
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 2"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    QTest::qWait(50);
    QVERIFY(stage.window.minimumSizeHint().height() <= 768);
    QVERIFY(stage.window.minimumSizeHint().width() <= 1024);
    auto *last = stage.named<QPushButton>(u"Copy the card for address 192.0.2.11, port 5555"_s);
    QVERIFY(last->visibleRegion().isEmpty());
    auto *before = stage.named<CodeView>(u"Exchange card for address 192.0.2.11, port 5555"_s);
    before->setFocus();
    QTest::keyClick(before, Qt::Key_Tab);
    QVERIFY(last->hasFocus());
    QTest::keyClick(last, Qt::Key_Space);
    QVERIFY(clipboard().contains("dest=192.0.2.11:5555"_L1));
    QVERIFY(!last->visibleRegion().isEmpty()); // scrolled to
}

void SrpTargetCardTest::withoutACardThePageSaysWhy()
{
    ExportsStage stage;
    exportOnEthernet(stage.machine.exports);
    stage.machine.exports.config.now.rdmaCmPort = 0;
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 2"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    QVERIFY(stage.person.sees(u"no card while RDMA/CM logins are off"_s));
    QVERIFY(clipboard().isEmpty() && stage.person.all<CodeView>().isEmpty());
}

void SrpTargetCardTest::aCardFollowsTheMachine()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    first(stage.machine.exports.config).acls.erase(secondInitiator);
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(QTest::qWaitFor([&] {
        const auto views = stage.person.all<CodeView>();
        return !views.isEmpty() && !views.constFirst()->toPlainText().contains(secondInitiator);
    }));
    stage.machine.exports.live.ports[{u"mlx4_0"_s, 1}].state = PortState::Down;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"no card while the port is not active"_s));
}

void SrpTargetCardTest::aCardIsChecked()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<CardCheckDialog>(u"Check an Exchange Card"_s);
    auto *field = dialog->findChild<QPlainTextEdit *>();
    const QString card = cardText(cardOf(stage.machine.exports, firstWwn)).value();
    field->setPlainText(card);
    QVERIFY(stage.person.sees(u"This card is right. It leads to mlx4_0, port 1."_s));
    QVERIFY(stage.person.sees(u"storage1: mlx4_0 port 1"_s));
    QVERIFY(field->accessibleDescription().contains("is right"_L1));
    QVERIFY(!stage.person.button(u"Copy the Card as It Is Now"_s));
    field->setPlainText(u"hello"_s);
    QVERIFY(stage.person.sees(u"This is no exchange card"_s));
    field->setPlainText(card.chopped(20));
    QVERIFY(stage.person.sees(u"The end of the card is missing"_s));
}

void SrpTargetCardTest::anOutdatedCardIsReplaced()
{
    ExportsStage stage;
    const QString before = cardText(cardOf(stage.machine.exports, firstWwn)).value();
    first(stage.machine.exports.config).acls.erase(secondInitiator);
    first(stage.machine.exports.config).acls[refusedInitiator] = {};
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<CardCheckDialog>(u"Check an Exchange Card"_s);
    dialog->findChild<QPlainTextEdit *>()->setPlainText(before);
    QVERIFY(stage.person.sees(u"not all of it is right any more"_s));
    QVERIFY(stage.person.sees(u"not allowed now: "_s + secondInitiator));
    QVERIFY(stage.person.sees(u"not on the card: "_s + refusedInitiator));
    stage.person.click(u"Copy the Card as It Is Now"_s);
    QCOMPARE(clipboard(), cardText(cardOf(stage.machine.exports, firstWwn)).value());
    dialog->findChild<QPlainTextEdit *>()->setPlainText(clipboard());
    QVERIFY(stage.person.sees(u"This card is right"_s));
}

void SrpTargetCardTest::othersCardsAreTold()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    auto *dialog = stage.open<CardCheckDialog>(u"Check an Exchange Card"_s);
    auto *field = dialog->findChild<QPlainTextEdit *>();
    ExchangeCard card = cardOf(stage.machine.exports, firstWwn);
    std::get<IbCmPath>(card.path).dgid = u"fe80000000000000001175000077dd7e"_s;
    field->setPlainText(cardText(card).value());
    QVERIFY(stage.person.sees(u"the port or the address that it leads to is not here"_s));
    card.idExt = Guid{7};
    field->setPlainText(cardText(card).value());
    QVERIFY(stage.person.sees(u"This card is of another computer"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetCardTest)
#include "srptargetcardtest.moc"
