// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The page "Port Types": what it shows, which choices it offers, reading the firmware, lines to be repaired.
#include "tests/gui/portsstage.h"

#include "model/json.h"

#include <QProgressBar>

namespace rdma {

class PortsPageTest : public QObject {
    Q_OBJECT

private slots:
    void showsWhatPortsAreAndWillBe();
    void whatIsNoCardIsQuietAndSaysWhy();
    void aFixedCardSaysWhatItIs();
    void tellsHowTypesAreKept();
    void choosingIsAPendingEdit();
    void onlyPairsThatTheHardwareAccepts();
    void aPairThatBecameImpossibleIsSaid();
    void unsetPortsAreSetWithTheirCard();
    void appliesAndForgets();
    void whatSomebodyElseDidIsNoLongerPending();
    void readsTheFirmwareOnlyWhenAsked();
    void aReadingThatFailsIsSaid();
    void everyCardTellsWhyItWasNotRead();
    void withoutTheToolItNamesThePackage();
    void lockdownHasWaysOut();
    void removesLinesAndKeepsThem();
    void withoutBadLinesThereIsNoSuchTab();
    void verdictsSayWhatIsNext();
    void anImageThatLacksWhatIsSetCanBeBuilt();
    void leadsToTheLog();
    void noCards();
    void unreadableStateIsSaid();
    void IV_02_markupAndPlaceholdersAreNotInterpreted();
};

void PortsPageTest::showsWhatPortsAreAndWillBe()
{
    PortsStage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.person.column(PortsTable::Name).value(0), u"ConnectX-5 at 0000:05:00.0"_s);
    QCOMPARE(stage.person.column(PortsTable::Name).value(2), u"Port 2: mlx5_1, ib1"_s);
    QCOMPARE(stage.cell(firmwareCard, 2, PortsTable::Now), u"InfiniBand"_s);
    QCOMPARE(stage.cell(firmwareCard, 2, PortsTable::AtBoot), u"Ethernet"_s);
    QVERIFY(stage.cell(firmwareCard, 2, PortsTable::Pending).startsWith(u"since "_s));
    QVERIFY(stage.cell(firmwareCard, 2, PortsTable::Pending).endsWith(u", until a restart"_s));
    QVERIFY(stage.cell(firmwareCard, 1, PortsTable::Pending).isEmpty());
    QCOMPARE(stage.cell(fixedCard, 1, PortsTable::AtBoot), u"the same (fixed)"_s);
    stage.machine.ports.config.cards[confCard][1].now = PortType::Auto;
    stage.machine.ports.live.cards[confCard].ports[1].found = PortType::InfiniBand;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.cell(confCard, 1, PortsTable::Now) == "InfiniBand (sensed)"_L1; }));
    stage.choose(confCard);
    QVERIFY(stage.radio(u"Port 1 now: Automatic"_s)->isChecked());
    stage.radio(u"Port 1 now: InfiniBand"_s)->click(); // whatever is at the other end
    QCOMPARE(canonical(stage.page()->pendingWish()), R"({"cards":{"0000:0b:00.0":{"1":{"now":"infiniband"}}}})"_ba);
}

void PortsPageTest::whatIsNoCardIsQuietAndSaysWhy()
{
    PortsStage stage;
    QVERIFY(stage.open());
    QCOMPARE(stage.cell(u"0000:05:00.2"_s, 0, PortsTable::Now), u"virtual function"_s);
    stage.choose(u"0000:05:00.2"_s);
    QVERIFY(stage.person.sees(u"A virtual function has the port types of its card 0000:05:00.0"_s));
    QVERIFY(stage.person.all<QRadioButton>().isEmpty());
    QVERIFY(stage.view()->currentIndex().data(Qt::ForegroundRole).isValid());
    stage.choose(u"0000:a1:00.2"_s);
    QVERIFY(stage.person.sees(u"it has no port types to choose"_s));
    stage.choose(u"0000:c1:00.0"_s);
    QVERIFY(stage.person.sees(u"The firmware of this card does not run (flash recovery)"_s));
    QCOMPARE(stage.person.column(PortsTable::Now).constLast(), u"in flash recovery"_s); // cards come first
}

