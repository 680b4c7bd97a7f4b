// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Devices", on a mock machine whose ports have traffic and errors.
#include "gui/client/bus.h"
#include "tests/gui/mockmachine.h"
#include "tests/gui/person.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QLineEdit>
#include <QScrollArea>
#include <QScrollBar>
#include <QTreeView>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the devices page: %s", what);
}

void scrollDetail(const Person &person, int percent)
{
    QScrollBar *bar = person.all<QScrollArea>().constFirst()->verticalScrollBar();
    bar->setValue(bar->maximum() * percent / 100);
}

void shootPort(const Camera &camera, MainWindow *window, const Person &person)
{
    require(person.waitToSee(u"mlx4_0, port 1"_s), "the first port");
    QTest::qWait(12'000); // the chart needs some samples
    camera.take(window, u"30-devices"_s);
    scrollDetail(person, 50);
    camera.take(window, u"31-devices-facts"_s);
    scrollDetail(person, 100);
    camera.take(window, u"32-devices-adapter"_s);
    scrollDetail(person, 0);
    person.click(u"Show as numbers"_s);
    camera.take(window, u"33-devices-numbers"_s);
}

void shootOthers(const Camera &camera, MainWindow *window, const Person &person)
{
    auto *tree = person.all<QTreeView>().constFirst();
    tree->expandAll();
    const QModelIndex waiting = tree->model()->index(0, 0, tree->model()->index(1, 0));
    tree->setCurrentIndex(waiting);
    require(person.waitToSee(u"Start a subnet manager"_s), "the next step");
    camera.take(window, u"34-devices-waiting"_s);
    tree->setCurrentIndex(waiting.parent());
    camera.take(window, u"35-devices-card"_s);
    person.typeName(u"nothing like this"_s);
    camera.take(window, u"36-devices-nothing-found"_s);
}

/// What cannot be read, what is not measured, and a helper that does not tell.
void shootTroubles(const Camera &camera)
{
    MockMachine machine;
    machine.countersHang = true;
    machine.watchRefusal = Error{ErrorCode::TooMany, {}, {}};
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    require(person.waitToSee(u"The counters cannot be read"_s), "why there are no counters");
    camera.take(&window, u"37-devices-unreadable"_s);
    machine.countersHang = false;
    machine.countersUnknown = true;
    machine.watchRefusal.reset();
    person.click(u"Try Again"_s);
    QTest::qWait(4'000);
    camera.take(&window, u"38-devices-unmeasured"_s);
}

void shootRightToLeft(const Camera &camera)
{
    const RightToLeft script;
    MockMachine machine;
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    require(person.waitToSee(u"mlx4_0, port 1"_s), "the first port");
    QTest::qWait(6'000);
    camera.take(&window, u"40-devices-right-to-left"_s);
    for (const int percent : {50, 100}) {
        scrollDetail(person, percent);
        camera.take(&window, u"41-devices-right-to-left-%1"_s.arg(percent));
    }
    scrollDetail(person, 0);
    person.click(u"Show as numbers"_s);
    camera.take(&window, u"42-devices-right-to-left-numbers"_s);
}

} // namespace

void shootDevices(const Camera &camera)
{
    MockMachine machine;
    machine.devices.devices[u"mlx5_9"_s] = {};
    machine.deviceNotes = {{NoteCode::DeviceSilent, u"mlx5_9"_s, {}}};
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    shootPort(camera, &window, person);
    shootOthers(camera, &window, person);
    shootTroubles(camera);
    shootRightToLeft(camera);
}

} // namespace rdma
