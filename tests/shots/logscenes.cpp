// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Kernel Messages", and of a list of checks with a broken link.
#include "gui/pages/chainrows.h"
#include "gui/widgets/checklist.h"
#include "gui/widgets/textlabels.h"
#include "tests/gui/logstage.h"
#include "tests/model/srpscene.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

#include <QVBoxLayout>

namespace rdma {

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the log page: %s", what);
}

void sayMuch(LogStage &stage)
{
    stage.say({u"mlx4_core 0000:05:00.0: command 0x21 failed: fw status = 0x1"_s}, 3);
    stage.say({u"infiniband mlx4_0: set active"_s, u"scsi host5: ib_srp: REJ received"_s});
    stage.say({u"scsi host5: ib_srp: SRP LOGIN from fe80:0000:0000:0000:f452:1403:007b:cba1 to "
               "fe80:0000:0000:0000:0011:7500:0077:dd7e REJECTED, reason 0x00010006"_s},
              4);
    stage.say({u"scsi host5: ib_srp: Connection 0/4 to fe80:0000:0000:0000:0011:7500:0077:dd7e failed"_s}, 3);
}

void shootPage(const Camera &camera)
{
    LogStage stage;
    sayMuch(stage);
    require(stage.go(), "the lock");
    camera.take(&stage.window, u"90-log-locked"_s);
    require(stage.LogStage::open(), "messages");
    camera.take(&stage.window, u"91-log"_s);
    stage.LogStage::choose(u"Rejected login for initiator 0002:c903:000f:1111"_s);
    camera.take(&stage.window, u"92-log-refused"_s);
    stage.LogStage::choose(u"SRP LOGIN from"_s);
    camera.take(&stage.window, u"93-log-failed"_s);
    stage.LogStage::choose(u"Requested port type"_s);
    camera.take(&stage.window, u"94-log-port-type"_s);
    stage.machine.logRightEnds = true;
    require(stage.person.waitForButton(u"Continue"_s), "the end of the right to read");
    camera.take(&stage.window, u"95-log-stopped"_s);
}

void shootChecks(const Camera &camera)
{
    SrpScene scene = overInfiniBand();
    scene.logOut();
    scene.log = chapter::logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator);
    QWidget window;
    auto *column = new QVBoxLayout(&window);
    column->addWidget(sectionLabel(u"Why the disk is not here"_s, &window));
    auto *chain = new CheckList(u"Why the disk is not here"_s, &window);
    chain->showRows(checkRows(scene.chain(), true));
    column->addWidget(chain);
    column->addWidget(sectionLabel(u"/dev/sdb"_s, &window));
    auto *proof = new CheckList(u"/dev/sdb"_s, &window);
    proof->showRows(checkRows(srpProof(onOneHost().scene()).front()));
    column->addWidget(proof);
    window.resize(window.fontMetrics().averageCharWidth() * 110, 100);
    window.show();
    camera.take(&window, u"96-checks"_s);
}

} // namespace

void shootLog(const Camera &camera)
{
    shootPage(camera);
    shootChecks(camera);
}

} // namespace rdma
