// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Export Disks": the tree, its dialogs, the review of what disconnects, what is not saved.
#include "tests/gui/exportsstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QTabWidget>

namespace rdma {

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the exports page: %s", what);
}

PlanView exportPlan()
{
    const QString core = u"/sys/kernel/config/target/core/iblock_0/disk1"_s;
    const StepView make{u"make-backstore"_s,
                        u"block/disk1"_s,
                        {},
                        u"/dev/disk/by-id/wwn-0x5000c500zc1c"_s,
                        {},
                        {u"targetcli /backstores/block create name=disk1 dev=/dev/disk/by-id/wwn-0x5000c500zc1c"_s},
                        {u"mkdir /sys/kernel/config/target/core/iblock_0"_s, u"mkdir "_s + core,
                         u"echo udev_path=/dev/disk/by-id/wwn-0x5000c500zc1c > "_s + core + u"/control"_s,
                         u"echo 1 > "_s + core + u"/enable"_s},
                        true};
    const StepView disconnect{u"disconnect-initiators"_s,
                              firstWwn,
                              {},
                              firstInitiator,
                              {},
                              {u"targetcli /srpt/ib.fe80000000000000f4521403007bcba1/luns delete 0"_s},
                              {u"rmdir /sys/kernel/config/target/srpt/"_s + firstWwn + u"/tpgt_1/lun/lun_0"_s},
                              true};
    return {u"plan-1"_s,
            u"org.rdmamanager.srp-target.disconnect"_s,
            Permission::Ask,
            {make, disconnect},
            {{NoteCode::SessionEnds, firstInitiator, firstWwn}}};
}

void shootTree(const Camera &camera, ExportsStage &stage)
{
    stage.view()->expandAll();
    stage.choose(u"mlx4_0, port 1"_s);
    QTest::qWait(2'000);
    stage.machine.exports.live.sessions[firstWwn][firstInitiator].readMiB += 900;
    stage.machine.exports.live.sessions[firstWwn][firstInitiator].writtenMiB += 210;
    QTest::qWait(3'500);
    camera.take(&stage.window, u"50-exports"_s);
    stage.choose(u"vol1 · LUN 0"_s);
    camera.take(&stage.window, u"51-exports-disk"_s);
    stage.choose(firstInitiator);
    camera.take(&stage.window, u"52-exports-initiator"_s);
    stage.choose(u"iscsidisk"_s);
    camera.take(&stage.window, u"53-exports-others"_s);
}

void shootDialogs(const Camera &camera, ExportsStage &stage)
{
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Export a Disk"_s);
    require(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }), "the dialog");
    stage.named<QCheckBox>(u"mlx4_0, port 2"_s)->click();
    stage.named<QListWidget>(u"Initiators that may use it"_s)->item(0)->setCheckState(Qt::Checked);
    QTest::qWait(100);
    camera.take(stage.dialog(), u"54-exports-dialog"_s);
    stage.person.click(u"Advanced"_s);
    stage.person.click(u"Image file"_s);
    stage.named<QLineEdit>(u"Id of another initiator"_s)->setText(u"0xABC"_s);
    QTest::qWait(100);
    camera.take(stage.dialog(), u"55-exports-dialog-advanced"_s);
    stage.named<QLineEdit>(u"Id of another initiator"_s)->clear();
    stage.person.click(u"Block device"_s);
    stage.person.click(u"Add to Changes"_s);
    stage.choose(u"img · LUN 1"_s);
    stage.person.click(u"Allow an Initiator"_s);
    require(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }), "the second dialog");
    QTest::qWait(100);
    camera.take(stage.dialog(), u"56-exports-allow"_s);
    QTest::keyClick(stage.dialog(), Qt::Key_Escape);
    QTest::qWait(100);
}

void shootReview(const Camera &camera, ExportsStage &stage)
{
    stage.choose(u"vol1 · LUN 0"_s);
    stage.person.click(u"Take the Export Back"_s);
    stage.choose(u"mlx4_0, port 2"_s);
    camera.take(&stage.window, u"57-exports-pending"_s);
    stage.machine.plan = exportPlan();
    stage.person.click(u"Review"_s);
    require(stage.person.waitToSee(u"loses disks"_s), "the warning");
    stage.person.all<QTabWidget>().constFirst()->setCurrentIndex(2);
    camera.take(&stage.window, u"58-exports-review"_s);
    JobView job = failedJob();
    job.steps.clear();
    for (const StepView &step : exportPlan().steps)
        job.steps.push_back({step, StepState::Done, {}});
    job.steps.push_back(failedJob().steps.back());
    job.steps.back().step = {.kind = u"write-file"_s, .subject = stage.machine.exports.live.saveFile};
    job.steps.back().error = job.error = Error{ErrorCode::NoSpace, stage.machine.exports.live.saveFile, u"ENOSPC"_s};
    job.state = JobState::Incomplete;
    job.finishable = true;
    stage.machine.jobLooks = {job};
    stage.named<QCheckBox>(u"Disconnect 1 initiator"_s)->click();
    stage.person.click(u"Apply"_s);
    require(stage.person.waitToSee(u"Made, but Not Saved"_s), "the incomplete change");
    camera.take(&stage.window, u"59-exports-not-saved"_s);
}

void shootDifferences(const Camera &camera)
{
    ExportsStage stage;
    stage.machine.exports.config.atBoot.targets.clear();
    stage.machine.exports.config.atBoot.targets[absentWwn] = {.enabled = true,
                                                              .luns = {{3, {BackstoreKind::Block, u"vol1"_s}}}};
    require(stage.open(), "the page");
    camera.take(&stage.window, u"60-exports-differences"_s);
}

void shootNothing(const Camera &camera)
{
    ExportsStage stage;
    stage.machine.exports.config = {};
    stage.machine.exports.live.backstores.clear();
    stage.machine.exports.live.sessions.clear();
    require(stage.open(), "the page");
    camera.take(&stage.window, u"61-exports-nothing"_s);
    ExportsStage empty;
    empty.machine.exports = {};
    empty.window.show();
    empty.person.go("srp_target"_L1);
    require(empty.person.waitToSee(u"No RDMA port found"_s), "the placeholder");
    camera.take(&empty.window, u"62-exports-empty"_s);
}

void shootRightToLeft(const Camera &camera)
{
    QApplication::setLayoutDirection(Qt::RightToLeft);
    ExportsStage stage;
    require(stage.open(), "the page");
    stage.view()->expandAll();
    camera.take(&stage.window, u"63-exports-right-to-left"_s);
    QApplication::setLayoutDirection(Qt::LeftToRight);
}

} // namespace

void shootExports(const Camera &camera)
{
    {
        ExportsStage stage;
        require(stage.open(), "the page");
        shootTree(camera, stage);
        shootDialogs(camera, stage);
        shootReview(camera, stage);
    }
    shootDifferences(camera);
    shootNothing(camera);
    shootRightToLeft(camera);
}

} // namespace rdma
