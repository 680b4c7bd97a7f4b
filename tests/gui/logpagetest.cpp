// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The kernel's log in the window: read on request, live, filtered, decoded, and led from to where one can do something.
#include "gui/pages/srptargetallow.h"
#include "tests/gui/logstage.h"
#include "tests/gui/testmain.h"

#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QTreeWidget>

namespace rdma {

namespace {

DecodedLine plainLine(int number)
{
    return {.line = {1'790'000'000'000'000 + number, 6, u"ib_core: line %1"_s.arg(number)}};
}

std::vector<DecodedLine> plainLines(int from, int count)
{
    std::vector<DecodedLine> lines;
    for (int number = from; number < from + count; ++number)
        lines.push_back(plainLine(number));
    return lines;
}

} // namespace

class LogPageTest : public QObject {
    Q_OBJECT

private slots:
    void nothingIsReadBeforeSomebodyAsks();
    void whoMayNotReadIsToldWhatToDo();
    void newLinesShowByThemselves();
    void offScreenNobodyAsks();
    void whereTheRightEndsAPersonIsAskedAgain();
    void aRefusalUnfoldsAndLeadsToTheDialog();
    void aRefusalAtADisabledPortLeadsToThePort();
    void anOldRefusalIsNotAllowedTwice();
    void whatThisComputerCanMendLeadsToItsSessions();
    void whatBecameOfASessionIsToldInPlace();
    void thePortTypeIsExplained();
    void filters();
    void selectedLinesAreCopied();
    void SO_02_aHostileLineIsText();
    void SO_02_whoseLineItIsShows();
    void linesThatWereNotReadAreTold();
    void memoryIsBounded();
    void whoHasScrolledUpStaysThere();
};

void LogPageTest::nothingIsReadBeforeSomebodyAsks()
{
    LogStage stage;
    QVERIFY(stage.go());
    const int asked = stage.machine.countOnLog(u"Read"_s);
    QTest::qWait(1'200);
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), asked);
    stage.person.click(u"Show Kernel Messages"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.view() && stage.view()->model()->rowCount() == 9; }));
    QVERIFY(stage.view()->hasFocus());
    QVERIFY(stage.person.waitToSee(u"9 messages"_s));
}

void LogPageTest::whoMayNotReadIsToldWhatToDo()
{
    LogStage stage;
    stage.machine.logRefusals = {{ErrorCode::Dismissed, u"org.rdmamanager.inspect"_s, {}}};
    QVERIFY(stage.go());
    stage.person.click(u"Show Kernel Messages"_s);
    QVERIFY(stage.person.waitToSee(u"The password dialog was closed"_s));
    stage.person.click(u"Show Kernel Messages"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.view() != nullptr; }));
}

void LogPageTest::newLinesShowByThemselves()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    stage.sayLater(
        {u"scsi host2:   REJ reason 0x8"_s, u"scsi host2: ib_srp: Connection 0/4 to 192.168.200.1 failed"_s});
    QVERIFY(QTest::qWaitFor([&] { return stage.row(u"REJ reason 0x8"_s).isValid(); }));
    QCOMPARE(stage.meaningOf(u"REJ reason 0x8"_s), u"nothing listens there"_s);
    QCOMPARE(stage.meaningOf(u"Connection 0/4"_s), QString());
    QCOMPARE(stage.view()->model()->rowCount(), 11);
}

void LogPageTest::offScreenNobodyAsks()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    stage.person.go("names"_L1);
    QTest::qWait(700);
    const int asked = stage.machine.countOnLog(u"Read"_s);
    QTest::qWait(1'500);
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), asked);
    stage.sayLater({u"ib_core: meanwhile"_s});
    stage.person.go("log"_L1);
    QVERIFY(QTest::qWaitFor([&] { return stage.row(u"meanwhile"_s).isValid(); }));
}

