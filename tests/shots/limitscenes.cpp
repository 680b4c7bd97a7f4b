// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Memory Locking": its tabs, its dialogs, nothing there, from right to left.
#include "gui/pages/limitsholder.h"
#include "gui/pages/limitsunit.h"
#include "tests/gui/limitsstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>

namespace rdma {

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the page of locked memory: %s", what);
}

void close(QDialog *dialog)
{
    QTest::keyClick(dialog, Qt::Key_Escape);
    QTest::qWait(100);
}

void take(const Camera &camera, QWidget *window, const QString &name)
{
    QTest::qWait(100);
    camera.take(window, name);
}

void choose(const QWidget *within, const QString &name, const QString &item)
{
    for (QComboBox *box : within->findChildren<QComboBox *>())
        if (box->accessibleName() == name)
            box->setCurrentText(item);
}

void shootHolders(const Camera &camera, const LimitsStage &stage)
{
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    choose(dialog, u"For"_s, u"Group"_s);
    take(camera, dialog, u"101-limits-group"_s);
    choose(dialog, u"For"_s, u"User"_s);
    LimitsStage::named<QCheckBox>(dialog, u"Different soft limit"_s)->click();
    take(camera, dialog, u"102-limits-user"_s);
    LimitsStage::named<QCheckBox>(dialog, u"Different soft limit"_s)->click();
    choose(dialog, u"For"_s, u"Range of user ids"_s);
    take(camera, dialog, u"103-limits-range"_s);
    choose(dialog, u"For"_s, u"Everyone"_s);
    take(camera, dialog, u"104-limits-everyone"_s);
    ExportsStage::buttonIn(dialog, u"Add to Changes"_s)->click();
    QTest::qWait(100);
    take(camera, stage.page()->window(), u"105-limits-pending"_s);
}

void shootServices(const Camera &camera, const LimitsStage &stage)
{
    stage.turnTo(u"Services"_s);
    take(camera, stage.page()->window(), u"106-limits-services"_s);
    auto *dialog = stage.open<UnitLimitDialog>(u"Add"_s);
    take(camera, dialog, u"107-limits-service"_s);
    close(dialog);
}

void shootAnswers(const Camera &camera, const LimitsStage &stage)
{
    stage.turnTo(u"All Rules"_s);
    stage.view()->select(u"problem /etc/security/limits.d/90-site.conf:4"_s);
    take(camera, stage.page()->window(), u"108-limits-rules"_s);
    stage.turnTo(u"What Holds for…"_s);
    take(camera, stage.page()->window(), u"109-limits-question"_s);
    LimitsStage::named<QLineEdit>(stage.page(), u"User"_s)->setText(u"alice"_s);
    stage.person.click(u"Show"_s);
    require(stage.person.waitToSee(u"User alice: unlimited"_s), "the answer");
    take(camera, stage.page()->window(), u"110-limits-answer"_s);
    choose(stage.page(), u"Kind"_s, u"Process"_s);
    LimitsStage::named<QLineEdit>(stage.page(), u"Process"_s)->setText(u"2101"_s);
    stage.person.click(u"Show"_s);
    require(stage.person.waitToSee(u"Process 2101"_s), "the process");
    take(camera, stage.page()->window(), u"111-limits-process"_s);
    stage.turnTo(u"Running Sessions"_s);
    take(camera, stage.page()->window(), u"112-limits-running-unasked"_s);
    stage.person.click(u"Look at Running Sessions"_s);
    require(stage.person.waitToSee(u"2 of them"_s), "what runs");
    QTest::qWait(300);
    take(camera, stage.page()->window(), u"113-limits-running"_s);
}

void shootNothing(const Camera &camera)
{
    LimitsStage stage;
    stage.machine.limits = {};
    stage.machine.limits.state.live.usual = sameFor(mebibytes(8));
    require(stage.open(), "the page");
    take(camera, &stage.window, u"114-limits-nothing"_s);
    stage.turnTo(u"All Rules"_s);
    take(camera, &stage.window, u"115-limits-no-rules"_s);
}

void shootRightToLeft(const Camera &camera)
{
    const RightToLeft script;
    LimitsStage stage;
    require(stage.open(), "the page");
    take(camera, &stage.window, u"116-limits-right-to-left"_s);
    stage.turnTo(u"All Rules"_s);
    take(camera, &stage.window, u"117-limits-rules-right-to-left"_s);
    stage.turnTo(u"What Holds for…"_s);
    LimitsStage::named<QLineEdit>(stage.page(), u"User"_s)->setText(u"alice"_s);
    stage.person.click(u"Show"_s);
    require(stage.person.waitToSee(u"alice"_s), "the answer");
    QTest::qWait(300);
    take(camera, &stage.window, u"118-limits-answer-right-to-left"_s);
    stage.turnTo(u"Users and Groups"_s);
    auto *dialog = stage.open<HolderDialog>(u"Add"_s);
    take(camera, dialog, u"119-limits-group-right-to-left"_s);
    close(dialog);
}

} // namespace

void shootLimits(const Camera &camera)
{
    LimitsStage stage;
    require(stage.open(), "the page");
    take(camera, &stage.window, u"100-limits"_s);
    shootHolders(camera, stage);
    shootServices(camera, stage);
    shootAnswers(camera, stage);
    shootNothing(camera);
    shootRightToLeft(camera);
}

} // namespace rdma
