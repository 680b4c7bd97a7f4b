// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The edits of the page "Attach Disks": the wish of each, what they say, when they cannot be, how they are applied.
#include "tests/gui/sessionsstage.h"

#include <QCheckBox>

namespace rdma {

class SrpInitiatorEditTest : public QObject {
    Q_OBJECT

private slots:
    void disconnects();
    void whatIsInUseCannotBeDisconnected();
    void whatGetsUsedMeanwhileIsSaidAndNotApplied();
    void anotherPathKeepsTheDisk();
    void connectsAgainAsItWas();
    void keepsAtBootAndNot();
    void forgetsWhatIsNotConnected();
    void looksForNewDisks();
    void onlyThisTargetIsTwoRules();
    void backAndForthIsNoChange();
    void dropsOneEditAndDiscardsAll();
    void theLastWordCounts();
    void appliesThroughTheReview();
    void aLoginIsWaitedForAndCanBeCancelled();
};

void SrpInitiatorEditTest::disconnects()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    SrpInitiatorConfig expected = stage.machine.sessions.config;
    expected.targets[idleTarget()].connected = false;
    QVERIFY(stage.wished() == expected);
    QCOMPARE(stage.page()->pendingChanges().constFirst().text,
             u"Disconnect from 0002c90300d4e5f6; these disks go: sdd"_s);
    QVERIFY(stage.page()->pendingChanges().constFirst().problem.isEmpty());
}

void SrpInitiatorEditTest::whatIsInUseCannotBeDisconnected()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(mountedTarget()));
    QVERIFY(stage.person.button(u"Disconnect"_s));
    QVERIFY(!stage.person.button(u"Disconnect"_s)->isEnabled());
    QVERIFY(stage.person.sees(u"It can be disconnected when nothing uses its disks any more: sdb: mounted on /srv."_s));
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_Delete);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpInitiatorEditTest::whatGetsUsedMeanwhileIsSaidAndNotApplied()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    stage.machine.sessions.live.sessions[idleTarget()].front().luns.front().disk.uses = {{BlockUse::Swap, {}}};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.page()->pendingChanges().constFirst().problem.isEmpty(); }));
    QVERIFY(stage.page()->pendingChanges().constFirst().problem.contains("sdd: "_L1));
}

void SrpInitiatorEditTest::anotherPathKeepsTheDisk()
{
    SessionsStage stage;
    auto &sessions = stage.machine.sessions.live.sessions;
    SrpLun &lun = sessions[idleTarget()].front().luns.front();
    lun.multipath = u"mpatha"_s;
    lun.disk.uses = {{BlockUse::Multipath, {}}};
    sessions[mountedTarget()].front().luns[1].multipath = u"mpatha"_s;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    QVERIFY(!stage.wished().targets.at(idleTarget()).connected);
}

void SrpInitiatorEditTest::connectsAgainAsItWas()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect Again"_s);
    SrpInitiatorConfig expected = stage.machine.sessions.config;
    expected.targets[knownTarget()].connected = true;
    QVERIFY(stage.wished() == expected);
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Connect to 192.0.2.1, port 5555 from rxe0, port 1"_s);
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::State), u"will be connected"_s);
    QVERIFY(stage.person.sees(u"more than a minute if nobody answers"_s));
}

void SrpInitiatorEditTest::keepsAtBootAndNot()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect After Every Boot"_s);
    QVERIFY(stage.wished().targets.at(knownTarget()).atBoot);
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Not After a Boot"_s);
    QVERIFY(!stage.wished().targets.at(idleTarget()).atBoot);
    QCOMPARE(stage.page()->pendingChanges().size(), 2);
}

void SrpInitiatorEditTest::forgetsWhatIsNotConnected()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    QVERIFY(!stage.person.button(u"Forget"_s));
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Forget"_s);
    QVERIFY(!stage.wished().targets.contains(knownTarget()));
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::State), u"will be forgotten"_s);
}

void SrpInitiatorEditTest::looksForNewDisks()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(mountedTarget()));
    stage.person.click(u"Look for New Disks"_s);
    QVERIFY(stage.wished().targets.at(mountedTarget()).rescan);
    QVERIFY(stage.page()->pendingChanges().constFirst().text.startsWith("Look for new disks of 0002c90300a1b2c3"_L1));
}

void SrpInitiatorEditTest::onlyThisTargetIsTwoRules()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(mountedTarget()));
    QVERIFY(!stage.person.button(u"srp_daemon: Only This Target"_s)); // so it is already
    stage.choose(rowOf(knownTarget()));
    QVERIFY(!stage.person.button(u"srp_daemon: Only This Target"_s)); // srp_daemon does not find it
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"srp_daemon: Only This Target"_s);
    const auto file = withRules({}, stage.wished().rules);
    QVERIFY(file);
    QCOMPARE(*file, "a id_ext=0002c90300d4e5f6,ioc_guid=0002c90300d4e5f6\nd\n");
}

void SrpInitiatorEditTest::backAndForthIsNoChange()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    stage.person.click(u"Connect Again"_s);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
    QVERIFY(stage.page()->pendingWish().isEmpty());
}

void SrpInitiatorEditTest::dropsOneEditAndDiscardsAll()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect After Every Boot"_s);
    stage.page()->dropChange(0);
    QVERIFY(stage.wished().targets.at(idleTarget()).connected);
    QVERIFY(stage.wished().targets.at(knownTarget()).atBoot);
    stage.page()->discardChanges();
    QVERIFY(stage.page()->pendingChanges().isEmpty());
    stage.page()->undoStack()->undo();
    QVERIFY(stage.wished().targets.at(knownTarget()).atBoot);
}

void SrpInitiatorEditTest::theLastWordCounts()
{
    const AttachState state = twoSessions();
    const SrpTimeouts first{5, 10, 20};
    const SrpTimeouts second{5, 10, 30};
    AttachEdits edits = withEdit(state, {}, ChangeTimeouts{idleTarget(), first});
    edits = withEdit(state, edits, ChangeTimeouts{idleTarget(), second});
    QVERIFY(edits == AttachEdits{ChangeTimeouts(idleTarget(), second)});
    edits = withEdit(state, edits, ChangeTimeouts{idleTarget(), {}});
    QVERIFY(edits.empty());
    QVERIFY(withEdit(state, {}, ConnectTarget{{{u"gone"_s, 1}, {1}, {1}}, {}, false}).empty());
}

void SrpInitiatorEditTest::appliesThroughTheReview()
{
    SessionsStage stage;
    stage.machine.plan.steps = {
        {.kind = u"connect-srp"_s, .subject = knownTarget().text(), .after = u"…"_s, .reversible = true}};
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect Again"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.machine.onApplied = [&] { stage.machine.sessions.config.targets[knownTarget()].connected = true; };
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Connect to 192.0.2.1, port 5555 from rxe0, port 1"_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpInitiatorEditTest::aLoginIsWaitedForAndCanBeCancelled()
{
    SessionsStage stage;
    JobView job = runningJob();
    job.feature = u"srp_initiator"_s;
    job.steps = {{{.kind = u"connect-srp"_s, .subject = knownTarget().text()}, StepState::Running, {}}};
    stage.machine.jobLooks = {job};
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect Again"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Cancel ends the waiting at once"_s));
    stage.person.click(u"Cancel"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.button(u"Ending the login…"_s) != nullptr; }));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorEditTest)
#include "srpinitiatoredittest.moc"
