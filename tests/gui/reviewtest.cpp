// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From pending edits over the review sheet to the result, with everything that can come between.
#include "tests/gui/stage.h"

#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>

using namespace Qt::StringLiterals;

namespace rdma {

class ReviewTest : public QObject {
    Q_OBJECT

private slots:
    void showsPlanAndAppliesIt();
    void pageShowsTheMachineNotItsHope();
    void dropsOneOfTwoChanges();
    void droppingTheLastChangeLeaves();
    void escapeLeavesAndKeepsTheEdits();
    void showsWarningsAndWhenItTakesEffect();
    void deniedPlanCannotBeApplied();
    void dismissedPromptLosesNothing();
    void notAuthorizedSaysWhatToDo();
    void staleShowsThePlanAgain();
    void noAgentRegistersOursAndTriesOnce();
    void noAgentTwiceIsAnAnswer();
    void agentThatCannotRegisterIsAnAnswer();
    void refusedNameIsShownAtItsField();
    void refusedPreviewIsShownOnThePage();
    void nothingToDoIsSaidKindly();
    void showsProgressAndCancels();
    void failureSaysWhatWasDoneAndWhatToDo();
    void leftoverIsNamed();
    void undoesFromTheResult();
    void interfaceVanishingUnderTheSheetClosesIt();
    void LC_02_windowClosedWhileApplying();
};

void ReviewTest::showsPlanAndAppliesIt()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    QVERIFY(stage.person.sees(u"A password will be asked for."_s));
    QVERIFY(stage.person.sees(u"Takes effect as soon as it is applied."_s));
    const QString diff = stage.person.all<QPlainTextEdit>().constFirst()->toPlainText();
    QVERIFY(diff.contains(u"\n+ACTION=="_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject(
                 {{u"interfaces"_s, QJsonObject{{firstPort().text(), QJsonObject{{u"name"_s, u"mlx4_ib0"_s},
                                                                                 {u"ruleName"_s, u"mlx4_ib0"_s}}}}}}));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Rename ib0 to mlx4_ib0 now and at every boot"_s));
    QVERIFY(!stage.person.sees(u"not applied"_s));
    QCOMPARE(stage.machine.count(u"Apply"_s), 1);
}

void ReviewTest::pageShowsTheMachineNotItsHope()
{
    Stage stage;
    stage.machine.onApplied = [&] {
        stage.machine.names.live.interfaces[firstPort()].name = u"other0"_s;
        stage.machine.names.config.interfaces[firstPort()].name = u"other0"_s;
    };
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(0).contains(u"other0"_s); }));
}

void ReviewTest::dropsOneOfTwoChanges()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.person.select(u"mlx4_ib1"_s);
    stage.person.typeName(u"storage1"_s);
    stage.person.select(u"ib0"_s);
    QVERIFY(stage.review());
    auto *changes = stage.person.all<QListWidget>().constLast();
    QCOMPARE(changes->count(), 2);
    changes->setCurrentRow(1);
    stage.person.click(u"Drop Change"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(changes->count(), 1);
    QCOMPARE(stage.machine.lastWish[u"interfaces"_s].toObject().keys(), QStringList{firstPort().text()});
}

void ReviewTest::droppingTheLastChangeLeaves()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Drop Change"_s);
    QVERIFY(stage.person.nameField());
    stage.person.press(Qt::CTRL | Qt::Key_Z);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void ReviewTest::escapeLeavesAndKeepsTheEdits()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.press(Qt::Key_Escape);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
    QCOMPARE(stage.person.nameField()->text(), u"mlx4_ib0"_s);
    QCOMPARE(stage.machine.count(u"Apply"_s), 0);
}

void ReviewTest::showsWarningsAndWhenItTakesEffect()
{
    Stage stage;
    stage.machine.plan.warnings = {{NoteCode::LosesAddresses, u"ib0"_s, {}}, {NoteCode::AtNextBoot, u"ib0"_s, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    QVERIFY(stage.person.sees(u"its IPv6 addresses and its routes are lost"_s));
    QVERIFY(stage.person.sees(u"changes when the interface appears the next time"_s));
    QVERIFY(!stage.person.sees(u"as soon as it is applied"_s));
}

void ReviewTest::deniedPlanCannotBeApplied()
{
    Stage stage;
    stage.machine.plan.permission = Permission::No;
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"You are not allowed to make this change."_s));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
}

void ReviewTest::dismissedPromptLosesNothing()
{
    Stage stage;
    stage.machine.refusals = {{ErrorCode::Dismissed, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"The password dialog was closed."_s));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
}

