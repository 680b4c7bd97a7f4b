// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Protocols & Services": what it shows, what can be chosen, what is done at once.
#include "tests/gui/modulesstage.h"

#include <QScopeGuard>

namespace rdma {

class ModulesPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsBootAndPresentBesideEachOther();
    void tellsWhatUsesAModuleAndWhichLineChanges();
    void tickingIsAPendingEditWithUndo();
    void spaceTicksTheSelectedRow();
    void whatCannotBeChosenSaysWhy_data();
    void whatCannotBeChosenSaysWhy();
    void severalKindsOfFilesAreExplained();
    void withoutHardwareItSaysSo();
    void loadingIsReviewedAtOnce();
    void whatKeepsAModuleForbidsUnloading();
    void whoKeepsItIsAskedOfThePreview();
    void servicesSayHowTheyStand();
    void aServiceIsEnabledAndStopped();
    void srpDaemonLeadsToItsPage();
    void messagesLeadToTheLog();
    void refreshKeepsSelectionAndEdits();
    void anEditThatCannotBeMadeAnyMoreIsDropped();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void ModulesPageTest::showsBootAndPresentBesideEachOther()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(Protocol::Ipoib, BootTable::Name), u"IPoIB"_s);
    QVERIFY(stage.isTicked(Protocol::Ipoib));
    QCOMPARE(stage.cell(Protocol::Ipoib, BootTable::Now), u"loaded"_s);
    QVERIFY(stage.cell(Protocol::Ipoib, BootTable::About).startsWith(u"Carries ordinary IP traffic"_s));
    QVERIFY(!stage.isTicked(Protocol::SrpTarget));
    QCOMPARE(stage.cell(Protocol::SrpTarget, BootTable::Now), u"loaded, not after a boot"_s);
    QCOMPARE(stage.cell(Protocol::NfsClient, BootTable::Now), u"not loaded, but should be"_s);
    QCOMPARE(stage.cell(Protocol::Iser, BootTable::Now), u"denied by /etc/modprobe.d/blacklist-rdma.conf:3"_s);
    QCOMPARE(stage.cell(Protocol::Rds, BootTable::Now), u"not in this kernel"_s);
    QCOMPARE(stage.cell(Protocol::Uverbs, BootTable::Now), u"part of the kernel"_s);
    QCOMPARE(stage.cell(Protocol::Isert, BootTable::Now), u"not loaded"_s);
    QCOMPARE(stage.tabs()->tabText(ModulesStage::Gaps), u"After the &Next Boot (5)"_s);
}

void ModulesPageTest::tellsWhatUsesAModuleAndWhichLineChanges()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.choose(Protocol::Ipoib);
    QVERIFY(stage.person.waitToSee(u"ib_ipoib, which brings ib_core, ib_cm"_s));
    QVERIFY(stage.person.sees(u"/etc/rdma/modules/infiniband.conf, line 5"_s));
    QVERIFY(stage.person.sees(u"Ends with it: The interface ib0 has the addresses 192.168.7.4/24."_s));
    QVERIFY(stage.person.sees(u"You would lose it: Connections go over ib0: 192.168.7.9, port 22."_s));
    stage.choose(Protocol::SoftRoce);
    QVERIFY(stage.person.waitToSee(u"/etc/modules-load.d/rdma-manager.conf, where a line would be added"_s));
    stage.choose(Protocol::Iser);
    QVERIFY(stage.person.waitToSee(u"/etc/modprobe.d/blacklist-rdma.conf:3 blacklists it"_s));
}

void ModulesPageTest::tickingIsAPendingEditWithUndo()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.tick(Protocol::SrpTarget);
    stage.tick(Protocol::Ipoib, false);
    QVERIFY(stage.isTicked(Protocol::SrpTarget));
    QCOMPARE(stage.cell(Protocol::SrpTarget, BootTable::AtBoot), u"yes"_s);
    QCOMPARE(stage.page()->pendingWish(),
             QJsonObject({{u"protocols"_s, QJsonObject{{u"srp_target"_s, QJsonObject{{u"atBoot"_s, true}}},
                                                       {u"ipoib"_s, QJsonObject{{u"atBoot"_s, false}}}}}}));
    QCOMPARE(stage.page()->pendingChanges().value(0).text, u"Do not load IPoIB at boot"_s);
    QCOMPARE(stage.page()->pendingChanges().value(1).text, u"Load SRP target at boot"_s);
    stage.page()->undoStack()->undo();
    QVERIFY(stage.isTicked(Protocol::Ipoib));
    stage.tick(Protocol::SrpTarget, false);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void ModulesPageTest::spaceTicksTheSelectedRow()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.choose(Protocol::Isert);
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_Space);
    QVERIFY(stage.isTicked(Protocol::Isert));
    stage.choose(Protocol::Rds);
    QTest::keyClick(stage.view(), Qt::Key_Space);
    QVERIFY(!stage.isTicked(Protocol::Rds));
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
}

