// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The scenes of the page "Protocols & Services": rows and details, pending edits, old files, gaps, the consent.
#include "tests/gui/modulesstage.h"
#include "tests/shots/camera.h"
#include "tests/shots/scenes.h"

namespace rdma {

namespace {

void require(bool seen, const char *what)
{
    if (!seen)
        qFatal("not seen on the page of protocols: %s", what);
}

void take(const Camera &camera, ModulesStage &stage, const QString &name)
{
    QTest::qWait(100);
    camera.take(&stage.window, name);
}

void shootProtocols(const Camera &camera, ModulesStage &stage)
{
    stage.choose(Protocol::Ipoib);
    take(camera, stage, u"110-protocols"_s);
    stage.choose(Protocol::SrpTarget);
    stage.tick(Protocol::SrpTarget);
    stage.tick(Protocol::RdmaUcm, false);
    take(camera, stage, u"111-protocols-pending"_s);
    stage.choose(Protocol::Rds);
    take(camera, stage, u"112-protocols-impossible"_s);
    stage.choose(Protocol::Iser);
    take(camera, stage, u"113-protocols-denied"_s);
    stage.page()->discardChanges();
}

void shootServices(const Camera &camera, ModulesStage &stage)
{
    stage.turnTo(ModulesStage::Services);
    stage.choose(u"rdma-load-modules@rdma.service"_s);
    take(camera, stage, u"114-services-failed"_s);
    stage.choose(u"srp_daemon.service"_s);
    take(camera, stage, u"115-services-elsewhere"_s);
    stage.turnTo(ModulesStage::Gaps);
    take(camera, stage, u"116-gaps"_s);
}

void shootConsent(const Camera &camera, ModulesStage &stage)
{
    stage.turnTo(ModulesStage::Protocols);
    stage.choose(Protocol::Ipoib);
    stage.machine.plan.steps = {{.kind = u"unload-used-module"_s,
                                 .subject = u"ib_ipoib"_s,
                                 .after = u"ib0: 192.168.7.9, port 22; ib0: default route"_s,
                                 .commands = {u"modprobe -r ib_ipoib"_s}}};
    stage.person.click(u"Unload Now"_s);
    require(stage.person.waitToSee(u"You allow that this is lost"_s), "the consent");
    take(camera, stage, u"117-consent"_s);
    stage.person.press(Qt::Key_Escape);
}

/// As it is where everything is fine, and with nothing there.
void shootFine(const Camera &camera)
{
    ModulesStage stage;
    stage.machine.modules.live.services.clear();
    std::erase_if(stage.machine.modules.live.protocols, [](const auto &one) { return one.first != Protocol::Ipoib; });
    require(stage.open(), "the page");
    stage.turnTo(ModulesStage::Services);
    take(camera, stage, u"119-services-empty"_s);
    stage.turnTo(ModulesStage::Gaps);
    take(camera, stage, u"120-no-gaps"_s);
}

} // namespace

void shootModules(const Camera &camera)
{
    {
        ModulesStage stage;
        require(stage.open(), "the page");
        shootProtocols(camera, stage);
        shootServices(camera, stage);
        shootConsent(camera, stage);
    }
    {
        ModulesStage stage;
        addOldFiles(stage.machine.modules);
        require(stage.open(), "the page");
        stage.choose(Protocol::Ipoib);
        take(camera, stage, u"118-protocols-old-files"_s);
    }
    shootFine(camera);
    const RightToLeft script;
    ModulesStage stage;
    addOldFiles(stage.machine.modules);
    require(stage.open(), "the page");
    stage.choose(Protocol::Ipoib);
    take(camera, stage, u"121-protocols-right-to-left"_s);
    stage.turnTo(ModulesStage::Gaps);
    take(camera, stage, u"122-gaps-right-to-left"_s);
}

} // namespace rdma