void LogPageTest::whereTheRightEndsAPersonIsAskedAgain()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    stage.machine.logRightEnds = true;
    QVERIFY(stage.person.waitToSee(u"New messages are not shown any more: the permission"_s));
    const int asked = stage.machine.countOnLog(u"Read"_s);
    QTest::qWait(1'200);
    QCOMPARE(stage.machine.countOnLog(u"Read"_s), asked);
    stage.sayLater({u"ib_core: afterwards"_s});
    stage.person.click(u"Continue"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.row(u"afterwards"_s).isValid(); }));
    QVERIFY(!stage.person.sees(u"New messages are not shown any more: the permission"_s));
    QCOMPARE(stage.view()->model()->rowCount(), 10); // nothing twice
}

void LogPageTest::aRefusalUnfoldsAndLeadsToTheDialog()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    QCOMPARE(stage.meaningOf(u"Received SRP_LOGIN_REQ"_s), QString());
    QCOMPARE(stage.meaningOf(u"Rejected login for initiator 0002:c903:000f:1111"_s),
             u"refused: no permission has this id"_s);
    QVERIFY(!stage.person.button(u"Allow This Initiator"_s));
    stage.LogStage::choose(u"Rejected login for initiator 0002:c903:000f:1111"_s);
    QVERIFY(stage.person.sees(u"Rejected login for initiator 0002:c903:000f:1111: ret = -13."_s)); // in full
    QVERIFY(stage.person.sees(u"This computer refused the initiator "_s + refusedInitiator));
    stage.person.click(u"Allow This Initiator"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.all<AllowDialog>().isEmpty(); }));
    auto *allow = stage.person.all<AllowDialog>().constFirst();
    QCOMPARE(stage.named<QTreeWidget>(u"Exported disks"_s)->topLevelItemCount(), 2);
    stage.buttonIn(allow, u"Add to Changes"_s)->click();
    SrpTargetConfig expected = stage.machine.exports.config;
    first(expected).acls[refusedInitiator].luns = {{0, {0, false}}, {1, {1, false}}};
    QVERIFY(stage.wished() == both(expected));
}

void LogPageTest::aRefusalAtADisabledPortLeadsToThePort()
{
    LogStage stage;
    first(stage.machine.exports.config).enabled = false;
    stage.machine.exports.config.atBoot.targets[firstWwn].enabled = false;
    QVERIFY(stage.LogStage::open());
    stage.LogStage::choose(u"has not yet been enabled"_s);
    stage.person.click(u"Enable the Port"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page() && !stage.page()->pendingChanges().isEmpty(); }));
    QVERIFY(stage.wished().now.targets.at(firstWwn).enabled);
}

void LogPageTest::anOldRefusalIsNotAllowedTwice()
{
    LogStage stage;
    first(stage.machine.exports.config).acls[refusedInitiator].luns = {{0, {0, false}}};
    QVERIFY(stage.LogStage::open());
    stage.LogStage::choose(u"Rejected login for initiator 0002:c903:000f:1111"_s);
    stage.person.click(u"Allow This Initiator"_s);
    QVERIFY(stage.person.waitToSee(u"may log in there by now"_s));
    QVERIFY(stage.person.all<AllowDialog>().isEmpty());
    stage.person.go("log"_L1);
    stage.LogStage::choose(u"has not yet been enabled"_s);
    stage.person.click(u"Enable the Port"_s);
    QVERIFY(stage.person.waitToSee(u"The port is enabled by now"_s));
    stage.person.go("log"_L1);
    stage.LogStage::choose(u"initiator 0002:c903:000f:3333"_s); // at a port that is gone
    stage.person.click(u"Allow This Initiator"_s);
    QVERIFY(stage.person.waitToSee(u"This port exports no disk"_s));
}