void ReviewTest::notAuthorizedSaysWhatToDo()
{
    Stage stage;
    stage.machine.refusals = {{ErrorCode::NotAuthorized, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Ask an administrator of this computer"_s));
    stage.person.click(u"Back"_s);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void ReviewTest::staleShowsThePlanAgain()
{
    Stage stage;
    stage.machine.refusals = {{ErrorCode::Stale, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"This computer has changed since the preview."_s));
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.count(u"Preview"_s), 2);
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
}

void ReviewTest::noAgentRegistersOursAndTriesOnce()
{
    Stage stage;
    stage.machine.refusals = {{ErrorCode::NoAgent, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
    QCOMPARE(stage.agentCalls, 1);
    QCOMPARE(stage.machine.count(u"Apply"_s), 2);
}

void ReviewTest::noAgentTwiceIsAnAnswer()
{
    Stage stage;
    stage.machine.refusals = {{ErrorCode::NoAgent, {}, {}}, {ErrorCode::NoAgent, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"A password is needed, but nothing in this session can ask for it."_s));
    QCOMPARE(stage.agentCalls, 1);
    QCOMPARE(stage.machine.count(u"Apply"_s), 2);
}

void ReviewTest::agentThatCannotRegisterIsAnAnswer()
{
    Stage stage;
    stage.agentAnswer = fail(ErrorCode::NoPolkit);
    stage.machine.refusals = {{ErrorCode::NoAgent, {}, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"nothing in this session can ask for it"_s));
    QCOMPARE(stage.machine.count(u"Apply"_s), 1);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
}

void ReviewTest::refusedNameIsShownAtItsField()
{
    Stage stage;
    stage.machine.previewRefusals = {
        {ErrorCode::InvalidWish, u"interfaces.%1.name"_s.arg(firstPort().text()), u"taken"_s}};
    QVERIFY(stage.open());
    stage.person.typeName(u"eth0"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.nameField() != nullptr; }));
    QVERIFY(stage.person.nameField()->hasFocus());
    QVERIFY(!stage.person.nameField()->accessibleDescription().isEmpty());
    QVERIFY(stage.person.sees(stage.person.nameField()->accessibleDescription()));
}

void ReviewTest::refusedPreviewIsShownOnThePage()
{
    Stage stage;
    stage.machine.previewRefusals = {
        {ErrorCode::UnsafeFile, u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s, u"symlink"_s}};
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"is a symbolic link"_s));
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void ReviewTest::nothingToDoIsSaidKindly()
{
    Stage stage;
    stage.machine.plan.steps.clear();
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"Everything is already as you want it."_s));
}

void ReviewTest::showsProgressAndCancels()
{
    Stage stage;
    stage.machine.jobLooks = {runningJob()};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applying…"_s));
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(1) == QStringList({u"done"_s, u"running"_s}); }));
    stage.person.press(Qt::Key_Escape);
    QVERIFY(stage.person.sees(u"Applying…"_s));
    stage.person.click(u"Cancel"_s);
    QVERIFY(stage.person.waitToSee(u"Cancelling…"_s));
    JobView cancelled = failedJob();
    cancelled.error = Error{ErrorCode::Cancelled, {}, {}};
    stage.machine.jobLooks = {cancelled};
    stage.machine.tellChanged(u"job"_s);
    QVERIFY(stage.person.waitToSee(u"The change was stopped on request."_s));
    QCOMPARE(stage.machine.count(u"Cancel"_s), 1);
    stage.person.click(u"Close"_s);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void ReviewTest::failureSaysWhatWasDoneAndWhatToDo()
{
    Stage stage;
    stage.machine.jobLooks = {runningJob(), failedJob()};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"The Change Failed"_s));
    QVERIFY(stage.person.sees(u"The name mlx4_ib0 is already taken."_s));
    QVERIFY(stage.person.sees(u"Everything that had been done was taken back."_s));
    QVERIFY(stage.person.sees(u"Choose another name."_s));
    QVERIFY(stage.person.column(1).contains(u"taken back"_s));
    QVERIFY(stage.person.column(1).contains(u"failed"_s));
    stage.person.press(Qt::Key_Escape);
    QVERIFY(stage.person.sees(u"1 change not applied"_s));
}

void ReviewTest::leftoverIsNamed()
{
    Stage stage;
    JobView job = failedJob();
    job.state = JobState::LeftOver;
    job.steps.front().state = StepState::Left;
    stage.machine.jobLooks = {job};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Not everything could be taken back."_s));
    QVERIFY(stage.person.column(1).contains(u"left half done"_s));
}

void ReviewTest::undoesFromTheResult()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied"_s));
    stage.person.click(u"Undo"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QVERIFY(!stage.person.button(u"Drop Change"_s));
    const QJsonObject wish{{u"jobs"_s, QJsonObject{{MockMachine::jobId, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
    QCOMPARE(stage.machine.lastWish, wish);
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Undo: "_s));
}

void ReviewTest::interfaceVanishingUnderTheSheetClosesIt()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.machine.names.live.interfaces.erase(firstPort());
    stage.machine.names.config.interfaces.erase(firstPort());
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"The interface is gone. Dropped:"_s));
    QVERIFY(!stage.person.button(u"Apply"_s));
}

void ReviewTest::LC_02_windowClosedWhileApplying()
{
    MockMachine machine;
    machine.jobLooks = {runningJob()};
    {
        MainWindow window([&machine] { return openBus(machine.bus.address()); });
        window.show();
        const Person person(&window);
        person.go("names"_L1);
        QVERIFY(person.waitToSee(u"mlx4_0 port 1"_s));
        person.typeName(u"mlx4_ib0"_s);
        person.click(u"Review"_s);
        person.click(u"Apply"_s);
        QVERIFY(person.waitToSee(u"Applying…"_s));
    }
    QCOMPARE(machine.count(u"Cancel"_s), 0);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::ReviewTest)
#include "reviewtest.moc"
