// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Export Disks": what it shows, refreshes, search, thousands of permissions, for the keyboard.
#include "gui/pages/srptargetlist.h"
#include "tests/gui/exportsstage.h"

#include <QLineEdit>
#include <QTreeWidget>
#include <ctime>

namespace rdma {

namespace {

/// ms; with sanitizers as well. What looks at each row for each row takes minutes
constexpr qint64 quadratic = 10'000;

/// Of the processor: on a busy machine the wall's clock tells of the others.
class WorkClock {
public:
    void restart() { m_started = std::clock(); }
    [[nodiscard]] long long elapsed() const { return (std::clock() - m_started) / (CLOCKS_PER_SEC / 1000); }

private:
    std::clock_t m_started = std::clock();
};

} // namespace

class SrpTargetPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsPortsDisksAndInitiators();
    void showsWhatIsNotHereAndWhatIsOthers();
    void refreshKeepsSelectionAndEdits();
    void editOfWhatIsGoneIsDroppedWithAMessage();
    void whatSomebodyElseDidIsNoLongerPending();
    void findsByDiskAndByInitiator();
    void tellsThroughputSinceTheLastReading();
    void thousandsOfPermissionsComeOnlyWhenLookedAt();
    void thousandsOfPermissionsAreEditedWithoutAPause();
    void everythingByKeyboard();
    void rowsAndFieldsHaveNames();
    void emptyMachineGetsHelp();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void SrpTargetPageTest::showsPortsDisksAndInitiators()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(u"mlx4_0, port 1"_s, ExportTree::MadeOf), u"InfiniBand"_s);
    QCOMPARE(stage.cell(u"mlx4_0, port 1"_s, ExportTree::State), u"initiators can log in"_s);
    QCOMPARE(stage.cell(u"mlx4_0, port 1"_s, ExportTree::Reboot), u"now and after a reboot"_s);
    QCOMPARE(stage.cell(u"mlx4_0, port 2"_s, ExportTree::MadeOf), u"Ethernet ens2d1"_s);
    QVERIFY(stage.cell(u"mlx4_0, port 2"_s, ExportTree::State).contains("exports nothing"_L1));
    QCOMPARE(stage.cell(u"mlx5_0, port 1"_s, ExportTree::State), u"has no GID yet"_s);
    QCOMPARE(stage.cell(u"vol1 · LUN 0"_s, ExportTree::MadeOf), u"Block device sdb"_s);
    QCOMPARE(stage.cell(u"vol1 · LUN 0"_s, ExportTree::Size), u"3.9 TiB"_s);
    stage.view()->expandAll();
    const QModelIndex user = stage.find(firstInitiator);
    QCOMPARE(user.siblingAtColumn(ExportTree::MadeOf).data().toString(), u"read and write"_s);
    QCOMPARE(user.siblingAtColumn(ExportTree::State).data().toString().left(9), u"logged in"_s);
    QCOMPARE(stage.cell(secondInitiator, ExportTree::State), u"not logged in"_s);
    stage.view()->setCurrentIndex(user);
    QVERIFY(stage.person.sees(u"inferred from the statistics"_s));
    QVERIFY(stage.person.waitToSee(u"20.0 GiB read, 4.0 GiB written, 512000 commands"_s));
    stage.choose(u"mlx4_0, port 1"_s);
    QVERIFY(stage.person.waitToSee(u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s));
}

void SrpTargetPageTest::showsWhatIsNotHereAndWhatIsOthers()
{
    ExportsStage stage;
    SrpTarget absent{.enabled = true, .luns = {{3, {BackstoreKind::Block, u"vol1"_s}}}};
    stage.machine.exports.config.atBoot.targets[absentWwn] = absent;
    stage.machine.exports.config.now.targets[u"f452:1403:007b:cba1"_s] = {.enabled = true};
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(u"fe80:0000:0000:0000:e41d:2d03:00e5:3000"_s, ExportTree::State), u"no such port here"_s);
    QCOMPARE(stage.cell(u"vol1 · LUN 3"_s, ExportTree::Reboot), u"only after the next reboot"_s);
    QVERIFY(stage.cell(u"f452:1403:007b:cba1"_s, ExportTree::State).startsWith("named by a GUID"_L1));
    QVERIFY(stage.find(u"Disks not exported"_s).isValid());
    QCOMPARE(stage.cell(u"tape"_s, ExportTree::State), u"used elsewhere"_s);
    stage.choose(u"tape"_s);
    QVERIFY(stage.person.sees(u"Only shown: a disk of this kind"_s));
    QVERIFY(!stage.person.button(u"Delete the Disk"_s));
    stage.choose(u"iscsidisk"_s);
    QVERIFY(stage.person.sees(u"exported elsewhere as well (iscsi/iqn.2003-01"_s));
    QVERIFY(!stage.person.button(u"Delete the Disk"_s));
    stage.choose(u"spare"_s);
    QVERIFY(stage.person.button(u"Delete the Disk"_s));
}

