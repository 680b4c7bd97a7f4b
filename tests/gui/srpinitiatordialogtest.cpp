// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialogs of the page "Attach Disks": connect, timeouts, what srp_daemon does.
#include "gui/pages/srpinitiatorboot.h"
#include "gui/pages/srpinitiatorconnect.h"
#include "gui/pages/srpinitiatorrule.h"
#include "gui/pages/srpinitiatortimeouts.h"
#include "tests/gui/sessionsstage.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QRadioButton>
#include <QSpinBox>

namespace rdma {

namespace {

constexpr Guid cardGuid{0x0002c90300c0ffee};

ExchangeCard ibCard(std::set<InitiatorId> allowed = {})
{
    return {cardGuid, cardGuid, IbCmPath{u"fe80000000000000"_s + cardGuid.hex(), 0xffff, cardGuid}, std::move(allowed),
            u"storage1: mlx4_0 port 1"_s};
}

QPushButton *accept(const QWidget *dialog, const QString &label)
{
    return ExportsStage::buttonIn(dialog, label);
}

QLineEdit *field(const QWidget *dialog, const QString &name)
{
    return SessionsStage::named<QLineEdit>(dialog, name);
}

void paste(const ConnectDialog *dialog, const QString &text)
{
    SessionsStage::named<QPlainTextEdit>(dialog, u"Exchange card"_s)->setPlainText(text);
}

QString written(const ConnectDialog *dialog)
{
    return SessionsStage::named<QPlainTextEdit>(dialog, u"What is written to add_target"_s)->toPlainText();
}

bool says(const QWidget *dialog, const QString &words)
{
    return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace

class SrpInitiatorDialogTest : public QObject {
    Q_OBJECT

private slots:
    void connectsByACard();
    void connectsByTheLineOfIbsrpdm();
    void aCardThatDoesNotNameUsIsDoubted();
    void proposesThePortThatCanReachIt();
    void proposesThePortInTheTargetsSubnet();
    void connectsByWhatIsTyped();
    void saysWhatIsWrongWithWhatIsTyped();
    void aTargetIsConnectedOnceFromAPort();
    void timeoutsObeyTheLaw();
    void rulesInTheirOrder();
    void aRuleSaysWhatIsWrong();
    void oneDaemonIsForAllPorts();
};

void SrpInitiatorDialogTest::connectsByACard()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    QVERIFY(!accept(dialog, u"Add to Changes"_s)->isEnabled());
    paste(dialog, cardText(ibCard()).value());
    QVERIFY(says(dialog, u"It says of itself: storage1: mlx4_0 port 1"_s));
    QVERIFY(says(dialog, u"0x0000000000000000001175000077d708"_s));
    QCOMPARE(written(dialog),
             u"id_ext=0002c90300c0ffee,ioc_guid=0002c90300c0ffee,dgid=fe800000000000000002c90300c0ffee,pkey=ffff,"
             "service_id=0002c90300c0ffee"_s);
    SessionsStage::named<QCheckBox>(dialog, u"Connect again after every boot"_s)->click();
    accept(dialog, u"Add to Changes"_s)->click();
    const SrpTargetId id{firstInitiatorPort(), cardGuid, cardGuid};
    SrpInitiatorConfig expected = stage.machine.sessions.config;
    expected.targets[id] = {.login = {ibCard().path, {}}, .connected = true, .atBoot = true, .timeouts = {}};
    QVERIFY(stage.wished() == expected);
    QVERIFY(stage.tree()->idAt(stage.view()->currentIndex()) == rowOf(id));
    QVERIFY(stage.page()->pendingChanges().constFirst().text.endsWith("now and after every boot"_L1));
}

void SrpInitiatorDialogTest::connectsByTheLineOfIbsrpdm()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    paste(dialog, addTargetText(ibCard()) + u",max_cmd_per_lun=32,max_it_iu_size=8260"_s);
    QVERIFY(written(dialog).endsWith("max_cmd_per_lun=32"_L1));
    accept(dialog, u"Add to Changes"_s)->click();
    QCOMPARE(stage.wished().targets.at({firstInitiatorPort(), cardGuid, cardGuid}).login.options.commandsPerLun, 32);
}

void SrpInitiatorDialogTest::aCardThatDoesNotNameUsIsDoubted()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    paste(dialog, cardText(ibCard({InitiatorId{0, 0x1234}})).value());
    QVERIFY(says(dialog, u"The card does not name this port’s id, 0x0000000000000000001175000077d708."_s));
    QVERIFY(accept(dialog, u"Add to Changes"_s)->isEnabled()); // it may be allowed by now
    paste(dialog, cardText(ibCard({InitiatorId{0, 0x001175000077d708}})).value());
    QVERIFY(!says(dialog, u"does not name"_s));
    paste(dialog, cardText(ibCard({InitiatorId{0x99, 0x001175000077d708}})).value());
    QVERIFY(says(dialog, u"does not name"_s));
    field(dialog, u"First half of the own id (initiator_ext)"_s)->setText(u"99"_s);
    QVERIFY(!says(dialog, u"does not name"_s));
}

