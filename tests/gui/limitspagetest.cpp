// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Memory Locking": what it shows, pending edits, what holds for whom, what runs.
#include "tests/gui/limitsstage.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLineEdit>

namespace rdma {

namespace {

const QString rdmaConf = rdmaLimitsFile;

/// Turns to the tab and asks about somebody.
void askAbout(const LimitsStage &stage, const QString &kind, const QString &name)
{
    stage.turnTo(u"What Holds for…"_s);
    const auto *window = &stage.window;
    for (QComboBox *box : stage.person.all<QComboBox>())
        if (box->accessibleName() == "Kind"_L1)
            box->setCurrentText(kind);
    for (QLineEdit *field : window->findChildren<QLineEdit *>())
        if (field->isVisible())
            field->setText(name);
    stage.person.click(u"Show"_s);
}

} // namespace

class LimitsPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatOurFileSays();
    void membersAndTheCommandThatAddsOne();
    void withoutTheGroupItSaysHowToMakeIt();
    void showsServicesAndWhoSetThem();
    void showsAllRulesAndLinesThatDoNothing();
    void removesAndBringsBack();
    void whatSomebodyElseDidIsNoLongerPending();
    void appliesAndForgets();
    void tellsWhatHoldsForAUser();
    void tellsThatThereIsNoSuchUser();
    void tellsWhatHoldsForAService();
    void looksAtAProcessWhenSomebodyClicked();
    void anAnswerIsAskedAgainWhenTheMachineChanged();
    void nobodyIsAskedForAPasswordByItself();
    void runningSessionsAreCompared();
    void unreadableStateIsSaid();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void LimitsPageTest::showsWhatOurFileSays()
{
    LimitsStage stage;
    stage.machine.limits.state.config.users[holder(u"bob"_s)] = {mebibytes(64), {}};
    QVERIFY(stage.open());
    QCOMPARE(stage.rows(), (QList<QStringList>{{u"group rdma"_s, u"unlimited"_s, u"unlimited"_s, QString()},
                                               {u"user bob"_s, u"64 MiB"_s, u"not set here"_s, QString()}}));
    QVERIFY(stage.person.sees(rdmaConf));
}

void LimitsPageTest::membersAndTheCommandThatAddsOne()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"Members of the group rdma: alice."_s));
    stage.person.click(u"Copy Command"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"usermod -aG rdma USER"_s);
}

void LimitsPageTest::withoutTheGroupItSaysHowToMakeIt()
{
    LimitsStage stage;
    stage.machine.limits.state.live.members.reset();
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"There is no group rdma"_s));
    QVERIFY(stage.person.sees(u"groupadd rdma"_s));
}

void LimitsPageTest::showsServicesAndWhoSetThem()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"Services"_s);
    QCOMPARE(stage.rows(),
             (QList<QStringList>{{u"mpi-broker.service"_s, u"64 MiB"_s, u"1 GiB"_s,
                                  u"/usr/lib/systemd/system/mpi-broker.service:7 (not by this program)"_s},
                                 {u"opensm.service"_s, u"unlimited"_s, u"unlimited"_s,
                                  u"/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf:2"_s}}));
    QVERIFY(stage.person.sees(u"Services do not log in"_s));
    QVERIFY(stage.person.sees(u"have 8 MiB, systemd’s own default"_s));
    stage.view()->select(u"mpi-broker.service"_s);
    QVERIFY(!stage.person.button(u"Remove"_s)->isEnabled()); // it is somebody else's
}

void LimitsPageTest::showsAllRulesAndLinesThatDoNothing()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"All Rules"_s);
    QCOMPARE(stage.rows().constFirst(), (QStringList{u"/etc/security/limits.conf:12"_s, u"everyone"_s,
                                                     u"soft and hard"_s, u"64 MiB"_s, QString()}));
    QCOMPARE(stage.rows().value(1).constLast(), u"does nothing: no amount"_s);
    stage.view()->select(u"problem /etc/security/limits.d/90-site.conf:4"_s);
    QVERIFY(stage.person.sees(u"pam_limits says: wrong limit value 'lots' for limit type 'soft'"_s));
    QVERIFY(stage.person.sees(u"The amount is a whole number of KiB"_s));
}

void LimitsPageTest::removesAndBringsBack()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.view()->setFocus();
    stage.person.press(Qt::Key_Delete);
    QVERIFY(stage.wished().users.empty());
    QCOMPARE(stage.rows().value(0).constLast(), u"will be taken away"_s);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    QVERIFY(!stage.person.button(u"Change"_s)->isEnabled());
    stage.page()->undoStack()->undo();
    QVERIFY(stage.page()->pendingChanges().isEmpty());
    QVERIFY(stage.person.button(u"Change"_s)->isEnabled());
    stage.page()->undoStack()->redo();
    stage.page()->dropChange(0);
    QVERIFY(stage.page()->pendingWish().isEmpty());
}

void LimitsPageTest::whatSomebodyElseDidIsNoLongerPending()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.person.click(u"Remove"_s);
    stage.machine.limits.state.config.users.clear();
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
    QVERIFY(stage.rows().isEmpty());
    QVERIFY(stage.person.sees(u"Nobody gets a limit by this file yet."_s));
}

