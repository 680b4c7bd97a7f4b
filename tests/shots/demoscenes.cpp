// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes on the demo host: pages, edits, review, one real rename, history.
#include "gui/client/bus.h"
#include "tests/gui/person.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QTabWidget>
#include <QTextStream>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void say(const QString &line)
{
    QTextStream(stdout) << line << Qt::endl;
}

void require(bool seen, const char *what, const Person &person)
{
    if (!seen)
        qFatal("not seen: %s; but: %s", what, qPrintable(person.texts().join(u" | "_s)));
}

/// Some seconds, so that the chart has something to show.
void shootDevices(const Camera &camera, MainWindow *window, const Person &person)
{
    require(person.waitToSee(u"mlx4_0, port 1"_s), "a device", person);
    QTest::qWait(4'000);
    camera.take(window, u"0-devices"_s);
}

void shootEdits(const Camera &camera, MainWindow *window, const Person &person)
{
    camera.take(window, u"1-names"_s);
    person.select(u"ib0.8002"_s);
    camera.take(window, u"2-names-child"_s);
    person.select(u"ib0"_s);
    person.typeName(u"mlx4 ib0"_s);
    camera.take(window, u"3-names-error"_s);
    person.typeName(u"ib7"_s);
    camera.take(window, u"4-names-warning"_s);
    person.typeName(u"mlx4_ib0"_s);
    camera.take(window, u"5-names-pending"_s);
}

void shootReview(const Camera &camera, MainWindow *window, const Person &person)
{
    person.click(u"Review"_s);
    require(person.waitForButton(u"Apply"_s), "a plan", person);
    camera.take(window, u"6-review-files"_s);
    const auto tabs = person.all<QTabWidget>();
    tabs.constFirst()->setCurrentIndex(1);
    camera.take(window, u"7-review-commands"_s);
    tabs.constFirst()->setCurrentIndex(0);
}

void rename(const Camera &camera, MainWindow *window, const Person &person)
{
    say(u"before: "_s % person.column(0).join(u", "_s));
    shootReview(camera, window, person);
    person.click(u"Apply"_s);
    require(person.waitToSee(u"Applied"_s), "Applied", person);
    require(QTest::qWaitFor([&] { return person.column(0).contains(u"mlx4_ib0"_s); }), "the new name", person);
    say(u"renamed ib0 to mlx4_ib0 on the demo host"_s);
    say(u"after: "_s % person.column(0).join(u", "_s));
    camera.take(window, u"8-names-applied"_s);
}

void shootModulesPage(const Camera &camera, MainWindow *window, const Person &person)
{
    person.go("modules"_L1);
    require(person.waitToSee(u"You would lose it: "_s), "the protocols", person);
    camera.take(window, u"22-protocols"_s);
    person.click(u"Unload Now"_s);
    require(person.waitToSee(u"You allow that this is lost: "_s), "the consent", person);
    camera.take(window, u"23-protocols-consent"_s);
    person.press(Qt::Key_Escape);
}

void shootExportsPage(const Camera &camera, MainWindow *window, const Person &person)
{
    person.go("srp_target"_L1);
    require(person.waitToSee(u"Disks of this computer that others use over SRP"_s), "the exports", person);
    for (QTreeView *tree : person.all<QTreeView>())
        tree->expandAll();
    QTest::qWait(500);
    camera.take(window, u"19-exports"_s);
}

void shootLimitsPage(const Camera &camera, MainWindow *window, const Person &person)
{
    person.go("limits"_L1);
    require(person.waitToSee(u"Members of the group rdma: alice."_s), "the limits", person);
    camera.take(window, u"20-limits"_s);
}

void shootLeftToRight(const Camera &camera, const QString &address)
{
    MainWindow window([address] { return openBus(address); });
    window.show();
    const Person person(&window);
    shootDevices(camera, &window, person);
    person.go("names"_L1);
    require(QTest::qWaitFor([&] { return person.column(0).contains(u"ib0"_s); }, 10'000), "interface ib0", person);
    shootEdits(camera, &window, person);
    rename(camera, &window, person);
    shootModulesPage(camera, &window, person);
    shootExportsPage(camera, &window, person);
    shootLimitsPage(camera, &window, person);
    person.go("jobs"_L1);
    require(person.waitForButton(u"Undo This Change"_s), "the history", person);
    camera.take(&window, u"9-history"_s);
}

/// After the rename: on the second port.
void shootRightToLeft(const Camera &camera, const QString &address)
{
    const RightToLeft script;
    MainWindow window([address] { return openBus(address); });
    window.show();
    const Person person(&window);
    require(person.waitToSee(u"mlx4_0, port 1"_s), "a device", person);
    camera.take(&window, u"18-devices-right-to-left"_s);
    person.go("names"_L1);
    require(QTest::qWaitFor([&] { return person.column(0).contains(u"mlx4_ib1"_s); }, 10'000), "mlx4_ib1", person);
    person.select(u"mlx4_ib1"_s);
    person.typeName(u"storage1"_s);
    camera.take(&window, u"10-names-right-to-left"_s);
    person.click(u"Review"_s);
    require(person.waitForButton(u"Apply"_s), "a plan", person);
    camera.take(&window, u"11-review-right-to-left"_s);
}

} // namespace

void shootDemoHost(const Camera &camera, const QString &address)
{
    shootLeftToRight(camera, address);
    shootRightToLeft(camera, address);
}

} // namespace rdma