void ModulesPageTest::whatCannotBeChosenSaysWhy_data()
{
    QTest::addColumn<int>("reason");
    QTest::addColumn<QString>("words");
    const auto row = [](const char *name, BootHindrance reason, const char *words) {
        QTest::newRow(name) << int(reason) << QString::fromLatin1(words);
    };
    row("no module", BootHindrance::NoModule, "This kernel has no module ib_isert");
    row("built in", BootHindrance::BuiltIn, "It is part of the kernel");
    row("always", BootHindrance::AlwaysLoaded, "The service rdma loads it whenever it starts");
    row("RDS", BootHindrance::ForcedByRds, "RDS needs IPoIB and is switched on at /etc/rdma/rdma.conf:7");
    row("not understood", BootHindrance::NotUnderstood, "What /etc/rdma/rdma.conf:7 says");
    row("syntax", BootHindrance::SyntaxError, "bash stops reading the file at /etc/rdma/rdma.conf:7");
    row("packaged", BootHindrance::Packaged, "/etc/rdma/rdma.conf:7 is a package");
    row("a link", BootHindrance::Unwritable, "/etc/rdma/rdma.conf:7 is not changed here: the file is a link");
}

void ModulesPageTest::whatCannotBeChosenSaysWhy()
{
    QFETCH(int, reason);
    QFETCH(QString, words);
    ModulesStage stage;
    stage.machine.modules.live.protocols[Protocol::Isert].boot.impossible =
        BootObstacle{BootHindrance(reason), {QString(rdmaConfPath), 7}};
    QVERIFY(stage.open());
    const QModelIndex box = stage.at(Protocol::Isert, BootTable::AtBoot);
    QVERIFY(!box.flags().testFlag(Qt::ItemIsUserCheckable));
    QVERIFY(box.data(Qt::ToolTipRole).toString().startsWith(words));
    stage.choose(Protocol::Isert);
    QVERIFY(stage.person.waitToSee(words));
    stage.tick(Protocol::Isert);
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void ModulesPageTest::severalKindsOfFilesAreExplained()
{
    ModulesStage stage;
    addOldFiles(stage.machine.modules);
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"/etc/rdma/rdma.conf is there and nothing reads it."_s));
    QVERIFY(stage.person.sees(u"The lists in /etc/rdma/modules are loaded when RDMA hardware appears."_s));
    stage.choose(Protocol::Ipoib);
    QVERIFY(stage.person.waitToSee(u"MLNX_OFED decides this at /etc/infiniband/openib.conf:12"_s));
    QVERIFY(stage.person.sees(u"IPOIB_LOAD=no"_s));
}

void ModulesPageTest::withoutHardwareItSaysSo()
{
    ModulesStage stage;
    stage.machine.modules.live.hasDevices = false;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"nothing of these lists is loaded until one appears"_s));
}

void ModulesPageTest::loadingIsReviewedAtOnce()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.tick(Protocol::SrpTarget); // stays pending
    stage.choose(Protocol::NfsClient);
    stage.person.click(u"Load Now"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject({{u"protocols"_s, QJsonObject{{u"nfs_client"_s, QJsonObject{{u"loaded"_s, true}}}}}}));
    stage.person.press(Qt::Key_Escape);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    stage.choose(Protocol::Ipoib);
    stage.person.click(u"Unload Now"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject({{u"protocols"_s, QJsonObject{{u"ipoib"_s, QJsonObject{{u"loaded"_s, false}}}}}}));
}

void ModulesPageTest::whatKeepsAModuleForbidsUnloading()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.choose(Protocol::SrpTarget);
    const QAbstractButton *unload = stage.person.button(u"Unload Now"_s);
    QVERIFY(unload && !unload->isEnabled());
    QVERIFY(unload->toolTip().startsWith(u"It cannot be unloaded while this is so: The target"_s));
    QVERIFY(stage.person.sees(u"Keeps it loaded: The target"_s));
    stage.choose(Protocol::Uverbs);
    QVERIFY(!stage.person.button(u"Unload Now"_s));
    QVERIFY(!stage.person.button(u"Load Now"_s));
}

void ModulesPageTest::whoKeepsItIsAskedOfThePreview()
{
    ModulesStage stage;
    stage.machine.modules.live.protocols[Protocol::Umad].uses = {
        {ModuleUseKind::Unknown, u"1"_s, {}, ModuleUseWeight::Keeps}};
    QVERIFY(stage.open());
    stage.choose(Protocol::Umad);
    const QAbstractButton *unload = stage.person.button(u"Unload Now"_s);
    QVERIFY(unload && unload->isEnabled());
    stage.person.click(u"Unload Now"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject({{u"protocols"_s, QJsonObject{{u"umad"_s, QJsonObject{{u"loaded"_s, false}}}}}}));
}