void SrpInitiatorDialogTest::proposesThePortThatCanReachIt()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(ethernetPort()));
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    auto *port = dialog->findChild<QComboBox *>();
    QCOMPARE(port->currentData().toString(), u"rxe0/1"_s);
    paste(dialog, cardText(ibCard()).value());
    QCOMPARE(port->currentData().toString(), u"mlx5_0/1"_s);
    QVERIFY(!says(dialog, u"another InfiniBand subnet"_s));
    port->setCurrentIndex(port->findData(u"mlx5_0/2"_s));
    QVERIFY(says(dialog, u"The port is not active (Down): the login would fail."_s));
    port->setCurrentIndex(port->findData(u"rxe0/1"_s));
    QVERIFY(says(dialog, u"A GID of an InfiniBand subnet is reached from InfiniBand ports only."_s));
    QVERIFY(!accept(dialog, u"Add to Changes"_s)->isEnabled());
    ExchangeCard other = ibCard();
    other.path = RdmaCmPath{IpAddress::fromText(u"192.0.2.9").value(), 5555};
    paste(dialog, cardText(other).value());
    QCOMPARE(port->currentData().toString(), u"rxe0/1"_s);
}

void SrpInitiatorDialogTest::proposesThePortInTheTargetsSubnet()
{
    SessionsStage stage;
    stage.machine.sessions.live.ports.at(secondInitiatorPort()).subnet = Guid{0xfec0000000000001};
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    auto *port = dialog->findChild<QComboBox *>();
    ExchangeCard card = ibCard();
    paste(dialog, cardText(card).value());
    QCOMPARE(port->currentData().toString(), u"mlx5_0/1"_s);
    std::get<IbCmPath>(card.path).dgid = u"fec0000000000001"_s + cardGuid.hex();
    paste(dialog, cardText(card).value());
    QCOMPARE(port->currentData().toString(), u"mlx5_0/2"_s);
    port->setCurrentIndex(port->findData(u"mlx5_0/1"_s));
    QVERIFY(says(dialog, u"another InfiniBand subnet"_s));
}

void SrpInitiatorDialogTest::connectsByWhatIsTyped()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(ethernetPort()));
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    SessionsStage::named<QRadioButton>(dialog, u"By IP address (RoCE, iWARP, RDMA/CM)"_s)->click();
    field(dialog, u"Id extension (id_ext)"_s)->setText(cardGuid.hex());
    field(dialog, u"Controller GUID (ioc_guid)"_s)->setText(u"0x"_s + cardGuid.hex());
    field(dialog, u"IP address"_s)->setText(u"2001:db8::1"_s);
    field(dialog, u"Port"_s)->setText(u"5555"_s);
    field(dialog, u"Channels (not before kernel 5.10)"_s)->setText(u"2"_s);
    QCOMPARE(written(dialog),
             u"id_ext=0002c90300c0ffee,ioc_guid=0002c90300c0ffee,dest=[2001:db8::1]:5555,ch_count=2"_s);
    accept(dialog, u"Add to Changes"_s)->click();
    QVERIFY(stage.wished().targets.at({ethernetPort(), cardGuid, cardGuid}).connected);
}

