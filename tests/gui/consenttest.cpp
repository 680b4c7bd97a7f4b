// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What nobody applies by the way: a box with what it allows, and no Apply before it is ticked.
#include "model/consent.h"
#include "tests/gui/stage.h"

#include <QAccessible>
#include <QCheckBox>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString unloadLabel = u"Unload ib_ipoib although it is in use"_s;
const QString unlimitLabel = u"Let everyone pin large amounts of memory"_s;

StepView unloadUsed()
{
    return {.kind = u"unload-used-module"_s, .subject = u"ib_ipoib"_s, .after = u"ib0: 192.0.2.9, port 22"_s};
}

} // namespace

class ConsentTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsAppliedBeforeTheTick();
    void eachKindHasItsOwnBox();
    void theSheetSaysWhatIsLost();
    void keyboardReachesIt();
    void aTickForOnePlanIsNoneForTheNext();
    void otherStepsNeedNone();

private:
    static bool review(Stage &stage)
    {
        stage.person.typeName(u"mlx4_ib0"_s);
        stage.person.click(u"Review"_s);
        return stage.person.waitToSee(u"A password will be asked for."_s);
    }
};

void ConsentTest::nothingIsAppliedBeforeTheTick()
{
    Stage stage;
    stage.machine.plan.steps.push_back(unloadUsed());
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
    stage.person.button(unloadLabel)->click();
    QVERIFY(stage.person.button(u"Apply"_s)->isEnabled());
    stage.person.button(unloadLabel)->click();
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
    QCOMPARE(stage.machine.count(u"Apply"_s), 0);
    stage.person.button(unloadLabel)->click();
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied:"_s));
}

void ConsentTest::eachKindHasItsOwnBox()
{
    Stage stage;
    stage.machine.plan.steps = {unloadUsed(), {.kind = u"unlimit-everyone"_s, .subject = u"/etc/x"_s}};
    for (const StepView &step : stage.machine.plan.steps)
        QVERIFY(needsConsent(step.kind));
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    stage.person.button(unloadLabel)->click();
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
    stage.person.button(unlimitLabel)->click();
    QVERIFY(stage.person.button(u"Apply"_s)->isEnabled());
}

void ConsentTest::theSheetSaysWhatIsLost()
{
    Stage stage;
    stage.machine.plan.steps.push_back(unloadUsed());
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    QVERIFY(stage.person.sees(u"You allow that this is lost: ib0: 192.0.2.9, port 22."_s));
    const auto *box = QAccessible::queryAccessibleInterface(stage.person.button(unloadLabel));
    QCOMPARE(box->role(), QAccessible::CheckBox);
    QVERIFY(box->text(QAccessible::Description).contains(u"ib0: 192.0.2.9, port 22"_s));
}

void ConsentTest::keyboardReachesIt()
{
    Stage stage;
    stage.machine.plan.steps.push_back(unloadUsed());
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    const auto *box = stage.person.button(unloadLabel);
    for (int presses = 0; presses < 20 && !box->hasFocus(); ++presses)
        stage.person.press(Qt::Key_Tab);
    QVERIFY(box->hasFocus());
    stage.person.press(Qt::Key_Space);
    QVERIFY(stage.person.button(u"Apply"_s)->isEnabled());
}

void ConsentTest::aTickForOnePlanIsNoneForTheNext()
{
    Stage stage;
    stage.machine.plan.steps.push_back(unloadUsed());
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    stage.person.button(unloadLabel)->click();
    stage.machine.plan.id = u"plan-2"_s;
    stage.machine.refusals = {Error{ErrorCode::Stale, {}, {}}};
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"This computer has changed since the preview"_s));
    QVERIFY(QTest::qWaitFor([&] { return stage.person.button(unloadLabel)->isEnabled(); }));
    QVERIFY(!stage.person.button(u"Apply"_s)->isEnabled());
}

void ConsentTest::otherStepsNeedNone()
{
    Stage stage;
    stage.machine.plan.steps = {{.kind = u"unload-module"_s, .subject = u"ib_ipoib"_s},
                                {.kind = u"write-file"_s, .subject = u"/etc/x"_s}};
    QVERIFY(stage.open());
    QVERIFY(review(stage));
    QVERIFY(stage.person.button(u"Apply"_s)->isEnabled());
    QVERIFY(stage.person.all<QCheckBox>().isEmpty());
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::ConsentTest)
#include "consenttest.moc"
