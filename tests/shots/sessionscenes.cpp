// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Attach Disks": the tree, its dialogs, a login under way, nothing there.
#include "gui/pages/srpinitiatorboot.h"
#include "gui/pages/srpinitiatorconnect.h"
#include "gui/pages/srpinitiatorfound.h"
#include "gui/pages/srpinitiatorrule.h"
#include "gui/pages/srpinitiatortimeouts.h"
#include "gui/pages/srpinitiatorwhy.h"
#include "tests/gui/sessionsstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QPlainTextEdit>
#include <QSpinBox>
#include <QTreeWidget>

namespace rdma {

namespace {

const QString search = u"Look for Targets (Asks for a Password)"_s;

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the page of attached disks: %s", what);
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

void shootTree(const Camera &camera, SessionsStage &stage)
{
    stage.choose(rowOf(mountedTarget()));
    take(camera, &stage.window, u"80-attached-target"_s);
    stage.choose(rowOf(firstInitiatorPort()));
    take(camera, &stage.window, u"81-attached-port"_s);
    stage.choose(SessionsStage::disk(mountedTarget(), 7, 0));
    take(camera, &stage.window, u"82-attached-disk"_s);
}

void shootFind(const Camera &camera, SessionsStage &stage)
{
    stage.choose(rowOf(firstInitiatorPort()));
    auto *dialog = stage.open<FindTargetsDialog>(u"Look for Targets"_s);
    take(camera, dialog, u"83-attached-look"_s);
    stage.machine.searchDelay = std::chrono::milliseconds(500);
    ExportsStage::buttonIn(dialog, search)->click();
    take(camera, dialog, u"84-attached-looking"_s);
    require(stage.person.waitToSee(u"Check on the target"_s), "silence");
    take(camera, dialog, u"85-attached-silence"_s);
    stage.machine.found = foundTargets();
    ExportsStage::buttonIn(dialog, u"Look Again"_s)->click();
    require(stage.person.waitToSee(u"2 services found"_s), "targets");
    QTest::keyClick(dialog->findChild<QTreeWidget *>(), Qt::Key_Down);
    take(camera, dialog, u"86-attached-found"_s);
    close(dialog);
}

void shootConnect(const Camera &camera, SessionsStage &stage)
{
    auto *dialog = stage.open<ConnectDialog>(u"Connect"_s);
    take(camera, dialog, u"87-attached-connect-empty"_s);
    const Guid guid{0x0002c90300c0ffee};
    const ExchangeCard card{guid,
                            guid,
                            IbCmPath{u"fe80000000000000"_s + guid.hex(), 0xffff, guid},
                            {InitiatorId{0, 0x1234}},
                            u"storage1: mlx4_0 port 1"_s};
    SessionsStage::named<QPlainTextEdit>(dialog, u"Exchange card"_s)->setPlainText(cardText(card).value());
    take(camera, dialog, u"88-attached-connect"_s);
    ExportsStage::buttonIn(dialog, u"Advanced"_s)->click();
    take(camera, dialog, u"89-attached-connect-advanced"_s);
    close(dialog);
}

void shootSettings(const Camera &camera, SessionsStage &stage)
{
    auto *daemon = stage.open<BootDialog>(u"What srp_daemon Does"_s);
    take(camera, daemon, u"90-attached-srp-daemon"_s);
    auto *rule = stage.open<RuleDialog>(u"Change"_s);
    take(camera, rule, u"91-attached-rule"_s);
    close(rule);
    close(daemon);
    stage.choose(rowOf(idleTarget()));
    auto *timeouts = stage.open<TimeoutsDialog>(u"Timeouts"_s);
    timeouts->findChildren<QSpinBox *>().last()->setValue(10);
    take(camera, timeouts, u"92-attached-timeouts"_s);
    close(timeouts);
}

void shootWhy(const Camera &camera, SessionsStage &stage)
{
    stage.choose(rowOf(mountedTarget()));
    auto *proof = stage.open<WhyDialog>(u"Check the Disks"_s);
    take(camera, proof, u"93-attached-proof"_s);
    close(proof);
    stage.choose(rowOf(knownTarget()));
    auto *why = stage.open<WhyDialog>(u"Why?"_s);
    take(camera, why, u"94-attached-why"_s);
    close(why);
}

void shootApply(const Camera &camera, SessionsStage &stage)
{
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect Again"_s);
    take(camera, &stage.window, u"95-attached-pending"_s);
    JobView job = runningJob();
    job.feature = u"srp_initiator"_s;
    const auto step = [](const char *kind, const SrpTargetId &target, StepState state) {
        return StepOutcome{{.kind = QString::fromLatin1(kind), .subject = target.text()}, state, {}};
    };
    job.steps = {step("disconnect-srp", idleTarget(), StepState::Done),
                 step("connect-srp", knownTarget(), StepState::Running)};
    stage.machine.plan.steps = {job.steps[0].step, job.steps[1].step};
    stage.machine.plan.steps[1].commands = {
        u"echo 'id_ext=001175000077dd7e,ioc_guid=001175000077dd7e,dest=192.0.2.1:5555' > "
        "/sys/class/infiniband_srp/srp-rxe0-1/add_target"_s};
    stage.machine.jobLooks = {job};
    stage.person.click(u"Review"_s);
    require(stage.person.waitForButton(u"Apply"_s), "the plan");
    take(camera, &stage.window, u"96-attached-review"_s);
    stage.person.click(u"Apply"_s);
    require(stage.person.waitToSee(u"Cancel ends the waiting"_s), "the login under way");
    take(camera, &stage.window, u"97-attached-login"_s);
}

void shootBroken(const Camera &camera)
{
    SessionsStage stage;
    auto &sessions = stage.machine.sessions.live.sessions;
    sessions[mountedTarget()].front().state = SrpSessionState::Blocked;
    sessions[mountedTarget()].front().failedReconnects = 2;
    sessions[idleTarget()].front().luns.clear();
    stage.machine.sessions.live.multipathd = true;
    require(stage.open(), "the page");
    stage.choose(rowOf(mountedTarget()));
    take(camera, &stage.window, u"98-attached-broken"_s);
    stage.machine.sessions = {};
    stage.machine.tellChanged(u"live"_s);
    require(stage.person.waitToSee(u"No RDMA port found"_s), "the placeholder");
    take(camera, &stage.window, u"99-attached-empty"_s);
}

/// Joined by multipath, and not.
void shootPaths(const Camera &camera)
{
    SessionsStage stage;
    auto &sessions = stage.machine.sessions.live.sessions;
    sessions[idleTarget()].front().luns.front().wwid = sessions[mountedTarget()].front().luns.back().wwid;
    sessions[mountedTarget()].front().luns.front().multipath = u"mpatha"_s;
    require(stage.open(), "the page");
    stage.choose(SessionsStage::disk(idleTarget(), 8, 0));
    take(camera, &stage.window, u"100-attached-paths"_s);
}

} // namespace

void shootSessions(const Camera &camera)
{
    {
        SessionsStage stage;
        require(stage.open(), "the page");
        shootTree(camera, stage);
        shootFind(camera, stage);
        shootConnect(camera, stage);
        shootSettings(camera, stage);
        shootWhy(camera, stage);
        shootApply(camera, stage);
    }
    shootBroken(camera);
    shootPaths(camera);
    const RightToLeft script;
    SessionsStage stage;
    require(stage.open(), "the page");
    stage.choose(rowOf(mountedTarget()));
    take(camera, &stage.window, u"79-attached-right-to-left"_s);
}

} // namespace rdma