void SrpInitiatorDialogTest::saysWhatIsWrongWithWhatIsTyped()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    QVERIFY(says(dialog, u"Paste a card, or fill in the fields."_s));
    field(dialog, u"Id extension (id_ext)"_s)->setText(cardGuid.hex());
    QVERIFY(says(dialog, u"“Controller GUID (ioc_guid)” is missing."_s));
    paste(dialog, addTargetText(ibCard()));
    field(dialog, u"GID of its port (dgid)"_s)->setText(u"fe80::1"_s);
    QVERIFY(says(dialog, u"What stands in “GID of its port (dgid)” cannot be."_s));
    field(dialog, u"GID of its port (dgid)"_s)->setText(u"fe80:0000:0000:0000:0002:c903:00c0:ffee"_s);
    QVERIFY(accept(dialog, u"Add to Changes"_s)->isEnabled());
    field(dialog, u"P_Key (pkey)"_s)->setText(u"ffff,x=1"_s);
    QVERIFY(says(dialog, u"“P_Key (pkey)” cannot have blanks or commas."_s));
    paste(dialog, u"hello"_s);
    QVERIFY(says(dialog, u"This is no exchange card."_s));
}

void SrpInitiatorDialogTest::aTargetIsConnectedOnceFromAPort()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    ExchangeCard card = ibCard();
    card.idExt = card.iocGuid = mountedTarget().idExt;
    paste(dialog, addTargetText(card));
    auto *port = dialog->findChild<QComboBox *>();
    port->setCurrentIndex(port->findData(u"mlx5_0/1"_s));
    QVERIFY(says(dialog, u"This port is connected to this target already."_s));
    QVERIFY(!accept(dialog, u"Add to Changes"_s)->isEnabled());
}

void SrpInitiatorDialogTest::timeoutsObeyTheLaw()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    auto *dialog = stage.open<TimeoutsDialog>(u"Timeouts"_s);
    const auto box = [&](const QString &name) { return SessionsStage::named<QSpinBox>(dialog, name); };
    auto *pause = box(u"Try again every (reconnect_delay)"_s);
    auto *failing = box(u"Commands fail after (fast_io_fail_tmo)"_s);
    auto *loss = box(u"Disks go after (dev_loss_tmo)"_s);
    QCOMPARE(failing->value(), 15);
    failing->setValue(600);
    QVERIFY(says(dialog, u"the second number must be below the third"_s));
    QVERIFY(!accept(dialog, u"Add to Changes"_s)->isEnabled());
    pause->setValue(0);
    QVERIFY(says(dialog, u"The pause between two attempts cannot be 0."_s));
    for (QSpinBox *one : {pause, failing, loss})
        one->setValue(-1);
    QCOMPARE(loss->text(), u"off"_s);
    QVERIFY(says(dialog, u"a broken connection would never end"_s));
    failing->setValue(5);
    pause->setValue(3);
    accept(dialog, u"Add to Changes"_s)->click();
    QVERIFY(stage.wished().targets.at(idleTarget()).timeouts == SrpTimeouts(3, 5, std::nullopt));
    QVERIFY(stage.page()->pendingChanges().constFirst().text.endsWith(
        "tries again every 3 s, commands fail after 5 s, disks go after off"_L1));
}

