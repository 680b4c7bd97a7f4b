// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Export Disks": the tree, its dialogs, the review of what disconnects, what is not saved.
#include "gui/pages/srptargetallow.h"
#include "gui/pages/srptargetcardfield.h"
#include "gui/pages/srptargetpeer.h"
#include "gui/pages/srptargetrefused.h"
#include "tests/gui/exportsstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QTabWidget>
#include <QTreeWidget>

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

void shootChange(const Camera &camera, ExportsStage &stage, const QString &disk, const QString &name)
{
    stage.choose(disk);
    stage.person.click(u"Change Properties"_s);
    require(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }), "the properties");
    QTest::qWait(100);
    camera.take(stage.dialog(), name);
    QTest::keyClick(stage.dialog(), Qt::Key_Escape);
    QTest::qWait(100);
}

void shootLogins(const Camera &camera)
{
    ExportsStage stage;
    ExportState &state = stage.machine.exports;
    state.live.ports[{u"mlx5_0"_s, 1}] = {
        .wwn = u"0xfe80000000000000248a0703009a1234"_s, .state = PortState::Active, .linkLayer = LinkLayer::InfiniBand};
    state.config.now.targets[u"0xfe80000000000000248a0703009a1234"_s] = {
        .enabled = true, .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    stage.machine.kernelLog = logOfRefusals();
    require(stage.ExportsStage::open(), "the page");
    stage.choose(u"vol1 · LUN 0"_s);
    auto *allow = stage.open<AllowDialog>(u"Allow an Initiator"_s);
    auto *peer = stage.open<PeerPortDialog>(u"Port GUID"_s);
    QTest::qWait(100);
    camera.take(peer, u"64-exports-port-guid-empty"_s);
    peer->findChild<QLineEdit *>()->setText(u"fe80:0000:0000:0000:0002:c903:000f:1111"_s);
    QTest::qWait(100);
    camera.take(peer, u"65-exports-port-guid"_s);
    ExportsStage::buttonIn(peer, u"Add Initiator"_s)->click();
    QTest::qWait(100);
    camera.take(allow, u"66-exports-allow-added"_s);
    auto *card = stage.open<CardInitiatorsDialog>(u"Exchange Card"_s);
    card->findChild<QPlainTextEdit *>()->setPlainText(
        cardText(exportCards(state.config.now, state.live, firstWwn).value().front()).value());
    QTest::qWait(100);
    camera.take(card, u"67-exports-from-card"_s);
    QTest::keyClick(card, Qt::Key_Escape);
    QTest::keyClick(allow, Qt::Key_Escape);
    auto *refused = stage.open<RefusedLoginsDialog>(u"Refused Logins"_s);
    QTest::qWait(100);
    camera.take(refused, u"68-exports-refused-unread"_s);
    ExportsStage::buttonIn(refused, u"Read the Kernel’s Log (Asks for a Password)"_s)->click();
    require(stage.person.waitToSee(u"2 refused logins in the log"_s), "refused logins");
    QTest::keyClick(refused->findChild<QTreeWidget *>(), Qt::Key_Down);
    QTest::qWait(100);
    camera.take(refused, u"69-exports-refused"_s);
    QTest::keyClick(refused, Qt::Key_Escape);
}

void shootCards(const Camera &camera)
{
    ExportsStage stage;
    ExportState &state = stage.machine.exports;
    const QString before = cardText(exportCards(state.config.now, state.live, firstWwn).value().front()).value();
    first(state.config).acls.erase(secondInitiator);
    first(state.config).acls[refusedInitiator] = {};
    state.live.ports[{u"mlx4_0"_s, 2}].state = PortState::Active;
    state.config.now.targets[secondWwn] = {.enabled = true, .luns = {{0, {BackstoreKind::Block, u"vol1"_s}}}};
    require(stage.ExportsStage::open(), "the page");
    stage.choose(u"mlx4_0, port 1"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    camera.take(&stage.window, u"70-exports-card"_s);
    stage.choose(u"mlx4_0, port 2"_s);
    stage.person.click(u"Copy Exchange Card"_s);
    camera.take(&stage.window, u"71-exports-no-card"_s);
    state.config.now.rdmaCmPort = 5555;
    for (const QString &address : {u"192.0.2.1"_s, u"2001:db8::1"_s, u"192.0.2.65"_s})
        state.live.ports[{u"mlx4_0"_s, 2}].addresses.push_back(IpAddress::fromText(address).value());
    stage.machine.tellChanged(u"live"_s);
    require(stage.person.waitToSee(u"Give one of these lines"_s), "three cards");
    camera.take(&stage.window, u"74-exports-cards"_s);
    auto *check = stage.open<CardCheckDialog>(u"Check an Exchange Card"_s);
    QTest::qWait(100);
    camera.take(check, u"72-exports-check-card-empty"_s);
    check->findChild<QPlainTextEdit *>()->setPlainText(before);
    QTest::qWait(100);
    camera.take(check, u"73-exports-check-card"_s);
    QTest::keyClick(check, Qt::Key_Escape);
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
    stage.machine.exports.config.atBoot.targets[firstWwn] = stage.machine.exports.config.now.targets[firstWwn];
    stage.machine.exports.config.atBoot.targets[firstWwn].luns.erase(1);
    ExportsStage otherwise;
    otherwise.machine.exports = stage.machine.exports;
    require(otherwise.open(), "the page");
    otherwise.choose(u"mlx4_0, port 1"_s);
    camera.take(&otherwise.window, u"66-exports-otherwise"_s);
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
    const RightToLeft script;
    ExportsStage stage;
    require(stage.open(), "the page");
    stage.view()->expandAll();
    camera.take(&stage.window, u"63-exports-right-to-left"_s);
}

} // namespace

void shootExports(const Camera &camera)
{
    {
        ExportsStage stage;
        require(stage.open(), "the page");
        shootTree(camera, stage);
        shootDialogs(camera, stage);
        shootChange(camera, stage, u"spare"_s, u"73-exports-change"_s);
        shootChange(camera, stage, u"img · LUN 1"_s, u"74-exports-change-logged-in"_s);
        shootReview(camera, stage);
    }
    shootLogins(camera);
    shootCards(camera);
    shootDifferences(camera);
    shootNothing(camera);
    shootRightToLeft(camera);
}

} // namespace rdma
