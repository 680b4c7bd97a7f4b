// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The ways to an initiator's id: a port GUID, an exchange card. Those by a refused login have a file of their own.
#include "gui/pages/srptargetallow.h"
#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetexport.h"
#include "gui/pages/srptargetpeer.h"
#include "gui/pages/srptargetrefused.h"
#include "tests/gui/exportsstage.h"

#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTreeWidget>

namespace rdma {

namespace {

const QString peerGid = u"fe80:0000:0000:0000:0002:c903:000f:1111"_s;
const QString oldForm = u"0xa1cb7b00031452f40002c903000f1111"_s; // the first port's GUID in reverse
const QString bareForm = u"0x00000000000000000002c903000f1111"_s;

void closeTopmost(QDialog *dialog)
{
    QTest::keyClick(dialog, Qt::Key_Escape);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
}

} // namespace

class SrpTargetLoginTest : public QObject {
    Q_OBJECT

private slots:
    void aPortGuidIsAnotherIdOnEachPort();
    void aPortGuidIsTakenForPortsThatAreChosenLater();
    void onEthernetAPortGuidIsOneId();
    void saysWhatIsWrongWithAPortGuid();
    void aCardNamesInitiators();
    void everyFieldHasAName();
};

void SrpTargetLoginTest::aPortGuidIsAnotherIdOnEachPort()
{
    ExportsStage stage;
    exportOnTwoPorts(stage.machine.exports);
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"vol1 · LUN 0"_s);
    auto *allow = stage.open<AllowDialog>(u"Allow an Initiator"_s);
    auto *peer = stage.open<PeerPortDialog>(u"Port GUID"_s);
    QVERIFY(!stage.buttonIn(peer, u"Add Initiator"_s)->isEnabled());
    QTest::keyClicks(peer->findChild<QLineEdit *>(), peerGid);
    QVERIFY(stage.person.sees(u"0xf4521403007bcba10002c903000f1111 on mlx4_0, port 1"_s));
    QVERIFY(stage.person.sees(u"0x248a0703009a12340002c903000f1111 on mlx5_0, port 1"_s));
    QVERIFY(stage.person.sees(oldForm + u" on mlx4_0, port 1"_s));
    QVERIFY(stage.person.sees(bareForm));
    const auto boxes = peer->findChildren<QCheckBox *>();
    QCOMPARE(boxes.size(), 3);
    for (const QCheckBox *box : boxes)
        QVERIFY(box->isChecked() && !box->accessibleDescription().isEmpty());
    boxes[1]->click();
    stage.buttonIn(peer, u"Add Initiator"_s)->click();
    QVERIFY(stage.person.sees(u"Who"_s));
    stage.buttonIn(allow, u"Add to Changes"_s)->click();
    const SrpTargetConfig wished = stage.wished();
    QCOMPARE(aclsOf(wished, thirdWwn), QStringList({bareForm, u"0x248a0703009a12340002c903000f1111"_s}));
    const QStringList first = aclsOf(wished, firstWwn);
    QVERIFY(first.contains(refusedInitiator) && first.contains(bareForm));
    QVERIFY(!first.contains(oldForm) && !first.contains(u"0x248a0703009a12340002c903000f1111"_s));
    QCOMPARE(wished.now.targets.at(thirdWwn).acls.at(bareForm).luns.at(0), (MappedLun{0, false}));
}

void SrpTargetLoginTest::aPortGuidIsTakenForPortsThatAreChosenLater()
{
    ExportsStage stage;
    exportOnTwoPorts(stage.machine.exports);
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"spare"_s);
    auto *dialog = stage.open<ExportDialog>(u"Export This Disk"_s);
    auto *peer = stage.open<PeerPortDialog>(u"Port GUID"_s);
    QTest::keyClicks(peer->findChild<QLineEdit *>(), u"0002c903000f1111"_s);
    peer->findChildren<QCheckBox *>().at(2)->click();
    stage.buttonIn(peer, u"Add Initiator"_s)->click();
    stage.named<QCheckBox>(u"mlx4_0, port 1"_s)->click();
    stage.named<QCheckBox>(u"mlx5_0, port 1"_s)->click();
    stage.named<QCheckBox>(u"mlx4_0, port 2"_s)->click(); // Ethernet: srp_daemon never comes there
    stage.buttonIn(dialog, u"Add to Changes"_s)->click();
    const SrpTargetConfig wished = stage.wished();
    QVERIFY(aclsOf(wished, firstWwn).contains(oldForm));
    QVERIFY(aclsOf(wished, firstWwn).contains(refusedInitiator));
    QCOMPARE(aclsOf(wished, thirdWwn).size(), 2);
    QVERIFY(!aclsOf(wished, thirdWwn).contains(oldForm));
    QVERIFY(aclsOf(wished, secondWwn).isEmpty());
    QVERIFY(stage.page()->pendingChanges().constFirst().text.endsWith("for 4 initiators"_L1));
}

