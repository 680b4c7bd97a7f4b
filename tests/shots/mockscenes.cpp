// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes that a healthy demo host does not show: a job under way, a failed one, nothing there, no helper.
#include "gui/client/bus.h"
#include "tests/gui/mockmachine.h"
#include "tests/gui/person.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

void applyRename(const Person &person)
{
    person.typeName(u"mlx4_ib0"_s);
    person.click(u"Review"_s);
    person.click(u"Apply"_s);
}

void shootJob(const Camera &camera, std::vector<JobView> looks, const QString &title, const QString &name)
{
    MockMachine machine;
    machine.jobLooks = std::move(looks);
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    person.go("names"_L1);
    if (!person.waitToSee(u"mlx4_0 port 1"_s))
        qFatal("the names page does not show");
    applyRename(person);
    if (!person.waitToSee(title))
        qFatal("not seen: %s", qPrintable(title));
    camera.take(&window, name);
}

void shootEmpty(const Camera &camera)
{
    MockMachine machine;
    machine.names = {};
    machine.devices = {};
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    if (!person.waitToSee(u"No RDMA device found"_s))
        qFatal("the empty devices page does not show");
    camera.take(&window, u"19-devices-empty"_s);
    person.go("names"_L1);
    if (!person.waitToSee(u"No IPoIB interface found"_s))
        qFatal("the empty page does not show");
    camera.take(&window, u"14-names-empty"_s);
    person.go("jobs"_L1);
    if (!person.waitToSee(u"Nothing was changed yet"_s))
        qFatal("the empty history does not show");
    camera.take(&window, u"15-history-empty"_s);
}

void shootStarting(const Camera &camera)
{
    MockMachine machine;
    machine.readDelay = std::chrono::minutes(1);
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    camera.take(&window, u"16-starting"_s);
}

void shootNoHelper(const Camera &camera)
{
    const PrivateBus bus;
    MainWindow window([&bus] { return openBus(bus.address()); });
    window.show();
    const Person person(&window);
    if (!person.waitForButton(u"Try Again"_s))
        qFatal("the placeholder does not show");
    camera.take(&window, u"17-no-helper"_s);
}

void shootInterrupted(const Camera &camera)
{
    MockMachine machine;
    machine.history.jobs[MockMachine::jobId] = interruptedJob();
    MainWindow window([&machine] { return openBus(machine.bus.address()); });
    window.show();
    const Person person(&window);
    if (!person.waitToSee(u"Interrupted: Rename interface ib0 to mlx4_ib0"_s))
        qFatal("the interrupted change is not told");
    camera.take(&window, u"20-interrupted"_s);
    person.go("jobs"_L1);
    if (!person.waitForButton(u"Finish This Change"_s))
        qFatal("the history does not offer to finish");
    camera.take(&window, u"21-interrupted-history"_s);
}

} // namespace

void shootMockHelper(const Camera &camera)
{
    shootJob(camera, {runningJob()}, u"Applying…"_s, u"12-progress"_s);
    shootJob(camera, {failedJob()}, u"The Change Failed"_s, u"13-failure"_s);
    shootEmpty(camera);
    shootStarting(camera);
    shootNoHelper(camera);
    shootInterrupted(camera);
}

} // namespace rdma
