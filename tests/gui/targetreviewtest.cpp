// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The review sheet for changes of the kernel's target: configfs, whom it disconnects, what was made and not saved.
#include "tests/gui/stage.h"

#include <QClipboard>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTabWidget>

using namespace Qt::StringLiterals;

namespace rdma {

class TargetReviewTest : public QObject {
    Q_OBJECT

private slots:
    void incompleteSaysItWillNotSurviveAndFinishes();
    void disconnectingNeedsATick();
    void showsWhatConfigfsIsAskedToDo();
    void opensTheTabThatHasContent();
};

void TargetReviewTest::incompleteSaysItWillNotSurviveAndFinishes()
{
    Stage stage;
    JobView job = failedJob();
    job.state = JobState::Incomplete;
    job.finishable = true;
    job.steps.front().state = StepState::Done;
    stage.machine.jobLooks = {job};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Made, but Not Saved"_s));
    QVERIFY(stage.person.sees(u"it will not survive a reboot"_s));
    stage.machine.jobLooks = {doneJob()};
    stage.person.click(u"Finish"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    const QJsonObject effect{{u"effect"_s, u"all"_s}};
    QCOMPARE(stage.machine.lastWish, QJsonObject({{u"jobs"_s, QJsonObject{{MockMachine::jobId, effect}}}}));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Finish"_s));
    QVERIFY(!stage.person.sees(u"not applied"_s));
}

void TargetReviewTest::disconnectingNeedsATick()
{
    Stage stage;
    stage.machine.plan.steps.push_back(
        {.kind = u"disconnect-initiators"_s, .subject = u"0x1"_s, .after = u"0x2, 0x3"_s});
    QVERIFY(stage.open());
    stage.person.typeName(u"mlx4_ib0"_s);
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitToSee(u"A password will be asked for."_s));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
    QTest::keyClick(stage.person.button(u"Disconnect 2 initiators"_s), Qt::Key_Space);
    QVERIFY(stage.person.button(u"Apply"_s)->isEnabled());
    stage.machine.plan.id = u"plan-2"_s;
    stage.machine.refusals = {Error{ErrorCode::Stale, {}, {}}};
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"This computer has changed since the preview"_s));
    QVERIFY(QTest::qWaitFor([&] { return stage.person.button(u"Disconnect 2 initiators"_s)->isEnabled(); }));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
}

void TargetReviewTest::showsWhatConfigfsIsAskedToDo()
{
    Stage stage;
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    auto *tabs = stage.person.all<QTabWidget>().constFirst();
    QVERIFY(!tabs->isTabVisible(2));
    stage.person.press(Qt::Key_Escape);
    stage.machine.plan.steps.front().operations = {u"mkdir /sys/kernel/config/target/srpt"_s};
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QVERIFY(tabs->isTabVisible(2));
    tabs->setCurrentIndex(2);
    QCOMPARE(stage.person.all<QPlainTextEdit>().constFirst()->toPlainText(), u"mkdir /sys/kernel/config/target/srpt"_s);
    stage.person.click(u"Copy Operations"_s);
    QCOMPARE(QApplication::clipboard()->text(), u"mkdir /sys/kernel/config/target/srpt"_s);
    tabs->setCurrentIndex(1);
    stage.person.click(u"Copy as Commands"_s);
    QVERIFY(QApplication::clipboard()->text().startsWith("udevadm control --reload"_L1));
}

void TargetReviewTest::opensTheTabThatHasContent()
{
    Stage stage;
    const std::vector<StepView> files = stage.machine.plan.steps;
    stage.machine.plan.steps = {{.kind = u"rescan-srp"_s, .commands = {u"echo - - - > scan"_s}}};
    QVERIFY(stage.open());
    QVERIFY(stage.review());
    auto *tabs = stage.person.all<QTabWidget>().constFirst();
    QCOMPARE(tabs->currentIndex(), 1);
    const auto reviewAgain = [&](const std::vector<StepView> &steps) {
        stage.person.press(Qt::Key_Escape);
        stage.machine.plan.steps = steps;
        stage.person.click(u"Review"_s);
        return stage.person.waitForButton(u"Apply"_s);
    };
    QVERIFY(reviewAgain(files));
    QCOMPARE(tabs->currentIndex(), 0); // nobody chose the other
    tabs->setCurrentIndex(1);
    QVERIFY(reviewAgain(files));
    QCOMPARE(tabs->currentIndex(), 1);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::TargetReviewTest)
#include "targetreviewtest.moc"