void SrpTargetLoginTest::onEthernetAPortGuidIsOneId()
{
    ExportsStage stage;
    stage.machine.exports.config.now.targets[secondWwn] = {.enabled = true,
                                                           .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 2"_s);
    (void)stage.open<AllowDialog>(u"Allow an Initiator"_s);
    auto *peer = stage.open<PeerPortDialog>(u"Port GUID"_s);
    QCOMPARE(peer->findChildren<QCheckBox *>().size(), 1);
    QVERIFY(stage.person.sees(u"log in over RDMA/CM, with one id"_s));
    QTest::keyClicks(peer->findChild<QLineEdit *>(), peerGid);
    stage.buttonIn(peer, u"Add Initiator"_s)->click();
    QCOMPARE(stage.named<QListWidget>(u"Initiators that may use it"_s)->findItems(bareForm, Qt::MatchExactly).size(),
             1);
}

void SrpTargetLoginTest::saysWhatIsWrongWithAPortGuid()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 1"_s);
    (void)stage.open<AllowDialog>(u"Allow an Initiator"_s);
    auto *peer = stage.open<PeerPortDialog>(u"Port GUID"_s);
    auto *field = peer->findChild<QLineEdit *>();
    const auto refuses = [&](const QString &text, const QString &words) {
        field->setText(text);
        return stage.person.sees(words) && !stage.buttonIn(peer, u"Add Initiator"_s)->isEnabled();
    };
    QVERIFY(refuses(u"mlx4_0"_s, u"hexadecimal digits and colons only"_s));
    QVERIFY(refuses(u"0002c903"_s, u"has 16 hexadecimal digits"_s));
    QVERIFY(refuses(u"::ffff:192.168.7.5"_s, u"hexadecimal digits and colons only"_s));
    QVERIFY(refuses(u"0000:0000:0000:0000:0000:ffff:c0a8:0705"_s, u"made of an IP address"_s));
    QVERIFY(refuses(u"0000000000000000"_s, u"No port has this GUID"_s));
    field->setText(peerGid);
    for (QCheckBox *box : peer->findChildren<QCheckBox *>())
        box->click();
    QVERIFY(stage.person.sees(u"Choose what logs in there"_s));
}

void SrpTargetLoginTest::aCardNamesInitiators()
{
    ExportsStage stage;
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"img · LUN 1"_s);
    auto *allow = stage.open<AllowDialog>(u"Allow an Initiator"_s);
    auto *card = stage.open<CardInitiatorsDialog>(u"Exchange Card"_s);
    auto *field = card->findChild<QPlainTextEdit *>();
    const ExchangeCard other{Guid{1},
                             Guid{1},
                             IbCmPath{u"fe80000000000000001175000077dd7e"_s, 0xffff, Guid{1}},
                             {InitiatorId::fromText(bareForm).value(), InitiatorId::fromText(oldForm).value()},
                             u"old host"_s};
    const QString text = cardText(other).value();
    field->setPlainText(text.chopped(3));
    QVERIFY(stage.person.sees(u"The end of the card is missing"_s));
    QVERIFY(!stage.buttonIn(card, u"Add Initiators"_s)->isEnabled());
    field->setPlainText(QString(text).replace(u"1111"_s, u"1112"_s));
    QVERIFY(stage.person.sees(u"changed on its way"_s));
    field->setPlainText(text);
    QVERIFY(stage.person.sees(u"(old host)"_s));
    auto *list = stage.named<QListWidget>(u"Initiators on the card"_s);
    QCOMPARE(list->count(), 2);
    list->item(1)->setCheckState(Qt::Unchecked);
    stage.buttonIn(card, u"Add Initiators"_s)->click();
    stage.buttonIn(allow, u"Add to Changes"_s)->click();
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[bareForm].luns[1] = {1, false};
    QVERIFY(stage.wished() == both(expected));
}

void SrpTargetLoginTest::everyFieldHasAName()
{
    ExportsStage stage;
    stage.machine.kernelLog = logOfRefusals();
    QVERIFY(stage.ExportsStage::open());
    stage.choose(u"mlx4_0, port 1"_s);
    auto *allow = stage.open<AllowDialog>(u"Allow an Initiator"_s);
    const auto unnamed = [](const QWidget *dialog) {
        for (QWidget *widget : dialog->findChildren<QWidget *>())
            if (widget->window() == dialog && widget->isVisible() && (widget->focusPolicy() & Qt::TabFocus) &&
                !widget->focusProxy() &&
                QAccessible::queryAccessibleInterface(widget)->text(QAccessible::Name).isEmpty())
                return QString::fromLatin1(widget->metaObject()->className());
        return QString();
    };
    const auto sharedKeys = [](const QWidget *dialog) {
        QStringList keys;
        QStringList shared;
        const auto claim = [&](const QWidget *widget, const QString &text) {
            const QString key = QKeySequence::mnemonic(text).toString();
            if (widget->window() != dialog || !widget->isVisible() || key.isEmpty())
                return;
            if (keys.contains(key))
                shared.append(text);
            keys.append(key);
        };
        for (const auto *button : dialog->findChildren<QAbstractButton *>())
            claim(button, button->text());
        for (const auto *label : dialog->findChildren<QLabel *>())
            if (label->buddy())
                claim(label, label->text());
        return shared.join(u' ');
    };
    QList<QDialog *> dialogs{allow, stage.open<PeerPortDialog>(u"Port GUID"_s)};
    dialogs.append(stage.open<CardInitiatorsDialog>(u"Exchange Card"_s));
    for (const QDialog *dialog : std::as_const(dialogs)) {
        QCOMPARE(unnamed(dialog), QString());
        QCOMPARE(sharedKeys(dialog), QString());
    }
    closeTopmost(dialogs.at(2));
    closeTopmost(dialogs.at(1));
    closeTopmost(allow);
    auto *exporting = stage.open<ExportDialog>(u"Export a Disk"_s);
    stage.person.click(u"Advanced"_s);
    for (const QString &kind : {u"Block device"_s, u"Image file"_s, u"Ramdisk, to try out"_s}) {
        stage.person.click(kind);
        QCOMPARE(sharedKeys(exporting), QString());
    }
    closeTopmost(exporting);
    const QDialog *refused = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    QCOMPARE(unnamed(refused), QString());
    QCOMPARE(sharedKeys(refused), QString());
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetLoginTest)
#include "srptargetlogintest.moc"
