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
}

} // namespace rdma
