// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Devices" in the window: what it says, what it asks the helper for and when, copying, empty and error
// states.
#include "gui/pages/trafficview.h"
#include "gui/widgets/valuetable.h"
#include "tests/gui/devicesstage.h"
#include "tests/gui/mockdevices.h"

#include <QApplication>
#include <QClipboard>
#include <QLineEdit>

using namespace Qt::StringLiterals;

namespace rdma {

namespace {

/// What the page asks the helper for.
struct Opened : DevicesStage {
    [[nodiscard]] bool waitForWatches(int watches, int unwatches)
    {
        return QTest::qWaitFor([&] {
            return machine.countOnDevices(u"Watch"_s) == watches && machine.countOnDevices(u"Unwatch"_s) == unwatches;
        });
    }

    [[nodiscard]] bool waitForSamples(int count)
    {
        return QTest::qWaitFor([&] { return machine.countDeviceReads(u"counters"_s) >= count; }, 10'000);
    }

    /// Long enough for two more samples, if there were some.
    [[nodiscard]] bool staysQuiet()
    {
        const int before = machine.countDeviceReads(u"counters"_s);
        QTest::qWait(2'200);
        return machine.countDeviceReads(u"counters"_s) == before;
    }
};

QList<ValueTable *> tablesNamed(const Person &person, const QString &name)
{
    auto tables = person.all<ValueTable>();
    tables.removeIf([&name](const ValueTable *table) { return table->accessibleName() != name; });
    return tables;
}

} // namespace

class DevicesPageTest : public QObject {
    Q_OBJECT

private slots:
    void saysWhatIsWrongAndWhatToDo();
    void tellsAllThatIsKnown();
    void whatIsAbsentIsNotReported();
    void theDetailIsReadForTheChosenDeviceAlone();
    void samplesOnlyWhatIsOnScreen();
    void isWatchedOnlyOnScreen();
    void isNotCalledBackOffScreen();
    void aRefusedWatchIsTold();
    void copiesTheTextOfIbstatAndGuids();
    void copiesGidsAndPkeys();
    void followsTheMachine();
    void aBurstOfChangesIsReadTogether();
    void aDeviceThatDoesNotAnswerIsTold();
    void countersThatCannotBeReadAreTold();
    void saysWhatToDoWithoutHardware();
    void findsByKeyboardAlone();
};

void DevicesPageTest::saysWhatIsWrongAndWhatToDo()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"The port works."_s));
    stage.choose(0, 1);
    QVERIFY(stage.person.sees(u"The Ethernet interface of this port is down or has no link."_s));
    QVERIFY(stage.person.sees(u"Plug in a cable"_s));
    stage.choose(1, 0);
    QVERIFY(stage.person.sees(u"waits for a subnet manager"_s));
    QVERIFY(stage.person.sees(u"systemctl start opensm"_s));
    stage.rows()->setCurrentIndex(stage.rows()->model()->index(1, 0));
    QVERIFY(stage.person.sees(u"No subnet manager (100 Gb/s, 4X EDR)"_s));
}

void DevicesPageTest::tellsAllThatIsKnown()
{
    Opened stage;
    QVERIFY(stage.openDetail());
    for (const auto *fact : {"MT27520 Family [ConnectX-3 Pro]", "MT_1090111019", "2.42.5000", "mlx4_core 4.0-0",
                             "0000:05:00.0", "f452:1403:007b:cba0", "f452:1403:007b:cba1", "56 Gb/s, 4X FDR",
                             "at LID 1", "Link up", "Channel adapter", "ib0"})
        QVERIFY2(stage.person.sees(QString::fromLatin1(fact)), fact);
    QVERIFY(QTest::qWaitFor([&] { return !tablesNamed(stage.person, u"GID table"_s).isEmpty(); }, 10'000));
    const ValueTable *gids = tablesNamed(stage.person, u"GID table"_s).constFirst();
    QCOMPARE(gids->item(0, 1)->text(), u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s);
    const ValueTable *pkeys = tablesNamed(stage.person, u"P_Key table"_s).constFirst();
    QCOMPARE(pkeys->rowCount(), 3);
    QCOMPARE(pkeys->item(1, 1)->text(), u"0x7fff"_s);
    QCOMPARE(pkeys->item(1, 3)->text(), u"Limited"_s);
    stage.choose(0, 1);
    QVERIFY(QTest::qWaitFor([&] { return tablesNamed(stage.person, u"GID table"_s).constFirst()->rowCount() == 2; }));
    QCOMPARE(gids->item(0, 3)->text(), u"RoCE v1"_s);
    QCOMPARE(gids->item(1, 3)->text(), u"RoCE v2"_s);
    QCOMPARE(gids->item(1, 4)->text(), u"ens2d1"_s);
}

void DevicesPageTest::whatIsAbsentIsNotReported()
{
    Opened stage;
    stage.machine.devices.devices[u"mlx4_0"_s].firmware.reset();
    stage.machine.devices.devices[u"mlx4_0"_s].boardId.reset();
    QVERIFY(stage.openDetail());
    QCOMPARE(stage.person.texts().count(u"not reported"_s), 2);
}

void DevicesPageTest::theDetailIsReadForTheChosenDeviceAlone()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(QTest::qWaitFor([&] { return stage.machine.countDeviceReads(u"\"device\""_s) == 1; }));
    stage.choose(1, 0);
    QVERIFY(QTest::qWaitFor([&] { return stage.machine.countDeviceReads(u"mlx5_0\"}"_s) == 1; }));
    QCOMPARE(stage.machine.countDeviceReads(u"\"device\""_s), 2);
}

void DevicesPageTest::samplesOnlyWhatIsOnScreen()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(stage.waitForSamples(3));
    QCOMPARE(stage.machine.countDeviceReads(u"counters"_s), stage.machine.countDeviceReads(u"[\"mlx4_0/1\"]"_s));
    QVERIFY(stage.person.all<RateChart>().constFirst()->summary().startsWith(u"Received now: "_s));
    stage.person.go("names"_L1);
    QVERIFY(stage.person.waitToSee(u"mlx4_0 port 1"_s));
    QVERIFY(stage.staysQuiet());
    stage.person.go("devices"_L1);
    QVERIFY(stage.waitForSamples(stage.machine.countDeviceReads(u"counters"_s) + 1));
    stage.window.showMinimized();
    QVERIFY(stage.staysQuiet());
    stage.window.showNormal();
    QVERIFY(stage.waitForSamples(stage.machine.countDeviceReads(u"counters"_s) + 1));
    stage.rows()->setCurrentIndex(stage.rows()->model()->index(1, 0)); // a card, not a port
    QTest::qWait(50);
    QVERIFY(stage.staysQuiet());
}