void SrpTargetPageTest::refreshKeepsSelectionAndEdits()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    stage.choose(secondInitiator);
    stage.person.click(u"Make Read-Only"_s);
    const int reads = stage.machine.countOnExports(u"Read"_s);
    SrpTarget &target = stage.machine.exports.config.now.targets[firstWwn];
    target.acls[u"0x00000000000000000000000000000001"_s].luns[0] = {0, false};
    stage.machine.exports.live.ports[{u"aaa"_s, 1}] = {
        u"0xfe800000000000000000000000000001"_s, PortState::Active, LinkLayer::InfiniBand, {}};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.find(u"aaa, port 1"_s).isValid(); }));
    QVERIFY(stage.machine.countOnExports(u"Read"_s) > reads);
    QCOMPARE(stage.view()->currentIndex().data().toString(), QString(secondInitiator));
    QVERIFY(stage.find(u"0x00000000000000000000000000000001"_s).isValid()); // its disk is unfolded
    QVERIFY(stage.wished().now.targets.at(firstWwn).acls.at(secondInitiator).luns.at(0).readOnly);
    QCOMPARE(stage.wished().now.targets.at(firstWwn).acls.size(), 3U);
}

void SrpTargetPageTest::editOfWhatIsGoneIsDroppedWithAMessage()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    stage.choose(secondInitiator);
    stage.person.click(u"Make Read-Only"_s);
    stage.machine.exports.config.now.targets[firstWwn].acls.erase(secondInitiator);
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"What this was about is gone. Dropped: Let 0x00000000000000000002c903000d4e5f only "
                                   "read its LUN 0 on mlx4_0, port 1."_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void SrpTargetPageTest::whatSomebodyElseDidIsNoLongerPending()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"spare"_s);
    stage.person.click(u"Delete the Disk"_s);
    for (SrpTree *tree : {&stage.machine.exports.config.now, &stage.machine.exports.config.atBoot})
        tree->backstores.erase({BackstoreKind::Ramdisk, u"spare"_s});
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
    QVERIFY(!stage.person.sees(u"Dropped"_s));
}

void SrpTargetPageTest::findsByDiskAndByInitiator()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.key(Qt::Key_F, Qt::ControlModifier);
    auto *search = stage.named<QLineEdit>(u"Search ports, disks and initiators"_s);
    QVERIFY(search->hasFocus());
    search->setText(u"img"_s);
    QVERIFY(stage.find(u"img"_s).isValid() && !stage.find(u"vol1"_s).isValid());
    QVERIFY(!stage.find(u"mlx4_0, port 2"_s).isValid());
    search->setText(u"mlx4_0 0d4e5f"_s);
    QVERIFY(stage.find(u"vol1"_s).isValid() && !stage.find(u"img"_s).isValid());
    stage.view()->expand(stage.find(u"vol1"_s));
    QVERIFY(stage.find(secondInitiator).isValid() && !stage.find(firstInitiator).isValid());
    search->setText(u"iscsi/iqn nothing"_s);
    QVERIFY(stage.person.sees(u"No port, disk or initiator matches."_s));
    stage.person.click(u"Clear Search"_s);
    QVERIFY(stage.find(u"mlx4_0, port 2"_s).isValid());
    QVERIFY(stage.find(firstInitiator).isValid());
}