void LogPageTest::whatThisComputerCanMendLeadsToItsSessions()
{
    LogStage stage;
    stage.say({u"scsi host2: ib_srp: SRP LOGIN REJECTED, reason 0x00010003"_s, u"scsi host3:   REJ reason 0x8"_s});
    QVERIFY(stage.LogStage::open());
    stage.LogStage::choose(u"REJ reason 0x8"_s); // the target's administrator can
    QVERIFY(stage.person.sees(u"Ask whoever administers the target"_s));
    QVERIFY(!stage.person.button(u"Look at the Sessions"_s));
    stage.LogStage::choose(u"reason 0x00010003"_s);
    stage.person.click(u"Look at the Sessions"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.view(); })); // another page
}

void LogPageTest::whatBecameOfASessionIsToldInPlace()
{
    LogStage stage;
    stage.say({u"scsi host3: ib_srp: received DREQ"_s, u"dev_loss_tmo expired for SRP port-3:1 / host3."_s});
    QVERIFY(stage.LogStage::open());
    QCOMPARE(stage.meaningOf(u"received DREQ"_s), u"the connection is closed"_s);
    stage.LogStage::choose(u"dev_loss_tmo expired"_s);
    QVERIFY(stage.person.sees(u"removes its disks. A new login brings them back."_s));
    stage.person.click(u"Look at the Sessions"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.view(); })); // another page
}

void LogPageTest::thePortTypeIsExplained()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    QCOMPARE(stage.meaningOf(u"Requested port type"_s), u"harmless if the port has the wanted type"_s);
    stage.LogStage::choose(u"Requested port type"_s);
    QVERIFY(stage.person.sees(u"port 1 of the adapter at 0000:05:00.0"_s));
    stage.person.click(u"Look at the Ports"_s);
    QVERIFY(stage.person.waitToSee(u"GID table"_s));
}

void LogPageTest::filters()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    auto *search = stage.named<QLineEdit>(u"Search messages"_s);
    auto *level = stage.person.all<QComboBox>().value(0);
    auto *topic = stage.person.all<QComboBox>().value(1);
    QVERIFY(level && topic && level->accessibleName() == "How grave"_L1 && topic->accessibleName() == "What about"_L1);
    const auto count = [&] { return stage.view()->model()->rowCount(); };
    search->setText(u"REJECTED"_s);
    QCOMPARE(count(), 4);
    search->setText(u"no permission"_s); // what a line means
    QCOMPARE(count(), 3);
    search->clear();
    level->setCurrentIndex(1);
    QCOMPARE(count(), 1);
    level->setCurrentIndex(2);
    QVERIFY(stage.person.sees(u"No message matches."_s));
    stage.person.click(u"Clear Filter"_s);
    QCOMPARE(count(), 9);
    topic->setCurrentText(u"Mellanox adapters"_s);
    QCOMPARE(count(), 1);
    stage.sayLater({u"ib_srpt Rejecting login with reason 0x10006"_s, u"mlx5_core 0000:06:00.0: x"_s});
    QVERIFY(QTest::qWaitFor([&] { return count() == 2; }));
}

