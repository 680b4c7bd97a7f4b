// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The history page: order, details, errors, the way back.
#include "tests/gui/stage.h"

#include <QPushButton>
#include <QTableView>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

constexpr auto oldJob = "aaaa0000aaaa0000aaaa0000aaaa0000"_L1;
constexpr auto newJob = "bbbb0000bbbb0000bbbb0000bbbb0000"_L1;

/// An old change that stands and a newer one that failed.
void fillHistory(MockMachine *machine)
{
    JobView old = doneJob();
    old.started -= 3'600'000;
    old.uid = 0;
    machine->history.jobs[oldJob] = old;
    machine->history.jobs[newJob] = failedJob();
}

bool openHistory(Stage *stage)
{
    if (!stage->open())
        return false;
    stage->person.go("jobs"_L1);
    return QTest::qWaitFor([&] { return stage->person.column(0).size() == 2; });
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private slots:
    void newestFirstWithWhoWhenAndResult();
    void failureIsExplained();
    void undoGoesThroughTheSameReview();
    void whatWasUndoneCannotBeUndoneAgain();
    void whatCannotBeToldSaysWhatToDo();
    void interruptedChangeIsToldAtStart();
    void interruptedChangeCanBeFinishedFromTheHistory();
    void newJobsAppearAndTheSelectionStays();
};

void HistoryTest::newestFirstWithWhoWhenAndResult()
{
    Stage stage;
    fillHistory(&stage.machine);
    QVERIFY(openHistory(&stage));
    QVERIFY(stage.person.column(0).constFirst().startsWith(u"Rename interface ib0 to mlx4_ib0"_s));
    QCOMPARE(stage.person.column(1), QStringList({u"user 1000"_s, u"root"_s}));
    QCOMPARE(stage.person.column(2), QStringList({u"just now"_s, u"1 h ago"_s}));
    QCOMPARE(stage.person.column(3), QStringList({u"failed and taken back"_s, u"done"_s}));
}

void HistoryTest::failureIsExplained()
{
    Stage stage;
    fillHistory(&stage.machine);
    QVERIFY(openHistory(&stage));
    QVERIFY(stage.person.sees(u"Everything that had been done was taken back."_s));
    QVERIFY(!stage.person.button(u"Undo This Change"_s));
    stage.person.all<QTableView>().constFirst()->selectRow(1);
    QVERIFY(!stage.person.sees(u"Everything that had been done was taken back."_s));
    QVERIFY(stage.person.button(u"Undo This Change"_s));
}

void HistoryTest::undoGoesThroughTheSameReview()
{
    Stage stage;
    fillHistory(&stage.machine);
    QVERIFY(openHistory(&stage));
    stage.person.all<QTableView>().constFirst()->selectRow(1);
    stage.person.click(u"Undo This Change"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    const QJsonObject wish{{u"jobs"_s, QJsonObject{{oldJob, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
    QCOMPARE(stage.machine.lastWish, wish);
    stage.machine.onApplied = [&] { stage.machine.history.jobs[oldJob].undoneBy = MockMachine::jobId; };
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Undo: Rename interface ib0 to mlx4_ib0"_s));
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(3).contains(u"undone since"_s); }));
}

void HistoryTest::whatWasUndoneCannotBeUndoneAgain()
{
    Stage stage;
    fillHistory(&stage.machine);
    stage.machine.history.jobs[oldJob].undoneBy = newJob;
    QVERIFY(openHistory(&stage));
    stage.person.all<QTableView>().constFirst()->selectRow(1);
    QVERIFY(stage.person.sees(u"undone since"_s));
    QVERIFY(!stage.person.button(u"Undo This Change"_s));
}

void HistoryTest::whatCannotBeToldSaysWhatToDo()
{
    Stage stage;
    fillHistory(&stage.machine);
    JobView &old = stage.machine.history.jobs[oldJob];
    old.undoable = false;
    old.unjudged = Error{ErrorCode::NotSupported, u"0000:81:00.0"_s, u"notRead"_s};
    QVERIFY(openHistory(&stage));
    stage.person.all<QTableView>().constFirst()->selectRow(1);
    QVERIFY(stage.person.sees(u"“Read the Cards’ Firmware”"_s));
    QVERIFY(!stage.person.button(u"Undo This Change"_s));
}

void HistoryTest::interruptedChangeIsToldAtStart()
{
    Stage stage;
    stage.machine.history.jobs[oldJob] = interruptedJob();
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"Interrupted: Rename interface ib0 to mlx4_ib0"_s));
    stage.person.click(u"Finish…"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    const QJsonObject wish{{u"jobs"_s, QJsonObject{{oldJob, QJsonObject{{u"effect"_s, u"all"_s}}}}}};
    QCOMPARE(stage.machine.lastWish, wish);
}

void HistoryTest::interruptedChangeCanBeFinishedFromTheHistory()
{
    Stage stage;
    fillHistory(&stage.machine);
    stage.machine.history.jobs[oldJob] = interruptedJob();
    stage.machine.history.jobs[oldJob].started -= 3'600'000;
    QVERIFY(openHistory(&stage));
    stage.person.all<QTableView>().constFirst()->selectRow(1);
    QVERIFY(stage.person.sees(u"finish the change, or undo it"_s));
    QVERIFY(stage.person.button(u"Undo This Change"_s));
    stage.person.click(u"Finish This Change"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
}

void HistoryTest::newJobsAppearAndTheSelectionStays()
{
    Stage stage;
    fillHistory(&stage.machine);
    QVERIFY(openHistory(&stage));
    auto *table = stage.person.all<QTableView>().constFirst();
    table->selectRow(1);
    stage.machine.history.jobs["cccc0000cccc0000cccc0000cccc0000"_L1] = doneJob();
    stage.machine.tellChanged(u"job"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(0).size() == 3; }));
    QCOMPARE(table->currentIndex().row(), 2);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::HistoryTest)
#include "historytest.moc"