void ModulesPageTest::servicesSayHowTheyStand()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.turnTo(ModulesStage::Services);
    const QString opensm = u"opensm.service"_s;
    const QString failed = u"rdma-load-modules@rdma.service"_s;
    QCOMPARE(stage.cell(opensm, BootTable::Name), u"Subnet manager"_s);
    QCOMPARE(stage.cell(opensm, BootTable::Now), u"running, not after a boot"_s);
    QCOMPARE(stage.cell(u"rdma-hw.target"_s, BootTable::AtBoot), u"when hardware appears"_s);
    QCOMPARE(stage.cell(failed, BootTable::Now), u"failed"_s);
    stage.choose(failed);
    QVERIFY(stage.person.waitToSee(u"Its program ended with an error."_s));
    stage.choose(u"rdma-hw.target"_s);
    QVERIFY(stage.person.waitToSee(u"udev starts it when RDMA hardware appears"_s));
    QVERIFY(stage.person.sees(u"RefuseManualStop=yes"_s));
    QVERIFY(!stage.person.button(u"Stop Now"_s)->isEnabled());
}

void ModulesPageTest::aServiceIsEnabledAndStopped()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.turnTo(ModulesStage::Services);
    const QString opensm = u"opensm.service"_s;
    stage.tick(opensm);
    QCOMPARE(stage.page()->pendingWish(),
             QJsonObject({{u"services"_s, QJsonObject{{opensm, QJsonObject{{u"enabled"_s, true}}}}}}));
    stage.choose(opensm);
    stage.person.click(u"Stop Now"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    QCOMPARE(stage.machine.lastWish,
             QJsonObject({{u"services"_s, QJsonObject{{opensm, QJsonObject{{u"active"_s, false}}}}}}));
}

void ModulesPageTest::srpDaemonLeadsToItsPage()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.turnTo(ModulesStage::Services);
    stage.choose(u"srp_daemon.service"_s);
    QVERIFY(!stage.person.button(u"Start Now"_s)->isEnabled());
    QVERIFY(stage.person.waitToSee(u"on the page “Attach Disks”"_s));
    stage.person.click(u"Attach Disks"_s);
    QVERIFY(stage.person.waitToSee(u"Disks of other computers that this one uses over SRP"_s));
}

void ModulesPageTest::messagesLeadToTheLog()
{
    ModulesStage stage;
    const QString unit = u"rdma-load-modules@rdma.service"_s;
    stage.machine.kernelLog.lines = {{1'000, 6, u"ib_core: loaded"_s},
                                     {2'000, 5, u"Main process exited"_s, unit},
                                     {3'000, 6, u"starting"_s, u"opensm.service"_s}};
    QVERIFY(stage.open());
    stage.turnTo(ModulesStage::Services);
    stage.choose(unit);
    stage.person.click(u"Show Messages"_s);
    QVERIFY(stage.person.waitToSee(u"Kernel Messages"_s));
    const auto shown = [&] {
        for (QTreeView *tree : stage.person.all<QTreeView>())
            if (tree->accessibleName() == "Kernel messages"_L1)
                return tree->model()->rowCount();
        return 0;
    };
    QVERIFY(QTest::qWaitFor([&] { return shown() == 1; }));
}

void ModulesPageTest::refreshKeepsSelectionAndEdits()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.choose(Protocol::Isert);
    stage.tick(Protocol::Isert);
    stage.machine.modules.live.protocols[Protocol::NfsServer].module.now = ModuleState::Loaded;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor(
        [&] { return stage.cell(Protocol::NfsServer, BootTable::Now) == "loaded, after a boot when used"_L1; }));
    QCOMPARE(stage.view()->currentIndex(), stage.at(Protocol::Isert, BootTable::Name));
    QVERIFY(stage.isTicked(Protocol::Isert));
    stage.machine.modules.live.protocols[Protocol::Isert].boot.state = BootChoice::On;
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
}

void ModulesPageTest::anEditThatCannotBeMadeAnyMoreIsDropped()
{
    ModulesStage stage;
    QVERIFY(stage.open());
    stage.tick(Protocol::Isert);
    stage.machine.modules.live.protocols[Protocol::Isert].boot.impossible =
        BootObstacle{BootHindrance::Packaged, {u"/usr/lib/modules-load.d/x.conf"_s, 1}};
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(stage.person.waitToSee(u"Dropped: Load iSER target at boot."_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void ModulesPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    ModulesStage stage;
    const QString hostile = u"<b>%1%2\u202e</b>"_s;
    const QString shown = u"<b>%1%2\ufffd</b>"_s;
    auto &ipoib = stage.machine.modules.live.protocols[Protocol::Ipoib];
    ipoib.uses = {{ModuleUseKind::Program, hostile, hostile, ModuleUseWeight::Keeps}};
    ipoib.module.now = ModuleState::Denied;
    ipoib.module.denials = {{Denial::NoCommand, hostile, 1}};
    auto &service = stage.machine.modules.live.services[u"opensm.service"_s];
    service.standing.activity = ServiceActivity::Failed;
    service.standing.result = hostile;
    QVERIFY(stage.open());
    stage.choose(Protocol::Ipoib);
    QVERIFY(stage.person.waitToSee(u"The program %1 has %1 open."_s.replace(u"%1"_s, shown)));
    QCOMPARE(stage.cell(Protocol::Ipoib, BootTable::Now), u"denied by "_s + shown + u":1"_s);
    stage.turnTo(ModulesStage::Services);
    stage.choose(u"opensm.service"_s);
    QVERIFY(stage.person.waitToSee(u"It failed ("_s + shown + u")."_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::ModulesPageTest)
#include "modulespagetest.moc"