void PortsPageTest::aFixedCardSaysWhatItIs()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(fixedCard);
    QVERIFY(stage.person.sees(u"This card is Ethernet only. Its chip or board is made for one type."_s));
    QVERIFY(stage.person.all<QRadioButton>().isEmpty());
}

void PortsPageTest::tellsHowTypesAreKept()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(stage.person.sees(u"mstconfig writes the types into the firmware of the card"_s));
    QVERIFY(stage.person.sees(u"Now: only a restart changes what the ports are."_s));
    stage.choose(confCard, 2);
    QVERIFY(stage.person.sees(u"the types stand in /etc/rdma/mlx4.conf"_s));
    QVERIFY(stage.person.sees(u"versions from 4.26 on do not know the card any more"_s));
    QVERIFY(stage.person.sees(u"All ports of the card go away for some seconds"_s));
    QVERIFY(stage.person.sees(u"is built anew with each change."_s));
}

void PortsPageTest::choosingIsAPendingEdit()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(!stage.radio(u"Port 1 now: Ethernet"_s));
    QVERIFY(!stage.radio(u"Port 1 at the next boot: Automatic"_s));
    QVERIFY(stage.radio(u"Port 1 at the next boot: InfiniBand"_s)->isChecked());
    stage.radio(u"Port 1 at the next boot: Ethernet"_s)->click();
    QCOMPARE(canonical(stage.page()->pendingWish()), R"({"cards":{"0000:05:00.0":{"1":{"atBoot":"ethernet"}}}})"_ba);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    QVERIFY(stage.page()->pendingChanges().constFirst().problem.isEmpty());
    QCOMPARE(stage.cell(firmwareCard, 1, PortsTable::AtBoot), u"Ethernet"_s);
    stage.page()->undoStack()->undo();
    QVERIFY(stage.page()->pendingWish().isEmpty());
    QVERIFY(stage.radio(u"Port 1 at the next boot: InfiniBand"_s)->isChecked());
    stage.page()->undoStack()->redo();
    stage.radio(u"Port 1 at the next boot: InfiniBand"_s)->click(); // as it is
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void PortsPageTest::onlyPairsThatTheHardwareAccepts()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(confCard);
    QRadioButton *first = stage.radio(u"Port 1 now: Ethernet"_s);
    QVERIFY(!first->isEnabled());
    QCOMPARE(first->toolTip(),
             u"Port 1 can be Ethernet only if port 2 is as well: choose Ethernet for port 2 first."_s);
    QCOMPARE(first->accessibleDescription(), first->toolTip());
    stage.radio(u"Port 2 now: Ethernet"_s)->click();
    QVERIFY(first->isEnabled());
    QVERIFY(first->toolTip().isEmpty());
    first->click();
    QVERIFY(!stage.radio(u"Port 2 now: InfiniBand"_s)->isEnabled());
    QCOMPARE(canonical(stage.page()->pendingWish()),
             R"({"cards":{"0000:0b:00.0":{"1":{"now":"ethernet"},"2":{"now":"ethernet"}}}})"_ba);
}

void PortsPageTest::aPairThatBecameImpossibleIsSaid()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(confCard);
    stage.radio(u"Port 2 now: Ethernet"_s)->click();
    stage.radio(u"Port 1 now: Ethernet"_s)->click();
    stage.page()->dropChange(1);
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    QVERIFY(stage.page()->pendingChanges().constFirst().problem.startsWith(u"Port 1 can be Ethernet only if"_s));
    QVERIFY(!stage.person.button(u"Review"_s)->isEnabled());
}

