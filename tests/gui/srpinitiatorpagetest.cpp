// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Attach Disks": what it shows, how targets stand, refreshes, the keyboard.
#include "tests/gui/sessionsstage.h"

#include <QScopeGuard>

namespace rdma {

class SrpInitiatorPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsPortsTargetsAndDisks();
    void tellsHowAConnectionStands_data();
    void tellsHowAConnectionStands();
    void aBrokenConnectionLooksBrokenAndSaysWhatKeepsIt();
    void seesWhatNobodyTells();
    void tellsWhatHappensByItself();
    void tellsWhatSrpDaemonWillDoAfterABoot();
    void showsAllValuesOfTheSelectedRow();
    void pathsOfOneDiskAreToldApart();
    void theSameDiskWithoutAMapIsSaid();
    void refreshKeepsSelectionAndEdits();
    void editOfWhatIsGoneIsDroppedWithAMessage();
    void whatSomebodyElseDidIsNoLongerPending();
    void everythingByKeyboard();
    void emptyMachineGetsHelp();
    void fromRightToLeftNamesStayWhole();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void SrpInitiatorPageTest::showsPortsTargetsAndDisks()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    const AttachRow first = rowOf(firstInitiatorPort());
    QCOMPARE(stage.cell(first, AttachTree::Name), u"mlx5_0, port 1"_s);
    QCOMPARE(stage.cell(first, AttachTree::Kind), u"InfiniBand"_s);
    QCOMPARE(stage.cell(first, AttachTree::State), u"can log in"_s);
    QCOMPARE(stage.cell(first, AttachTree::Reboot), u"srp_daemon looks"_s);
    const AttachRow target = rowOf(mountedTarget());
    QCOMPARE(stage.cell(target, AttachTree::Name), u"0002c90300a1b2c3"_s);
    QCOMPARE(stage.cell(target, AttachTree::Kind), u"GID fe80:0000:0000:0000:0002:c903:00a1:b2c3"_s);
    QCOMPARE(stage.cell(target, AttachTree::State), u"connected"_s);
    QCOMPARE(stage.tree()->indexOf(target).parent(), stage.tree()->indexOf(first));
    const AttachRow disk = SessionsStage::disk(mountedTarget(), 7, 0);
    QCOMPARE(stage.cell(disk, AttachTree::Name), u"sdb · LUN 0"_s);
    QCOMPARE(stage.cell(disk, AttachTree::Kind), u"LIO-ORG vol1"_s);
    QCOMPARE(stage.cell(disk, AttachTree::Size), u"3.9 TiB"_s);
    QCOMPARE(stage.cell(disk, AttachTree::State), u"mounted on /srv"_s);
    QCOMPARE(stage.cell(SessionsStage::disk(mountedTarget(), 7, 1), AttachTree::State), u"not in use"_s);
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::State), u"not connected"_s);
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::Kind), u"192.0.2.1, port 5555"_s);
    QCOMPARE(stage.cell(rowOf(secondInitiatorPort()), AttachTree::State), u"Down"_s);
}

void SrpInitiatorPageTest::tellsHowAConnectionStands_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("seesDisks");
    QTest::addColumn<QString>("cell");
    QTest::addColumn<QString>("remark");
    const auto row = [](const char *name, SrpSessionState state, bool seesDisks, const char *cell, const char *remark) {
        QTest::newRow(name) << int(state) << seesDisks << QString::fromLatin1(cell) << QString::fromLatin1(remark);
    };
    row("no disk", SrpSessionState::Running, false, "logged in, but sees no disk", "shows it no disk");
    row("blocked", SrpSessionState::Blocked, true, "connection broken, commands wait", "nothing is lost");
    row("fail-fast", SrpSessionState::FailFast, true, "connection broken, commands fail", "commands fail now");
    row("lost", SrpSessionState::Lost, true, "connection lost, disks go", "takes the disks away");
}

void SrpInitiatorPageTest::tellsHowAConnectionStands()
{
    QFETCH(int, state);
    QFETCH(bool, seesDisks);
    QFETCH(QString, cell);
    QFETCH(QString, remark);
    SessionsStage stage;
    SrpSession &session = stage.machine.sessions.live.sessions[idleTarget()].front();
    session.state = SrpSessionState(state);
    if (!seesDisks)
        session.luns.clear();
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(rowOf(idleTarget()), AttachTree::State), cell);
    stage.choose(rowOf(idleTarget()));
    QVERIFY(stage.person.sees(remark));
}

void SrpInitiatorPageTest::aBrokenConnectionLooksBrokenAndSaysWhatKeepsIt()
{
    SessionsStage stage;
    stage.machine.sessions.live.sessions[mountedTarget()].front().state = SrpSessionState::FailFast;
    QVERIFY(stage.open());
    QVERIFY(stage.shows(rowOf(mountedTarget()), u"dialog-warning"_s));
    QVERIFY(stage.shows(rowOf(idleTarget()), u"dialog-ok-apply"_s));
    QVERIFY(stage.shows(rowOf(knownTarget()), u"network-offline"_s));
    stage.choose(rowOf(mountedTarget()));
    QVERIFY(!stage.person.button(u"Disconnect"_s)->isEnabled());
    QVERIFY(stage.person.sees(u"commands fail now"_s));
    QVERIFY(stage.person.sees(u"when nothing uses its disks any more: sdb: mounted on /srv."_s));
}

