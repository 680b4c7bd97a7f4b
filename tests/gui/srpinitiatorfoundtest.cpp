// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The dialog that looks for targets, and from where it proposes to log in.
#include "gui/pages/srpinitiatorfound.h"
#include "gui/pages/srpinitiatorconnect.h"
#include "tests/gui/sessionsstage.h"

#include <QLabel>
#include <QProgressBar>
#include <QTreeWidget>

namespace rdma {

namespace {

const QString search = u"Look for Targets (Asks for a Password)"_s;

QPushButton *accept(const QWidget *dialog, const QString &label)
{
    return ExportsStage::buttonIn(dialog, label);
}

bool says(const QWidget *dialog, const QString &words)
{
    return std::ranges::any_of(dialog->findChildren<QLabel *>(), [&](const QLabel *label) {
        return label->isVisible() && label->text().contains(words);
    });
}

} // namespace

class SrpInitiatorFoundTest : public QObject {
    Q_OBJECT

private slots:
    void findsTargets();
    void proposesAnotherPortForWhatIsConnected();
    void silenceSaysWhatToCheck();
    void aSearchCanBeGivenUp();
    void aRefusedSearchIsExplained();
    void onEthernetNobodyCanLook();
};

void SrpInitiatorFoundTest::findsTargets()
{
    SessionsStage stage;
    stage.machine.found = foundTargets();
    QVERIFY(stage.open());
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    accept(dialog, search)->click();
    auto *list = dialog->findChild<QTreeWidget *>();
    QVERIFY(QTest::qWaitFor([&] { return list->topLevelItemCount() == 2; }));
    QCOMPARE(list->topLevelItem(0)->text(0), u"Linux SRP target"_s);
    QCOMPARE(list->topLevelItem(0)->text(1), u"0002c9"_s);
    QCOMPARE(list->topLevelItem(0)->text(2), u"SRP.T10:0002C90300A1B2C3"_s);
    QCOMPARE(list->topLevelItem(0)->text(4), u"connected"_s);
    QVERIFY(!accept(dialog, u"Connect"_s)->isEnabled());
    QVERIFY(says(dialog, u"This port is connected to this target already."_s));
    list->setCurrentItem(list->topLevelItem(1));
    accept(dialog, u"Connect"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<ConnectDialog>().isEmpty(); }));
    accept(stage.person.all<ConnectDialog>().constFirst(), u"Add to Changes"_s)->click();
    const FoundTarget second = foundTargets()[1];
    const KnownTarget made = stage.wished().targets.at({firstInitiatorPort(), second.idExt, second.iocGuid});
    QVERIFY(made.connected && made.login == SrpLogin(second.path, {}));
    QCOMPARE(stage.cell(rowOf(mountedTarget()), AttachTree::Kind), u"Linux SRP target"_s);
}

void SrpInitiatorFoundTest::proposesAnotherPortForWhatIsConnected()
{
    SessionsStage stage;
    stage.machine.found = foundTargets();
    stage.machine.sessions.live.ports[secondInitiatorPort()] = stage.machine.sessions.live.ports[firstInitiatorPort()];
    QVERIFY(stage.open());
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    accept(dialog, search)->click();
    auto *list = dialog->findChild<QTreeWidget *>();
    QVERIFY(QTest::qWaitFor([&] { return list->topLevelItemCount() == 2; }));
    QCOMPARE(list->topLevelItem(0)->text(5), u"mlx5_0, port 2"_s); // connected from the first
    QCOMPARE(list->topLevelItem(1)->text(5), u"mlx5_0, port 1"_s); // as good as the second, and it was found from there
    accept(dialog, u"Connect"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<ConnectDialog>().isEmpty(); }));
    accept(stage.person.all<ConnectDialog>().constFirst(), u"Add to Changes"_s)->click();
    const FoundTarget first = foundTargets().front();
    QVERIFY(stage.wished().targets.at({secondInitiatorPort(), first.idExt, first.iocGuid}).connected);
}

void SrpInitiatorFoundTest::silenceSaysWhatToCheck()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    accept(dialog, search)->click();
    QVERIFY(stage.person.waitToSee(u"Check on the target that ib_srpt is loaded"_s));
    QVERIFY(dialog->findChild<QProgressBar *>()->isHidden());
    QVERIFY(!accept(dialog, u"Connect"_s)->isEnabled());
}

void SrpInitiatorFoundTest::aSearchCanBeGivenUp()
{
    SessionsStage stage;
    stage.machine.found = foundTargets();
    stage.machine.searchDelay = std::chrono::milliseconds(300);
    QVERIFY(stage.open());
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    accept(dialog, search)->click();
    QVERIFY(!accept(dialog, search)->isEnabled());
    QVERIFY(!dialog->findChild<QProgressBar *>()->isHidden());
    accept(dialog, u"Stop Waiting"_s)->click();
    QVERIFY(says(dialog, u"The search was given up."_s));
    QTest::qWait(600);
    QCOMPARE(dialog->findChild<QTreeWidget *>()->topLevelItemCount(), 0); // its answer is nobody's any more
    accept(dialog, search)->click();
    QVERIFY(QTest::qWaitFor([&] { return dialog->findChild<QTreeWidget *>()->topLevelItemCount() == 2; }));
}

void SrpInitiatorFoundTest::aRefusedSearchIsExplained()
{
    SessionsStage stage;
    stage.machine.found = std::unexpected(Error{ErrorCode::Dismissed, u"org.rdmamanager.inspect"_s, {}});
    QVERIFY(stage.open());
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    accept(dialog, search)->click();
    QVERIFY(stage.person.waitToSee(u"The password dialog was closed. Nothing was read."_s));
    QVERIFY(accept(dialog, u"Look Again"_s)->isEnabled());
}

void SrpInitiatorFoundTest::onEthernetNobodyCanLook()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(ethernetPort()));
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    QVERIFY(says(dialog, u"On Ethernet nobody can look for targets"_s));
    QVERIFY(!stage.person.button(search));
    accept(dialog, u"Connect with a Card or an Address"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<ConnectDialog>().isEmpty(); }));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorFoundTest)
#include "srpinitiatorfoundtest.moc"