void PortsPageTest::unsetPortsAreSetWithTheirCard()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(confCard);
    stage.radio(u"Port 2 at the next boot: Ethernet"_s)->click();
    QCOMPARE(canonical(stage.page()->pendingWish()),
             R"({"cards":{"0000:0b:00.0":{"1":{"atBoot":"infiniband"},"2":{"atBoot":"ethernet"}}}})"_ba);
}

void PortsPageTest::appliesAndForgets()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    stage.machine.plan.steps = {{.kind = u"set-firmware-types"_s, .subject = firmwareCard, .after = u"1 ethernet"_s}};
    stage.machine.onApplied = [&stage] {
        stage.machine.ports.config.cards[firmwareCard][1].atBoot = PortType::Ethernet;
    };
    stage.radio(u"Port 1 at the next boot: Ethernet"_s)->click();
    stage.person.click(u"Review"_s);
    QVERIFY(stage.person.waitForButton(u"Apply"_s));
    stage.person.click(u"Apply"_s);
    QVERIFY(stage.person.waitToSee(u"Applied: Make port 1 of the card at 0000:05:00.0 Ethernet at the next boot"_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void PortsPageTest::whatSomebodyElseDidIsNoLongerPending()
{
    PortsStage stage;
    addBadLines(stage.machine.ports);
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    stage.radio(u"Port 1 at the next boot: Ethernet"_s)->click();
    stage.machine.ports.config.cards[firmwareCard][1].atBoot = PortType::Ethernet;
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
    stage.radio(u"Port 1 at the next boot: InfiniBand"_s)->click();
    stage.machine.ports.live.cards[firmwareCard].ports[1].bootChoices.clear();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"This cannot be chosen any more. Dropped: Make port 1"_s));
    QVERIFY(stage.page()->pendingChanges().isEmpty());
}

void PortsPageTest::readsTheFirmwareOnlyWhenAsked()
{
    PortsStage stage;
    stage.machine.ports = unreadPorts();
    stage.machine.inspected = somePorts();
    stage.machine.searchDelay = std::chrono::milliseconds(200);
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(stage.person.sees(u"The firmware was not read since this computer started."_s));
    QVERIFY(stage.person.all<QRadioButton>().isEmpty());
    QCOMPARE(stage.machine.countOnPorts(u"Read"_s), 1);
    stage.person.click(u"Read the Cards’ Firmware"_s);
    QVERIFY(!stage.person.button(u"Read the Cards’ Firmware"_s)->isEnabled());
    QCOMPARE(stage.person.all<QProgressBar>().size(), 1);
    QVERIFY(stage.person.sees(u"You can go on meanwhile."_s));
    stage.choose(confCard);
    stage.radio(u"Port 2 now: Ethernet"_s)->click();
    QVERIFY(QTest::qWaitFor([&] { return stage.person.all<QProgressBar>().isEmpty(); }));
    QCOMPARE(stage.page()->pendingChanges().size(), 1); // it outlives the reading
    stage.choose(firmwareCard);
    QVERIFY(stage.radio(u"Port 1 at the next boot: Ethernet"_s));
    QVERIFY(stage.person.sees(u"The firmware was read: "_s));
}

void PortsPageTest::aReadingThatFailsIsSaid()
{
    PortsStage stage;
    stage.machine.ports = unreadPorts();
    stage.machine.inspected = fail(ErrorCode::Dismissed, u"org.rdmamanager.inspect"_s);
    QVERIFY(stage.open());
    stage.person.click(u"Read the Cards’ Firmware"_s);
    QVERIFY(stage.person.waitToSee(u"The password dialog was closed. Nothing was read."_s));
    QVERIFY(stage.person.button(u"Read the Cards’ Firmware"_s)->isEnabled());
}