void SrpInitiatorPageTest::seesWhatNobodyTells()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.machine.sessions.live.sessions[idleTarget()].front().state = SrpSessionState::Blocked;
    const auto saysSo = [&] {
        return stage.cell(rowOf(idleTarget()), AttachTree::State) == "connection broken, commands wait"_L1;
    };
    QVERIFY(QTest::qWaitFor(saysSo, std::chrono::seconds(20)));
}

void SrpInitiatorPageTest::tellsWhatHappensByItself()
{
    SessionsStage stage;
    stage.machine.sessions.live.multipathd = true;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"srp_daemon logs in by itself to whatever its rules allow, on mlx5_0, port 1."_s));
    QVERIFY(stage.person.sees(u"multipathd joins the paths of a disk by itself"_s));
    stage.machine.sessions.live.multipathd = false;
    stage.machine.sessions.config.daemons[firstInitiatorPort()] = false;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(u"by itself"_s); }));
}

void SrpInitiatorPageTest::tellsWhatSrpDaemonWillDoAfterABoot()
{
    SessionsStage stage;
    stage.machine.sessions.config.targets[idleTarget()].atBoot = false;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(rowOf(mountedTarget()), AttachTree::Reboot), u"by srp_daemon"_s);
    QCOMPARE(stage.cell(rowOf(idleTarget()), AttachTree::Reboot), u"not connected"_s);  // the rules allow one only
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::Reboot), u"not connected"_s); // RDMA/CM
    stage.machine.sessions.config.rules.clear();
    stage.machine.sessions.config.targets[knownTarget()].atBoot = true;
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.cell(rowOf(idleTarget()), AttachTree::Reboot) == "by srp_daemon"_L1; }));
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::Reboot), u"connected"_s);
}

void SrpInitiatorPageTest::showsAllValuesOfTheSelectedRow()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(firstInitiatorPort()));
    QVERIFY(stage.person.waitToSee(u"0x0000000000000000001175000077d708"_s));
    stage.choose(rowOf(mountedTarget()));
    QVERIFY(stage.person.waitToSee(u"host7, 2 disks, 4 channels"_s));
    QVERIFY(stage.person.waitToSee(u"tries again every 10 s, commands fail after 15 s, disks go after 600 s"_s));
    stage.choose(SessionsStage::disk(mountedTarget(), 7, 0));
    for (const QString &value : {u"/dev/sdb"_s, u"7:0:0:0"_s, u"naa.60014052f7d1c3e5a0b4f1e9c553c170"_s, u"xfs"_s,
                                 u"/dev/disk/by-id/wwn-0x60014052f7d1c3e5a0b4f1e9c553c170"_s})
        QVERIFY2(stage.person.waitToSee(value), qPrintable(value));
    stage.machine.sessions.config.targets[idleTarget()].login.path = std::nullopt;
    stage.machine.tellChanged(u"config"_s);
    stage.choose(rowOf(idleTarget()));
    QVERIFY(stage.person.waitToSee(u"not shown by the kernel"_s));
}

void SrpInitiatorPageTest::pathsOfOneDiskAreToldApart()
{
    SessionsStage stage;
    SrpLun &lun = stage.machine.sessions.live.sessions[idleTarget()].front().luns.front();
    lun.multipath = u"mpatha"_s;
    QVERIFY(stage.open());
    const AttachRow disk = SessionsStage::disk(idleTarget(), 8, 0);
    QCOMPARE(stage.cell(disk, AttachTree::State), u"path of mpatha"_s);
    stage.choose(disk);
    QVERIFY(stage.person.sees(u"This is one path of a disk. Use /dev/mapper/mpatha, which takes every path."_s));
    lun.disk.uses = {{BlockUse::Mounted, u"/data"_s}}; // of the map, as the helper sends it
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(
        QTest::qWaitFor([&] { return stage.cell(disk, AttachTree::State) == "path of mpatha, mounted on /data"_L1; }));
}

void SrpInitiatorPageTest::theSameDiskWithoutAMapIsSaid()
{
    SessionsStage stage;
    auto &sessions = stage.machine.sessions.live.sessions;
    const SrpLun &mounted = sessions[mountedTarget()].front().luns.front();
    sessions[idleTarget()].front().luns.front().wwid = mounted.wwid;
    QVERIFY(stage.open());
    const AttachRow disk = SessionsStage::disk(idleTarget(), 8, 0);
    QCOMPARE(stage.cell(disk, AttachTree::State), u"same disk as sdb"_s);
    QCOMPARE(stage.cell(SessionsStage::disk(mountedTarget(), 7, 0), AttachTree::State),
             u"same disk as sdd, mounted on /srv"_s);
    stage.choose(disk);
    QVERIFY(stage.person.sees(u"This is the same disk as sdb, over another path."_s));
    QVERIFY(stage.person.sees(u"multipathd does not run"_s));
    stage.machine.sessions.live.multipathd = true;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"multipathd runs and has not done so"_s));
}