void LimitsPageTest::appliesAndForgets()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.machine.plan.steps = {{.kind = u"write-file"_s, .subject = rdmaConf, .after = u"removed"_s}};
    stage.machine.onApplied = [&stage] { stage.machine.limits.state.config.users.clear(); };
    stage.person.click(u"Remove"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(canonical(stage.machine.lastWish), "{\"users\":{\"@rdma\":null}}"_ba);
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
    QVERIFY(QTest::qWaitFor([&] { return stage.page() && stage.page()->pendingChanges().isEmpty(); }));
}

void LimitsPageTest::tellsWhatHoldsForAUser()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"User"_s, u"alice"_s);
    QVERIFY(stage.person.waitToSee(u"User alice: unlimited"_s));
    QVERIFY(stage.person.sees(u"The soft limit is set by /etc/security/limits.d/rdma.conf:2"_s));
    QCOMPARE(stage.rows().value(0).constLast(), u"wins"_s);
    QCOMPARE(stage.rows().value(1).constLast(), u"loses: lower rank"_s);
    stage.view()->select(u"soft /etc/security/limits.conf:12"_s);
    QVERIFY(stage.person.sees(u"/etc/security/limits.conf:12: /etc/security/limits.d/rdma.conf:2 ranks higher"_s));
    QVERIFY(stage.person.sees(u"takes effect with their next login"_s));
}

void LimitsPageTest::tellsThatThereIsNoSuchUser()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"User"_s, u"carol"_s);
    QVERIFY(stage.person.waitToSee(u"carol"_s));
    QVERIFY(stage.person.sees(u"Choose a user, a group"_s));
}

void LimitsPageTest::tellsWhatHoldsForAService()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"Service"_s, u"srp_daemon.service"_s);
    QVERIFY(stage.person.waitToSee(u"Service srp_daemon.service: 8 MiB"_s));
    QVERIFY(stage.person.sees(u"No file of this service says anything about it."_s));
    QVERIFY(stage.view() == nullptr); // nothing to list
}

void LimitsPageTest::looksAtAProcessWhenSomebodyClicked()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"Process"_s, u"2101"_s);
    QVERIFY(stage.person.waitToSee(u"Process 2101, sshd: 8 MiB"_s));
    QVERIFY(stage.person.sees(u"A new login of the user gets something else: unlimited."_s));
    askAbout(stage, u"Process"_s, u"2102"_s);
    QVERIFY(stage.person.waitToSee(u"Choose a user, a group"_s));
}

void LimitsPageTest::anAnswerIsAskedAgainWhenTheMachineChanged()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"User"_s, u"alice"_s);
    QVERIFY(stage.person.waitToSee(u"User alice: unlimited"_s));
    stage.machine.limits.users[u"alice"_s] = stage.machine.limits.users[u"bob"_s];
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(stage.person.waitToSee(u"User alice: 64 MiB"_s));
}

void LimitsPageTest::nobodyIsAskedForAPasswordByItself()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    askAbout(stage, u"Process"_s, u"2101"_s);
    QVERIFY(stage.person.waitToSee(u"Process 2101"_s));
    const int reads = stage.machine.countOnLimits(u"Read"_s);
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.machine.countOnLimits(u"Read"_s) == reads + 1; })); // the state alone
    QTest::qWait(100);
    QCOMPARE(stage.machine.countOnLimits(u"Read"_s), reads + 1);
}

void LimitsPageTest::runningSessionsAreCompared()
{
    LimitsStage stage;
    QVERIFY(stage.open());
    stage.turnTo(u"Running Sessions"_s);
    QVERIFY(stage.person.sees(u"Nobody has looked yet."_s));
    stage.machine.limits.more = 3;
    stage.person.click(u"Look at Running Sessions"_s);
    QVERIFY(stage.person.waitToSee(
        u"2 of them differ from what a new login or start would get. 3 more sessions and services run"_s));
    QCOMPARE(stage.rows().value(0), (QStringList{u"alice"_s, u"session-4.scope"_s, u"sshd (process 2101)"_s, u"8 MiB"_s,
                                                 u"8 MiB"_s, u"differs: a new login gets unlimited; log in anew"_s}));
    QCOMPARE(stage.rows().value(1).constLast(), u"a new one gets the same"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.rows().value(2).constLast() == "a new one gets the same"_L1; }));
    QCOMPARE(stage.rows().value(3).constLast(), u"differs: unlimited after a restart of the service"_s);
}

void LimitsPageTest::unreadableStateIsSaid()
{
    LimitsPage page;
    QVERIFY(!page.showState({{u"config"_s, QJsonObject{{u"users"_s, 7}}}}));
}

void LimitsPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    LimitsStage stage;
    stage.machine.limits.state.live.problems.front().said = u"<b>%1</b>\u202e"_s;
    stage.machine.limits.state.live.members = QStringList{u"<i>%2</i>"_s};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"<i>%2</i>"_s));
    stage.turnTo(u"All Rules"_s);
    stage.view()->select(u"problem /etc/security/limits.d/90-site.conf:4"_s);
    QVERIFY(stage.person.sees(u"pam_limits says: <b>%1</b>\ufffd"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::LimitsPageTest)
#include "limitspagetest.moc"