void LogPageTest::selectedLinesAreCopied()
{
    LogStage stage;
    QVERIFY(stage.LogStage::open());
    stage.view()->clearSelection();
    QVERIFY(!stage.person.button(u"Copy Selected Lines"_s)->isEnabled());
    stage.LogStage::choose(u"Requested port type"_s);
    QTest::keyClick(stage.view(), Qt::Key_Up, Qt::ShiftModifier);
    stage.person.click(u"Copy Selected Lines"_s);
    const QStringList copied = QGuiApplication::clipboard()->text().split(u'\n');
    QCOMPARE(copied.size(), 2);
    QVERIFY(copied[0].endsWith(u"has not yet been enabled"_s) && copied[0].startsWith(u"2026-"_s));
    QVERIFY(copied[1].contains(u" mlx4_core 0000:05:00.0"_s));
    QGuiApplication::clipboard()->clear();
    stage.view()->setFocus();
    QTest::keyClick(stage.view(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 1);
}

void LogPageTest::SO_02_aHostileLineIsText()
{
    LogStage stage;
    stage.say({u"ib_srp: bad dest parameter '<b>\u202e%1\u0007</b>'"_s});
    QVERIFY(stage.LogStage::open());
    const QString shown = stage.row(u"bad dest parameter"_s).data().toString();
    QVERIFY(!shown.contains(QChar(0x202e)) && !shown.contains(QChar(7)) && shown.contains(u"<b>"_s));
    stage.LogStage::choose(u"bad dest parameter"_s);
    QVERIFY(stage.person.sees(u"has a mistake, says the kernel: bad dest parameter '<b>"_s));
    for (const QLabel *label : stage.person.all<QLabel>())
        QCOMPARE(label->textFormat(), Qt::PlainText);
}

void LogPageTest::SO_02_whoseLineItIsShows()
{
    LogTable table;
    auto lines = LogDecoder().take({{1, 6, u"ib_srpt x"_s}, {2, 6, u"Kernel: x"_s, u"opensm.service"_s}});
    table.append(std::move(lines));
    QCOMPARE(table.index(0, LogTable::From).data().toString(), u"Kernel"_s);
    QCOMPARE(table.index(1, LogTable::From).data().toString(), u"opensm.service"_s);
    LogFilter filter(&table);
    filter.setText(u"opensm"_s);
    QCOMPARE(filter.rowCount(), 1);
    filter.setText({});
    filter.setTopic(LogTopic::Services);
    QCOMPARE(filter.rowCount(), 1);
}

void LogPageTest::linesThatWereNotReadAreTold()
{
    LogTable table;
    auto lines = plainLines(0, 2);
    lines.front().afterGap = true;
    table.append(std::move(lines));
    QCOMPARE(table.index(0, LogTable::Meaning).data().toString(), u"lines before this one were not read"_s);
    QCOMPARE(table.index(1, LogTable::Meaning).data().toString(), QString());
}

void LogPageTest::memoryIsBounded()
{
    LogTable table;
    for (int second = 0; second < 20; ++second) {
        table.append(plainLines(second * 1000, 1000));
        QVERIFY(table.rowCount() <= static_cast<int>(LogTable::maxLines));
    }
    QCOMPARE(table.rowCount(), static_cast<int>(LogTable::maxLines));
    QCOMPARE(table.lineAt(0)->line.text, u"ib_core: line 15000"_s);
    table.append(plainLines(0, 6'000));
    QCOMPARE(table.lineAt(0)->line.text, u"ib_core: line 1000"_s);
    QCOMPARE(table.rowCount(), static_cast<int>(LogTable::maxLines));
}

void LogPageTest::whoHasScrolledUpStaysThere()
{
    LogStage stage;
    for (int number = 0; number < 200; ++number)
        stage.say({u"ib_core: line %1"_s.arg(number)});
    QVERIFY(stage.LogStage::open());
    const QScrollBar *bar = stage.view()->verticalScrollBar();
    QVERIFY(QTest::qWaitFor([&] { return bar->maximum() > 0 && bar->value() == bar->maximum(); }));
    stage.sayLater({u"ib_core: newest"_s});
    QVERIFY(QTest::qWaitFor([&] { return stage.row(u"newest"_s).isValid(); }));
    QVERIFY(QTest::qWaitFor([&] { return bar->value() == bar->maximum(); }));
    stage.view()->scrollTo(stage.row(u"line 50"_s), QAbstractItemView::PositionAtTop);
    const QString top = stage.view()->indexAt(QPoint(0, 0)).siblingAtColumn(LogTable::Text).data().toString();
    stage.sayLater({u"ib_core: later"_s});
    QVERIFY(QTest::qWaitFor([&] { return stage.row(u"later"_s).isValid(); }));
    QCOMPARE(stage.view()->indexAt(QPoint(0, 0)).siblingAtColumn(LogTable::Text).data().toString(), top);
}

} // namespace rdma

RDMA_GUI_TEST(rdma::LogPageTest)
#include "logpagetest.moc"