void DevicesPageTest::isWatchedOnlyOnScreen()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(stage.waitForWatches(1, 0));
    stage.person.go("names"_L1);
    QVERIFY(stage.person.waitToSee(u"mlx4_0 port 1"_s));
    QVERIFY(stage.waitForWatches(1, 1));
    const int before = stage.machine.countDeviceReads({});
    stage.machine.devices.devices.erase(u"rxe0"_s);
    stage.machine.tellChanged(u"live"_s);
    QTest::qWait(700);
    QCOMPARE(stage.machine.countDeviceReads({}), before);
    stage.person.go("devices"_L1);
    QVERIFY(stage.waitForWatches(2, 1));
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.column(0).contains(u"rxe0"_s); }));
    QCOMPARE(stage.machine.countDeviceReads({}), before + 1);
    stage.window.showMinimized();
    QVERIFY(stage.waitForWatches(2, 2));
    stage.window.showNormal();
    QVERIFY(stage.waitForWatches(3, 2));
    QCOMPARE(stage.machine.count(u"Unwatch"_s), 0); // the names are watched all the time
}

/// A helper that ended because nobody watches it must not be started for nobody.
void DevicesPageTest::isNotCalledBackOffScreen()
{
    Opened stage;
    QVERIFY(stage.open());
    stage.window.showMinimized();
    QVERIFY(stage.waitForWatches(1, 1));
    stage.machine.die();
    QTest::qWait(1'500);
    QVERIFY(!stage.person.sees(u"What is shown was read before."_s));
    stage.window.showNormal();
    QVERIFY(stage.person.waitToSee(u"What is shown was read before."_s));
}

void DevicesPageTest::aRefusedWatchIsTold()
{
    const QString told = u"Later changes do not show here by themselves."_s;
    Opened stage;
    stage.machine.watchRefusal = Error{ErrorCode::TooMany, {}, {}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(told));
    stage.person.go("names"_L1);
    QVERIFY(stage.person.waitToSee(u"mlx4_0 port 1"_s));
    QVERIFY(stage.person.waitToSee(told));
    stage.person.go("devices"_L1); // shown again, asked again, refused again
    QVERIFY(QTest::qWaitFor([&] { return stage.machine.countOnDevices(u"Watch"_s) == 2; }));
    QTest::qWait(200); // the refusal is on its way
    QVERIFY(stage.person.sees(told));
    stage.machine.watchRefusal.reset();
    stage.person.click(u"Try Again"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(told); }));
    QVERIFY(stage.person.sees(u"mlx4_0, port 1"_s));
    stage.person.go("names"_L1);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(told); }));
    stage.machine.names.live.interfaces.erase(childOfFirst());
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.column(0).contains(u"ib0.8002"_s); }));
}

void DevicesPageTest::copiesTheTextOfIbstatAndGuids()
{
    Opened stage;
    QVERIFY(stage.openDetail());
    stage.person.click(u"Copy as Text"_s);
    const QString text = QGuiApplication::clipboard()->text();
    QVERIFY(text.startsWith(u"CA 'mlx4_0'\n"_s));
    QVERIFY(text.contains(u"\t\tPort GUID: 0xf4521403007bcba1\n"_s));
    QPushButton *copy = buttonNamed(stage.person, u"Copy Port GUID"_s);
    QVERIFY(copy && (copy->focusPolicy() & Qt::TabFocus));
    copy->setFocus();
    QTest::keyClick(copy, Qt::Key_Space);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"f452:1403:007b:cba1"_s);
}