void SrpTargetPageTest::tellsThroughputSinceTheLastReading()
{
    using namespace std::chrono_literals;
    Sessions sessions;
    sessions[firstWwn][firstInitiator] = {true, 100, 50, 0};
    ExportRates rates;
    rates.take(sessions, 0ms);
    QVERIFY(!rates.of(firstWwn, firstInitiator));
    sessions[firstWwn][firstInitiator] = {true, 120, 50, 0};
    rates.take(sessions, 500ms); // too soon to tell
    QVERIFY(!rates.of(firstWwn, firstInitiator));
    rates.take(sessions, 2000ms);
    QCOMPARE(rates.of(firstWwn, firstInitiator)->read, 10.0 * 1024 * 1024);
    QCOMPARE(rates.of(firstWwn, firstInitiator)->written, 0.0);
    sessions[firstWwn][firstInitiator] = {true, 5, 0, 0}; // counted anew
    rates.take(sessions, 4000ms);
    QCOMPARE(rates.of(firstWwn, firstInitiator)->read, 0.0);

    ExportsStage stage;
    QVERIFY(stage.open());
    stage.view()->expandAll();
    QTest::qWait(1600);
    stage.machine.exports.live.sessions[firstWwn][firstInitiator].readMiB += 1000;
    QVERIFY(QTest::qWaitFor(
        [&] {
            const QString state = stage.cell(firstInitiator, ExportTree::State);
            return state.startsWith("reads "_L1);
        },
        10'000));
}

void SrpTargetPageTest::thousandsOfPermissionsComeOnlyWhenLookedAt()
{
    const ExportState state = manyExports(1000, 64);
    ExportList list;
    list.resize(900, 600);
    list.QWidget::show();
    QVERIFY(QTest::qWaitForWindowExposed(&list));
    WorkClock clock;
    list.show(state, {});
    qInfo("1,000 LUNs and 64 ACLs shown in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < quadratic);
    ExportTree &tree = list.tree();
    const QModelIndex port = tree.indexOf({.wwn = firstWwn});
    QCOMPARE(tree.rowCount(port), 1000);
    const QModelIndex disk = tree.index(500, 0, port);
    QVERIFY(tree.hasChildren(disk) && tree.canFetchMore(disk));
    QCOMPARE(tree.rowCount(disk), 0);
    clock.restart();
    list.view()->expand(disk);
    QCOMPARE(tree.rowCount(disk), 64);
    QVERIFY(!tree.canFetchMore(disk));
    QCOMPARE(tree.rowCount(tree.index(501, 0, port)), 0);
    list.view()->setCurrentIndex(tree.index(63, 0, disk));
    const QString chosen = list.view()->currentIndex().data().toString();
    list.show(state, {});
    QCOMPARE(list.view()->currentIndex().data().toString(), chosen);
    QCOMPARE(tree.rowCount(disk), 64);
    qInfo("one unfolded, chosen and refreshed in %lld ms", clock.elapsed());
    clock.restart();
    tree.setSearch(u"vol0999"_s);
    QCOMPARE(tree.rowCount(tree.indexOf({.wwn = firstWwn})), 1);
    tree.setSearch(u"2c903003f"_s); // one initiator, which all disks have
    QCOMPARE(tree.rowCount(tree.indexOf({.wwn = firstWwn})), 1000);
    tree.setSearch({});
    qInfo("searched three times in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < quadratic);
    clock.restart();
    list.view()->expandAll();
    QCoreApplication::processEvents();
    qInfo("64,000 permissions unfolded in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < quadratic);
    clock.restart();
    list.show(state, {});
    qInfo("and refreshed in %lld ms", clock.elapsed());
    QVERIFY(clock.elapsed() < quadratic);
}

void SrpTargetPageTest::thousandsOfPermissionsAreEditedWithoutAPause()
{
    SrpTargetPage page;
    page.resize(900, 600);
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QVERIFY(page.showState(stateJson(manyExports(1000, 64))));
    auto *view = page.findChild<ExportList *>()->view();
    const QModelIndex port = view->model()->index(0, 0);
    WorkClock clock;
    long long longest = 0;
    for (int lun = 0; lun < 12; ++lun) {
        view->setCurrentIndex(view->model()->index(500 + lun, 0, port));
        view->setFocus();
        clock.restart();
        QTest::keyClick(view, Qt::Key_Delete);
        longest = std::max(longest, clock.elapsed());
    }
    QCOMPARE(page.pendingChanges().size(), 12);
    qInfo("the slowest of 12 edits took %lld ms", longest);
    QVERIFY(longest < quadratic);
}

void SrpTargetPageTest::everythingByKeyboard()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.key(Qt::Key_Home);
    stage.key(Qt::Key_Down);
    QCOMPARE(stage.view()->currentIndex().data().toString(), u"vol1 · LUN 0"_s);
    stage.key(Qt::Key_Right);
    stage.key(Qt::Key_Down);
    QCOMPARE(stage.view()->currentIndex().data().toString(), QString(firstInitiator));
    stage.key(Qt::Key_R, Qt::ControlModifier | Qt::ShiftModifier);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    stage.key(Qt::Key_Home);
    stage.key(Qt::Key_L, Qt::ControlModifier);
    QVERIFY(QTest::qWaitFor([&] { return stage.dialog() != nullptr; }));
    QCOMPARE(stage.named<QTreeWidget>(u"Exported disks"_s)->topLevelItemCount(), 2); // all of the port
    QTest::keyClick(stage.dialog(), Qt::Key_Escape);
    QVERIFY(QTest::qWaitFor([&] { return !stage.dialog(); }));
    stage.key(Qt::Key_B, Qt::ControlModifier);
    QCOMPARE(stage.page()->pendingChanges().size(), 2);
    stage.key(Qt::Key_Delete);
    QVERIFY(!stage.wished().now.targets.contains(firstWwn));
    QCOMPARE(stage.page()->pendingChanges().size(), 1); // what it makes needless is gone
}

void SrpTargetPageTest::rowsAndFieldsHaveNames()
{
    ExportsStage stage;
    QVERIFY(stage.open());
    stage.choose(u"vol1 · LUN 0"_s);
    stage.person.click(u"Export a Disk"_s);
    stage.person.click(u"Advanced"_s);
    for (QWidget *widget : stage.person.all<QWidget>()) {
        if (!(widget->focusPolicy() & Qt::TabFocus) || widget->focusProxy()) // a spin box speaks for its field
            continue;
        QAccessibleInterface *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY2(accessible && !accessible->text(QAccessible::Name).isEmpty(),
                 qPrintable(QString::fromLatin1(widget->metaObject()->className()) + u" in "_s +
                            QString::fromLatin1(widget->parentWidget()->metaObject()->className())));
    }
    stage.person.click(u"Add to Changes"_s);
    QVERIFY(stage.find(u"disk1"_s).data(Qt::AccessibleTextRole).toString().endsWith("not yet applied"_L1));
}

void SrpTargetPageTest::emptyMachineGetsHelp()
{
    ExportsStage stage;
    stage.machine.exports = {};
    stage.window.show();
    stage.person.go("srp_target"_L1);
    QVERIFY(stage.person.waitToSee(u"No RDMA port found"_s));
}

/// A disk's name may be anything that a directory's may, and a model is what its maker wrote.
void SrpTargetPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    ExportsStage stage;
    const BackstoreId hostile{BackstoreKind::Ramdisk, u"<b>%1%2%3"_s};
    stage.machine.exports.config.now.backstores[hostile] = {.size = 4096, .serial = u"%2<i>"_s};
    stage.machine.exports.config.now.targets[firstWwn].luns[5] = hostile;
    stage.machine.exports.live.backstores[hostile].active = true;
    stage.machine.exports.live.disks[4].model = u"<b>%1"_s;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"as it is: <b>%1%2%3 on mlx4_0, port 1."_s));
    stage.choose(u"<b>%1%2%3 · LUN 5"_s);
    QVERIFY(stage.person.sees(u"<b>%1%2%3 on mlx4_0, port 1"_s));
    stage.person.click(u"Take the Export Back"_s);
    QCOMPARE(stage.page()->pendingChanges().constFirst().text, u"Export <b>%1%2%3 no longer on mlx4_0, port 1"_s);
    for (const QLabel *label : stage.person.all<QLabel>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
    stage.person.click(u"Export a Disk"_s);
    const QTreeWidgetItem *item = stage.named<QTreeWidget>(u"Block devices"_s)->topLevelItem(4);
    QCOMPARE(item->text(2), u"<b>%1"_s);
    QCOMPARE(item->toolTip(2), u"<span>&lt;b&gt;%1</span>"_s);
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::SrpTargetPageTest)
#include "srptargetpagetest.moc"
