// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A change that takes long: what its tool says, leaving it to itself, and the way back to it.
#include "tests/gui/stage.h"

#include "gui/widgets/codeview.h"
#include "gui/widgets/saidview.h"

#include <QScrollBar>
#include <QToolButton>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

JobView saying(const QStringList &lines)
{
    JobView job = runningJob();
    job.said = lines;
    return job;
}

QStringList many(int count)
{
    QStringList lines;
    for (int i = 1; i <= count; ++i)
        lines.append(u"line %1"_s.arg(i));
    return lines;
}

} // namespace

class RunningJobTest : public QObject {
    Q_OBJECT

private slots:
    void showsTheLastLineAsItChanges();
    void showsTheLinesBeforeOnRequest();
    void whoScrolledUpStaysThere();
    void canBeLeftAndFoundAgain();
    void tellsHowItEnded();
    void aWindowThatOpensShowsIt();
    void theHistoryShowsItToo();
    void whatEndsBadlyIsTold();
};

void RunningJobTest::showsTheLastLineAsItChanges()
{
    Stage stage;
    const QString first = u"dracut: *** Including module: rdma ***"_s;
    stage.machine.jobLooks = {saying({first})};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Including module: rdma"_s));
    stage.machine.jobLooks = {saying({first, u"dracut: *** Creating image ***"_s})};
    QVERIFY(stage.person.waitToSee(u"Creating image"_s)); // read again by itself
    QVERIFY(!stage.person.sees(u"Including module: rdma"_s));
}

void RunningJobTest::showsTheLinesBeforeOnRequest()
{
    SaidView view;
    view.show();
    view.showLines(many(30));
    auto *all = view.findChild<CodeView *>();
    QVERIFY(!all->isVisible());
    view.findChild<QToolButton *>()->click();
    QVERIFY(all->isVisible());
    QCOMPARE(all->toPlainText().split(u'\n'), many(30).last(20));
    view.showLines({});
    QVERIFY(!view.isVisible());
}

void RunningJobTest::whoScrolledUpStaysThere()
{
    SaidView view;
    view.resize(400, 200);
    view.show();
    view.showLines(many(20));
    view.findChild<QToolButton *>()->click();
    QScrollBar *bar = view.findChild<CodeView *>()->verticalScrollBar();
    QVERIFY(QTest::qWaitFor([&] { return bar->maximum() > 0; }));
    bar->setValue(bar->maximum());
    view.showLines(many(21));
    QCOMPARE(bar->value(), bar->maximum());
    bar->setValue(1);
    view.showLines(many(22));
    QCOMPARE(bar->value(), 1);
}

void RunningJobTest::canBeLeftAndFoundAgain()
{
    Stage stage;
    stage.machine.jobLooks = {saying({u"building"_s})};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"building"_s));
    stage.person.click(u"Leave It Running"_s);
    QVERIFY(stage.person.waitToSee(u"A change is being made: Rename interface ib0 to mlx4_ib0"_s));
    QVERIFY(stage.person.nameField()); // the page can be used
    stage.person.click(u"Show"_s);
    QVERIFY(stage.person.waitToSee(u"building"_s));
    QVERIFY(stage.person.button(u"Cancel"_s)->isEnabled());
    QVERIFY(!stage.person.sees(u"A change is being made"_s));
}

void RunningJobTest::tellsHowItEnded()
{
    Stage stage;
    stage.machine.jobLooks = {saying({u"building"_s})};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"building"_s));
    stage.person.click(u"Leave It Running"_s);
    QVERIFY(stage.person.waitToSee(u"A change is being made"_s));
    stage.machine.jobLooks = {doneJob()};
    stage.machine.tellChanged(u"job"_s);
    QVERIFY(stage.person.waitToSee(u"The change is made."_s));
    QVERIFY(!stage.person.sees(u"A change is being made"_s));
    QVERIFY(stage.person.waitForButton(u"Undo"_s));
}

void RunningJobTest::aWindowThatOpensShowsIt()
{
    Stage stage;
    stage.machine.history.jobs[MockMachine::jobId] = saying({u"building"_s});
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"A change is being made: Rename interface ib0 to mlx4_ib0"_s));
    stage.person.click(u"Show"_s);
    QVERIFY(stage.person.waitToSee(u"Applying…"_s));
    QVERIFY(stage.person.waitToSee(u"building"_s));
    stage.machine.history.jobs[MockMachine::jobId] = doneJob();
    stage.machine.tellChanged(u"job"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Rename interface ib0 to mlx4_ib0"_s));
}

void RunningJobTest::theHistoryShowsItToo()
{
    Stage stage;
    QVERIFY(stage.open());
    stage.machine.history.jobs[MockMachine::jobId] = saying({u"building"_s});
    stage.person.go("jobs"_L1);
    QVERIFY(stage.person.waitToSee(u"A change is being made"_s));
}

void RunningJobTest::whatEndsBadlyIsTold()
{
    Stage stage;
    stage.machine.history.jobs[MockMachine::jobId] = runningJob();
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"A change is being made"_s));
    stage.machine.history.jobs[MockMachine::jobId] = failedJob();
    stage.machine.tellChanged(u"job"_s);
    QVERIFY(stage.person.waitToSee(u"Everything that had been done was taken back."_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::RunningJobTest)
#include "runningjobtest.moc"