void PortsPageTest::everyCardTellsWhyItWasNotRead()
{
    PortsStage stage;
    stage.machine.ports = unreadPorts();
    CardLive &card = stage.machine.ports.live.cards[firmwareCard];
    card.reason = RoadReason::NotReadable;
    card.reading = FirmwareReading{1'764'150'000'000, MstProblem::CannotOpen, u"Failed to open the device"_s,
                                   nameOf(cannotOpenCauseNames, CannotOpenCause::StuckSemaphore)};
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(stage.person.sees(u"is held by a tool that was killed before it could let go."_s));
    QVERIFY(stage.person.sees(u"mstconfig says: Failed to open the device"_s));
}

void PortsPageTest::withoutTheToolItNamesThePackage()
{
    PortsStage stage;
    stage.machine.ports = unreadPorts();
    stage.machine.ports.live.hasTool = false;
    stage.machine.ports.live.cards[firmwareCard].reason = RoadReason::ToolMissing;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"Install the package mstflint."_s));
    QVERIFY(stage.person.sees(u"Ports of ConnectX-3 and older cards can be set without it"_s));
    stage.machine.ports.live.cards.erase(confCard);
    stage.machine.ports.config.cards.erase(confCard);
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return !stage.person.sees(u"can be set without it"_s); }));
    QVERIFY(!stage.person.button(u"Read the Cards’ Firmware"_s)->isEnabled());
    QCOMPARE(stage.person.button(u"Read the Cards’ Firmware"_s)->toolTip(), u"mstconfig is not installed."_s);
}

void PortsPageTest::lockdownHasWaysOut()
{
    PortsStage stage;
    stage.machine.ports.live.isLockedDown = true;
    QVERIFY(stage.open());
    QVERIFY(stage.person.sees(u"The kernel is locked down (Secure Boot)"_s));
    QVERIFY(stage.person.sees(u"UEFI or BMC"_s));
}

void PortsPageTest::removesLinesAndKeepsThem()
{
    PortsStage stage;
    addBadLines(stage.machine.ports);
    QVERIFY(stage.open());
    stage.turnTo(1);
    QCOMPARE(stage.person.column(0), (QStringList{u"/etc/rdma/mlx4.conf:3"_s, u"/etc/rdma/mlx4.conf:7"_s}));
    QCOMPARE(stage.person.column(1).value(1), u"0b:00.0 ib ib"_s);
    QVERIFY(stage.person.column(2).value(1).startsWith(u"Skipped: the address is short"_s));
    stage.person.click(u"Remove"_s);
    QCOMPARE(canonical(stage.page()->pendingWish()), R"({"badLines":{"3":null}})"_ba);
    QString change = stage.page()->pendingChanges().constFirst().text;
    change.remove(QChar(0x2066)).remove(QChar(0x2069));
    QCOMPARE(change, u"Remove line 3 of /etc/rdma/mlx4.conf"_s);
    QCOMPARE(stage.person.column(2).value(0), u"will be removed"_s);
    stage.person.click(u"Keep"_s);
    QVERIFY(stage.page()->pendingWish().isEmpty());
    stage.page()->undoStack()->undo();
    stage.turnTo(0);
    stage.page()->revealChange(0);
    QVERIFY(stage.person.button(u"Keep"_s));
    stage.machine.ports.config.badLines[3] = u"another"_s;
    stage.machine.tellChanged(u"config"_s);
    QVERIFY(stage.person.waitToSee(u"The file has changed. Dropped: Remove line 3"_s));
}

void PortsPageTest::withoutBadLinesThereIsNoSuchTab()
{
    PortsStage stage;
    QVERIFY(stage.open());
    const auto *tabs = stage.person.all<QTabWidget>().constFirst();
    QVERIFY(!tabs->isTabVisible(1));
}