void SrpInitiatorPageTest::refreshKeepsSelectionAndEdits()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    stage.machine.sessions.live.sessions[mountedTarget()].front().luns.pop_back();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(
        QTest::qWaitFor([&] { return !stage.tree()->indexOf(SessionsStage::disk(mountedTarget(), 7, 1)).isValid(); }));
    QVERIFY(stage.tree()->idAt(stage.view()->currentIndex()) == rowOf(idleTarget()));
    QVERIFY(!stage.wished().targets.at(idleTarget()).connected);
    QCOMPARE(stage.cell(rowOf(idleTarget()), AttachTree::State), u"will be disconnected"_s);
    QCOMPARE(stage.cell(SessionsStage::disk(idleTarget(), 8, 0), AttachTree::State), u"will go"_s);
}

void SrpInitiatorPageTest::editOfWhatIsGoneIsDroppedWithAMessage()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(knownTarget()));
    stage.person.click(u"Connect After Every Boot"_s);
    stage.machine.sessions.config.targets.erase(knownTarget());
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(stage.person.waitToSee(u"What this was about is gone. Dropped: Connect to 192.0.2.1, port 5555 after "
                                   "every boot."_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpInitiatorPageTest::whatSomebodyElseDidIsNoLongerPending()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.person.click(u"Disconnect"_s);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    stage.machine.sessions.config.targets[idleTarget()].connected = false;
    stage.machine.sessions.live.sessions.erase(idleTarget());
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
    QVERIFY(!stage.person.sees(u"Dropped"_s));
}

void SrpInitiatorPageTest::everythingByKeyboard()
{
    SessionsStage stage;
    QVERIFY(stage.open());
    stage.choose(rowOf(idleTarget()));
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_Delete);
    QVERIFY(!stage.wished().targets.at(idleTarget()).connected);
    QTest::keyClick(stage.view(), Qt::Key_B, Qt::ControlModifier);
    QVERIFY(!stage.wished().targets.at(idleTarget()).atBoot);
    QTest::keyClick(stage.view(), Qt::Key_O, Qt::ControlModifier);
    QVERIFY(stage.wished().targets.at(idleTarget()).connected);
    QTest::keyClick(stage.view(), Qt::Key_E, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<QDialog>().isEmpty(); }));
}

void SrpInitiatorPageTest::emptyMachineGetsHelp()
{
    SessionsStage stage;
    stage.machine.sessions = {};
    stage.window.show();
    stage.person.go("srp_initiator"_L1);
    QVERIFY(stage.person.waitToSee(u"No RDMA port found"_s));
}

/// Each is isolated once: what isolates would be replaced the second time.
void SrpInitiatorPageTest::fromRightToLeftNamesStayWhole()
{
    const QLocale before;
    QLocale::setDefault(QLocale(QLocale::Hebrew));
    const auto restore = qScopeGuard([before] { QLocale::setDefault(before); });
    SessionsStage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(rowOf(firstInitiatorPort()), AttachTree::Name), u"\u2066mlx5_0, port 1\u2069"_s);
    QCOMPARE(stage.cell(rowOf(knownTarget()), AttachTree::Kind), u"\u2066192.0.2.1, port 5555\u2069"_s);
    stage.choose(rowOf(mountedTarget()));
    QVERIFY(stage.person.waitToSee(u"when nothing uses its disks any more: sdb: mounted on /srv."_s));
    QVERIFY(!stage.person.sees(QChar(QChar::ReplacementCharacter)));
}

void SrpInitiatorPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    SessionsStage stage;
    const QString hostile = u"<b>%1%2\u202e</b>"_s;
    SrpLun &lun = stage.machine.sessions.live.sessions[idleTarget()].front().luns.front();
    lun.disk.vendor = lun.disk.model = lun.disk.serial = lun.disk.fileSystem = lun.wwid = hostile;
    lun.disk.uses = {{BlockUse::Mounted, hostile}};
    QVERIFY(stage.open());
    const QString shown = u"<b>%1%2\ufffd</b>"_s;
    const AttachRow disk = SessionsStage::disk(idleTarget(), 8, 0);
    QCOMPARE(stage.cell(disk, AttachTree::Kind), QString(shown + u' ' + shown));
    QCOMPARE(stage.cell(disk, AttachTree::State), QString("mounted on "_L1 + shown));
    stage.choose(disk);
    QVERIFY(stage.person.waitToSee(shown));
    stage.choose(rowOf(idleTarget()));
    QVERIFY(stage.person.sees(u"nothing uses its disks any more: sdd: mounted on "_s + shown));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpInitiatorPageTest)
#include "srpinitiatorpagetest.moc"