void DevicesPageTest::copiesGidsAndPkeys()
{
    const QString gid = u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s;
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(QTest::qWaitFor([&] { return !tablesNamed(stage.person, u"GID table"_s).isEmpty(); }, 10'000));
    QPushButton *button = buttonNamed(stage.person, u"Copy "_s + gid);
    QVERIFY(button);
    QTest::mouseClick(button, Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(), gid);
    ValueTable *pkeys = tablesNamed(stage.person, u"P_Key table"_s).constFirst();
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    pkeys->setFocus();
    pkeys->setCurrentCell(1, 0);
    QTest::keyClick(pkeys, Qt::Key_Return);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"0x7fff"_s);
    stage.choose(0, 1);
    QVERIFY(QTest::qWaitFor([&] { return buttonNamed(stage.person, u"Copy "_s + gid) == nullptr; }));
}

void DevicesPageTest::followsTheMachine()
{
    Opened stage;
    QVERIFY(stage.open());
    stage.machine.devices.devices[u"mlx4_0"_s].ports[1].state = PortState::Down;
    stage.machine.devices.devices[u"mlx4_0"_s].ports[1].physicalState = PhysicalState::Polling;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"no cable is plugged in"_s));
    stage.machine.devices.devices.erase(u"mlx4_0"_s);
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.column(0).contains(u"mlx4_0"_s); }));
    QVERIFY(stage.person.waitToSee(u"mlx5_0"_s));
    stage.machine.devices = demoDevices();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(0).contains(u"mlx4_0"_s); }));
}

void DevicesPageTest::aBurstOfChangesIsReadTogether()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(QTest::qWaitFor([&] { return stage.machine.countDeviceReads({}) > 0; }));
    const int before = stage.machine.countDeviceReads({});
    for (int i = 0; i < 200; ++i)
        stage.machine.tellChanged(u"live"_s);
    stage.machine.devices.openSmRuns = true;
    QVERIFY(QTest::qWaitFor([&] { return stage.person.column(1).contains(u"Not served by opensm"_s); }));
    QTest::qWait(300); // for those that are still to come
    QVERIFY(stage.machine.countDeviceReads({}) - before <= 3);
    const int settled = stage.machine.countDeviceReads({});
    stage.machine.tellChanged(u"job"_s); // a step of one; its end is told as "live" and "config"
    QTest::qWait(300);
    QCOMPARE(stage.machine.countDeviceReads({}), settled);
}

void DevicesPageTest::aDeviceThatDoesNotAnswerIsTold()
{
    Opened stage;
    stage.machine.devices.devices[u"mlx5_9"_s] = {};
    stage.machine.deviceNotes = {{NoteCode::DeviceSilent, u"mlx5_9"_s, {}}};
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"The driver of mlx5_9 does not answer"_s));
    QVERIFY(stage.person.column(1).contains(u"Does not answer"_s));
    stage.machine.readFailure = Error{ErrorCode::Timeout, u"Read"_s, {}};
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"What is shown was read before."_s));
    QVERIFY(stage.person.sees(u"mlx4_0, port 1"_s));
}

void DevicesPageTest::countersThatCannotBeReadAreTold()
{
    Opened stage;
    stage.machine.countersHang = true;
    QVERIFY(stage.open());
    QVERIFY(stage.person.waitToSee(u"The counters cannot be read. The driver of mlx4_0/1 does not answer"_s));
    QVERIFY(stage.person.all<RateChart>().isEmpty());
    stage.machine.countersHang = false;
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(u"The counters cannot be read."_s); }));
    QCOMPARE(stage.person.all<RateChart>().size(), 1);
    stage.machine.readFailure = Error{ErrorCode::Timeout, {}, {}};
    QVERIFY(stage.person.waitToSee(u"The counters cannot be read. No answer came in time."_s));
    QCOMPARE(stage.person.all<RateChart>().size(), 1);
}

void DevicesPageTest::saysWhatToDoWithoutHardware()
{
    Opened stage;
    stage.machine.devices = {};
    stage.window.show();
    QVERIFY(stage.person.waitToSee(u"No RDMA device found"_s));
    stage.person.click(u"Copy Command"_s);
    QCOMPARE(QGuiApplication::clipboard()->text(), u"rdma link add rxe0 type rxe netdev INTERFACE"_s);
    stage.machine.devices = demoDevices();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"mlx4_0, port 1"_s));
}

void DevicesPageTest::findsByKeyboardAlone()
{
    Opened stage;
    QVERIFY(stage.open());
    QVERIFY(QTest::qWaitForWindowActive(&stage.window));
    stage.person.press(QKeySequence::Find);
    QCOMPARE(QApplication::focusWidget(), stage.person.nameField());
    QTest::keyClicks(QApplication::focusWidget(), u"rxe"_s);
    QCOMPARE(stage.person.column(0), QStringList({u"rxe0"_s, u"Port 1"_s}));
    QVERIFY(stage.person.sees(u"rxe0"_s));
    QVERIFY(stage.person.sees(u"Software device"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::DevicesPageTest)
#include "devicespagetest.moc"