void SrpInitiatorDialogTest::rulesInTheirOrder()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<BootDialog>(u"What srp_daemon Does"_s);
    auto *list = dialog->findChild<QListWidget *>();
    QCOMPARE(list->count(), 3);
    QCOMPARE(list->item(0)->text(), u"Log in: id_ext=0002c90300a1b2c3, ioc_guid=0002c90300a1b2c3"_s);
    QCOMPARE(list->item(1)->text(), u"Do not log in: every other target"_s);
    QCOMPARE(list->item(2)->text(), u"Log in: every other target (never reached)"_s);
    list->setCurrentRow(1);
    accept(dialog, u"Move Up"_s)->click();
    QCOMPARE(list->item(0)->text(), u"Do not log in: every other target"_s);
    QCOMPARE(list->currentRow(), 0);
    accept(dialog, u"Remove"_s)->click();
    QCOMPARE(list->item(1)->text(), u"Log in: every other target (always the last rule)"_s);
    auto *rule = stage.open<RuleDialog>(u"Add a Rule"_s);
    SessionsStage::named<QRadioButton>(rule, u"Do not log in to them"_s)->click();
    field(rule, u"P_Key (pkey)"_s)->setText(u"0x8001"_s);
    accept(rule, u"Done"_s)->click();
    QCOMPARE(list->item(0)->text(), u"Do not log in: pkey=8001"_s);
    SessionsStage::named<QCheckBox>(dialog,
                                    u"srp_daemon looks for targets on mlx5_0, port 2, now and after every boot"_s)
        ->click();
    accept(dialog, u"Add to Changes"_s)->click();
    const SrpInitiatorConfig wished = stage.wished();
    const auto file = withRules({}, wished.rules);
    QVERIFY(file);
    QCOMPARE(*file, "d pkey=8001\na id_ext=0002c90300a1b2c3,ioc_guid=0002c90300a1b2c3\n");
    QVERIFY(wished.daemons.at(secondInitiatorPort()));
    QCOMPARE(stage.page()->pendingChanges().size(), 2);
}

void SrpInitiatorDialogTest::aRuleSaysWhatIsWrong()
{
    RuleDialog dialog({}, nullptr);
    dialog.show();
    QVERIFY(accept(&dialog, u"Done"_s)->isEnabled());
    field(&dialog, u"GID of its port (dgid)"_s)->setText(u"fe80"_s);
    QVERIFY(says(&dialog, u"dgid has 32 hexadecimal digits."_s));
    field(&dialog, u"GID of its port (dgid)"_s)->setText(u"FE80:0000:0000:0000:0002:c903:00c0:ffee"_s);
    QVERIFY(accept(&dialog, u"Done"_s)->isEnabled());
    auto *options = field(&dialog, u"Options of the login"_s);
    options->setText(u"max_cmd_per_lun=x"_s);
    QVERIFY(says(&dialog, u"An option is a name, = and a number"_s));
    options->setText(u"frob=1"_s);
    QVERIFY(!accept(&dialog, u"Done"_s)->isEnabled());
    options->setText(u"max_cmd_per_lun=32 queue_size=128"_s);
    QVERIFY(accept(&dialog, u"Done"_s)->isEnabled());
}

void SrpInitiatorDialogTest::oneDaemonIsForAllPorts()
{
    SessionsStage stage;
    stage.machine.sessions.live.daemon = DaemonKind::One;
    stage.machine.sessions.config.daemons[firstInitiatorPort()] = false;
    QVERIFY(stage.open());
    auto *dialog = stage.open<BootDialog>(u"What srp_daemon Does"_s);
    QVERIFY(says(dialog, u"one srp_daemon for all InfiniBand ports"_s));
    dialog->findChildren<QCheckBox *>().constFirst()->click();
    accept(dialog, u"Add to Changes"_s)->click();
    QVERIFY(stage.wished().daemons.at(firstInitiatorPort()) && stage.wished().daemons.at(secondInitiatorPort()));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorDialogTest)
#include "srpinitiatordialogtest.moc"