void PortsPageTest::verdictsSayWhatIsNext()
{
    PortsStage stage;
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(stage.person.sees(u"Port 2: It becomes Ethernet when this computer is restarted."_s));
    CardLive &card = stage.machine.ports.live.cards[firmwareCard];
    card.restart = MstRestart::PowerCycle;
    card.ports[2].verdict = TypeVerdict::PendingPowerCycle;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"Shut this computer down, take the power off for a moment"_s));
    card.ports[2].verdict = TypeVerdict::DidNotTake;
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"the port has not become Ethernet"_s));
    stage.machine.ports.config.cards[firmwareCard][2].atBoot = PortType::Unknown; // not read since that boot
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(stage.person.waitToSee(u"the port has not become what was chosen"_s));
    QCOMPARE(stage.cell(firmwareCard, 2, PortsTable::Pending).section(u", "_s, -1), u"did not take"_s);
}

void PortsPageTest::anImageThatLacksWhatIsSetCanBeBuilt()
{
    PortsStage stage;
    stage.machine.ports.live.image.lacks = mlx4ConfPath;
    stage.machine.ports.live.cards[confCard].ports[1].verdict = TypeVerdict::DidNotTake;
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(!stage.person.button(u"Build Boot Image Anew"_s));
    stage.choose(confCard);
    QVERIFY(stage.person.sees(u"holds the driver without the setting."_s));
    stage.person.click(u"Build Boot Image Anew"_s);
    QCOMPARE(canonical(stage.page()->pendingWish()), R"({"rebuildImage":true})"_ba);
    QVERIFY(stage.page()->pendingChanges().constFirst().text.startsWith(u"Build the boot image "_s));
    stage.choose(firmwareCard);
    stage.page()->revealChange(0);
    QVERIFY(QTest::qWaitFor([&] { return stage.person.button(u"Build Boot Image Anew"_s) != nullptr; }));
    stage.page()->dropChange(0);
    QVERIFY(stage.page()->pendingWish().isEmpty());
    stage.page()->undoStack()->undo();
    QCOMPARE(stage.page()->pendingChanges().size(), 1);
    stage.machine.ports.live.image.lacks.clear();
    stage.machine.tellChanged(u"live"_s);
    QVERIFY(QTest::qWaitFor([&] { return stage.page()->pendingChanges().isEmpty(); }));
}

void PortsPageTest::leadsToTheLog()
{
    PortsStage stage;
    stage.machine.ports.live.cards[confCard].ports[1].verdict = TypeVerdict::HarmlessMessage;
    QVERIFY(stage.open());
    stage.choose(confCard);
    QVERIFY(stage.person.sees(u"That is harmless: it was said while the other port was switched"_s));
    QList<PageRequest> requests;
    connect(stage.page(), &Page::requested, this, [&](const PageRequest &request) { requests.append(request); });
    stage.person.click(u"Show Messages"_s);
    QCOMPARE(requests, (QList<PageRequest>{{u"log"_s, SearchRequest{confCard}}}));
}

void PortsPageTest::noCards()
{
    PortsStage stage;
    stage.machine.ports = {};
    QVERIFY(stage.open());
    QVERIFY(!stage.person.button(u"Read the Cards’ Firmware"_s)->isEnabled());
}

void PortsPageTest::unreadableStateIsSaid()
{
    PortsPage page;
    QVERIFY(!page.showState({{u"config"_s, QJsonObject{{u"cards"_s, 7}}}}));
}

void PortsPageTest::IV_02_markupAndPlaceholdersAreNotInterpreted()
{
    PortsStage stage;
    CardLive &card = stage.machine.ports.live.cards[firmwareCard];
    card.chip = u"<b>%1</b>\u202e"_s;
    card.reading = FirmwareReading{1, MstProblem::Other, u"%2<i>\u202e"_s, {}};
    QVERIFY(stage.open());
    stage.choose(firmwareCard);
    QVERIFY(stage.person.sees(u"<b>%1</b>\ufffd at 0000:05:00.0"_s));
    QVERIFY(stage.person.sees(u"mstconfig says: %2<i>\ufffd"_s));
}

} // namespace rdma

#include "tests/gui/testmain.h"
RDMA_GUI_TEST(rdma::PortsPageTest)
#include "portspagetest.moc"
