// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Port Types": cards, pending edits, review, lines to be repaired, what hinders, a long change.
#include "tests/gui/portsstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QToolButton>

namespace rdma {

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the page of port types: %s", what);
}

void take(const Camera &camera, PortsStage &stage, const QString &name)
{
    QTest::qWait(100);
    camera.take(&stage.window, name);
}

void shootCards(const Camera &camera, PortsStage &stage)
{
    stage.choose(firmwareCard);
    take(camera, stage, u"130-ports"_s);
    stage.choose(confCard);
    take(camera, stage, u"131-ports-driver"_s);
    stage.choose(fixedCard);
    take(camera, stage, u"132-ports-fixed"_s);
    stage.choose(u"0000:c1:00.0"_s);
    take(camera, stage, u"133-ports-no-card"_s);
    stage.turnTo(1);
    stage.person.click(u"Remove"_s);
    take(camera, stage, u"134-ports-lines"_s);
    stage.turnTo(0);
}

PlanView longPlan()
{
    PlanView plan;
    plan.id = u"plan"_s;
    plan.action = u"org.rdmamanager.ports.now"_s;
    plan.permission = Permission::Ask;
    plan.steps = {{.kind = u"write-file"_s,
                   .subject = u"/etc/rdma/mlx4.conf"_s,
                   .after = u"changed"_s,
                   .diff = {u"--- /etc/rdma/mlx4.conf"_s, u"+++ /etc/rdma/mlx4.conf"_s, u"@@ -1,2 +1,2 @@"_s,
                            u" # one card a line"_s, u"-0000:0b:00.0 ib ib"_s, u"+0000:0b:00.0 ib eth"_s}},
                  {.kind = u"retype-used-ports"_s,
                   .subject = confCard,
                   .after = u"ib2: 192.168.7.9, port 22; ib3: default route"_s,
                   .commands = {u"printf 'eth\\n' > /sys/bus/pci/devices/0000:0b:00.0/mlx4_port2"_s}},
                  {.kind = u"rebuild-boot-image"_s,
                   .subject = u"/boot/initrd.img-6.12.0-1-amd64"_s,
                   .commands = {u"update-initramfs -u -k 6.12.0-1-amd64"_s}}};
    plan.warnings = {{NoteCode::BothPortsDrop, confCard, {}},
                     {NoteCode::InterfaceGoes, u"ib3"_s, u"192.168.8.4/24"_s},
                     {NoteCode::PortTypeAtBoot, confCard, {}}};
    return plan;
}

void shootChange(const Camera &camera, PortsStage &stage)
{
    stage.choose(confCard);
    stage.radio(u"Port 2 now: Ethernet"_s)->click();
    stage.radio(u"Port 2 at the next boot: Ethernet"_s)->click();
    take(camera, stage, u"135-ports-pending"_s);
    stage.machine.plan = longPlan();
    stage.person.click(u"Review"_s);
    require(stage.person.waitToSee(u"You allow that this is lost"_s), "the consent");
    take(camera, stage, u"136-ports-review"_s);
    stage.person.press(Qt::Key_Escape);
}

JobView longJob()
{
    JobView job = runningJob();
    job.steps.clear();
    for (const StepView &step : longPlan().steps)
        job.steps.push_back({step, StepState::Done, {}});
    job.steps.back().state = StepState::Running;
    job.said = {u"update-initramfs: Generating /boot/initrd.img-6.12.0-1-amd64"_s,
                u"W: Possible missing firmware /lib/firmware/i915/bmg_huc.bin for module xe"_s,
                u"I: The initramfs will attempt to resume from /dev/dm-1"_s};
    return job;
}

void shootRunning(const Camera &camera)
{
    PortsStage stage;
    stage.machine.history.jobs[MockMachine::jobId] = longJob();
    require(stage.open(), "the page");
    require(stage.person.waitToSee(u"A change is being made"_s), "the running change");
    take(camera, stage, u"137-running"_s);
    stage.person.click(u"Show"_s);
    require(stage.person.waitToSee(u"attempt to resume"_s), "what the tool says");
    take(camera, stage, u"138-running-said"_s);
    for (QToolButton *one : stage.person.all<QToolButton>())
        if (one->isCheckable())
            one->click();
    take(camera, stage, u"139-running-output"_s);
}

void shootHindered(const Camera &camera)
{
    PortsStage stage;
    stage.machine.ports = unreadPorts();
    stage.machine.ports.live.hasTool = false;
    stage.machine.ports.live.isLockedDown = true;
    stage.machine.ports.live.cards[firmwareCard].reason = RoadReason::ToolMissing;
    require(stage.open(), "the page");
    take(camera, stage, u"140-ports-no-tool"_s);
}

void shootFailed(const Camera &camera)
{
    PortsStage stage;
    CardLive &card = stage.machine.ports.live.cards[firmwareCard];
    card.reading = FirmwareReading{1'764'150'000'000, MstProblem::CannotOpen, u"Failed to open the device"_s,
                                   nameOf(cannotOpenCauseNames, CannotOpenCause::StuckSemaphore)};
    card.reason = RoadReason::NotReadable;
    card.road = PortRoad::None;
    card.ports[2].verdict = TypeVerdict::DidNotTake;
    for (auto &[number, port] : card.ports)
        port.bootChoices.clear();
    stage.machine.inspected = somePorts();
    stage.machine.searchDelay = std::chrono::seconds(5);
    require(stage.open(), "the page");
    stage.choose(firmwareCard);
    stage.person.click(u"Read the Cards’ Firmware"_s);
    take(camera, stage, u"141-ports-reading-failed"_s);
}

/// As after booting a kernel whose image nobody built anew.
void shootLack(const Camera &camera)
{
    PortsStage stage;
    stage.machine.ports.live.image.lacks = mlx4ConfPath;
    stage.machine.ports.config.cards[confCard][1].atBoot = PortType::Ethernet;
    stage.machine.ports.config.cards[confCard][2].atBoot = PortType::Ethernet;
    stage.machine.ports.live.cards[confCard].ports[1].verdict = TypeVerdict::DidNotTake;
    stage.machine.ports.live.cards[confCard].ports[2].verdict = TypeVerdict::DidNotTake;
    require(stage.open(), "the page");
    stage.choose(confCard);
    take(camera, stage, u"143-ports-image-lacks"_s);
}

} // namespace

void shootPorts(const Camera &camera)
{
    {
        PortsStage stage;
        addBadLines(stage.machine.ports);
        require(stage.open(), "the page");
        shootCards(camera, stage);
    }
    {
        PortsStage stage;
        require(stage.open(), "the page");
        shootChange(camera, stage);
    }
    shootRunning(camera);
    shootHindered(camera);
    shootFailed(camera);
    shootLack(camera);
    const RightToLeft script;
    PortsStage stage;
    require(stage.open(), "the page");
    stage.choose(confCard);
    take(camera, stage, u"142-ports-right-to-left"_s);
}

} // namespace rdma
