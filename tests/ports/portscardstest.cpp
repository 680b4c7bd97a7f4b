// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which cards there are, what their ports are, and by which road each is changed.
#include "tests/ports/portshost.h"

#include <QTest>
#include <thread>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

FakeCard function(const QString &device, const QString &slot, const QByteArray &id)
{
    FakeCard card{.rdmaDevice = device, .driver = u"mlx5_core"_s, .pci = slot, .portGuids = {Guid{0x506b4b0300000001}}};
    card.functionFiles = {{u"uevent"_s, "DRIVER=mlx5_core\nPCI_CLASS=20700\nPCI_ID=15B3:" + id +
                                            "\nPCI_SUBSYS_ID=15B3:0008\nPCI_SLOT_NAME=" + slot.toUtf8()}};
    return card;
}

/// Of a card that is not there nothing is filled in.
QJsonObject wholeWish(const QString &slot)
{
    return mergePatch(bootWish(slot, {{1, PortType::Ethernet}}), nowWish(slot, {{1, PortType::InfiniBand}}));
}

} // namespace

class PortsCardsTest : public QObject {
    Q_OBJECT
private slots:
    void functionsOfOneDeviceAreOneCard()
    {
        PortsHost host;
        const auto cards = readMellanoxCards(host.machine.host);
        QCOMPARE(cards.at(newCard).functions, (QStringList{newCard, u"0000:81:00.1"_s}));
        QVERIFY(!cards.contains(u"0000:81:00.1"_s));
        QCOMPARE(cards.at(newCard).ports.at(1).device, u"mlx5_0/1"_s);
        QCOMPARE(cards.at(newCard).ports.at(2).device, u"mlx5_1/1"_s);
        QCOMPARE(cards.at(newCard).ports.at(2).interfaces, QStringList(u"ibp129s0f1"_s));
        QCOMPARE(cards.at(newCard).boardId, u"MT_0000000008"_s);
    }

    void oneFunctionOfMlx4HasBothPorts()
    {
        PortsHost host;
        const PortsState state = host.state();
        QCOMPARE(state.config.cards.at(oldCard).at(1).now, PortType::InfiniBand);
        QCOMPARE(state.config.cards.at(oldCard).at(2).now, PortType::Ethernet);
        const CardLive card = state.live.cards.at(oldCard);
        QCOMPARE(card.chip, u"ConnectX-3"_s);
        QCOMPARE(card.ports.at(1).interfaces, QStringList(u"ibp6s0"_s));
        QCOMPARE(card.ports.at(2).interfaces, QStringList(u"enp6s0d1"_s));
    }

    void aSensingPortIsAutomaticAndTellsWhatItFound()
    {
        PortsHost host;
        host.demo.kernel().bootPortTypes(oldCard, {u"auto (ib)"_s, u"auto (eth)"_s});
        const PortsState state = host.state();
        QCOMPARE(state.config.cards.at(oldCard).at(2).now, PortType::Auto);
        QCOMPARE(state.live.cards.at(oldCard).ports.at(2).found, PortType::Ethernet);
    }

    void IV_15_virtualFunctionsAreNoCards()
    {
        PortsHost host;
        const PortsState state = host.state();
        int found = 0;
        for (const auto &[slot, card] : state.live.cards) {
            if (card.kind != FunctionKind::VirtualFunction)
                continue;
            ++found;
            QCOMPARE(card.parent, newCard);
            QCOMPARE(card.reason, RoadReason::VirtualFunction);
            QVERIFY(!state.config.cards.contains(slot));
            QCOMPARE(host.refusalOf(wholeWish(slot)).code, ErrorCode::NotFound);
        }
        QVERIFY(found > 0);
    }

    void IV_15_inAGuestAVirtualFunctionHasNoParent()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"mlx5_9"_s, u"0000:00:05.0"_s, "1018"));
        const CardLive card = host.card(u"0000:00:05.0"_s);
        QCOMPARE(card.kind, FunctionKind::VirtualFunction);
        QCOMPARE(card.parent, QString());
    }

    void IV_15_flashRecoveryAndManagementAreShownAsSuch()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"x0"_s, u"0000:90:00.0"_s, "0209"));
        host.demo.kernel().addCard(function(u"x1"_s, u"0000:91:00.0"_s, "A2D4"));
        const PortsState state = host.state();
        QCOMPARE(state.live.cards.at(u"0000:90:00.0"_s).kind, FunctionKind::FlashRecovery);
        QCOMPARE(state.live.cards.at(u"0000:91:00.0"_s).kind, FunctionKind::Management);
        QVERIFY(!state.config.cards.contains(u"0000:90:00.0"_s));
        QVERIFY(!state.config.cards.contains(u"0000:91:00.0"_s));
    }

    void IV_15_othersCardsAreNotThere()
    {
        PortsHost host;
        host.demo.files().write(u"/sys/devices/pci0000:00/0000:05:00.0/vendor"_s, "0x8086\n");
        QVERIFY(!host.state().live.cards.contains(plainCard));
        QCOMPARE(host.refusalOf(wholeWish(plainCard)).code, ErrorCode::NotFound);
    }

    void IV_15_addressesInAnotherSpellingAreNone()
    {
        PortsHost host;
        for (const QString &slot : {u"0000:0B:00.0"_s, u"0000:06:00.8"_s, u"06:00.0"_s, u"0000:06:00.0/../x"_s})
            QCOMPARE(host.refusalOf(bootWish(slot, bothEthernet)).code, ErrorCode::InvalidWish);
    }

    void aLongDomainIsOne()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"mlx5_9"_s, u"10000:e1:00.0"_s, "101B"));
        QCOMPARE(host.card(u"10000:e1:00.0"_s).chip, u"ConnectX-6"_s);
    }

    void anInfiniBandOnlyChipIsFixed()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"mlx5_9"_s, u"0000:92:00.0"_s, "1011"));
        host.inspect();
        const CardLive card = host.card(u"0000:92:00.0"_s);
        QCOMPARE(card.reason, RoadReason::FixedType);
        QVERIFY(!card.reading);
        const Error refusal = host.refusalOf(bootWish(u"0000:92:00.0"_s, {{1, PortType::Ethernet}}));
        QCOMPARE(refusal, (Error{ErrorCode::NotSupported, u"0000:92:00.0"_s, u"fixedType"_s}));
    }

    void AU_05_aReadRunsNothing()
    {
        PortsHost host;
        QVERIFY(host.feature.read(host.machine, {}));
        std::ignore = host.plan(bootWish(newCard, bothEthernet));
        QVERIFY(host.demo.tools().runs().isEmpty());
        QVERIFY(!host.demo.files().exists(portRecordPath));
    }

    void AU_05_onlyTrueIsAQuestion()
    {
        PortsHost host;
        QVERIFY(host.feature.understands({{u"inspect"_s, true}}));
        for (const QJsonObject &bad : {QJsonObject{{u"inspect"_s, false}}, QJsonObject{{u"inspect"_s, newCard}},
                                       QJsonObject{{u"device"_s, newCard}}})
            QCOMPARE(host.feature.read(host.machine, bad).error().code, ErrorCode::InvalidWish);
        QVERIFY(host.demo.tools().runs().isEmpty());
    }

    void roadsAreKnownOnceSomebodyAsked()
    {
        PortsHost host;
        QCOMPARE(host.card(newCard).reason, RoadReason::NotRead);
        QCOMPARE(host.card(oldCard).reason, RoadReason::NotRead);
        host.inspect();
        QCOMPARE(host.card(newCard).road, PortRoad::Firmware);
        QCOMPARE(host.card(oldCard).road, PortRoad::ModuleOption);
        QCOMPARE(host.card(oldCard).reason, RoadReason::ToolTooNew);
        QCOMPARE(host.state().live.toolVersion, u"4.31.0"_s);
        QCOMPARE(host.atBoot(newCard), bothInfiniBand);
        host.installSetupScript();
        QCOMPARE(host.card(oldCard).road, PortRoad::Mlx4Conf);
    }

    void eachCardIsAskedOnce()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.demo.tools().runs(), (QList<ToolCall>{{Tool::TellMstVersion},
                                                            {Tool::QueryCard, newCard},
                                                            {Tool::ListBootImage, host.demo.bootImage().path()}}));
    }

    void anIdThatTheToolLacksIsToldAsSuch()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"mlx5_8"_s, u"0000:91:00.0"_s, "1023"));
        host.demo.kernel().addCard(function(u"mlx5_9"_s, u"0000:92:00.0"_s, "1025"));
        host.inspect();
        QCOMPARE(host.card(u"0000:91:00.0"_s).reading->cause, u"unknown"_s);
        QCOMPARE(host.card(u"0000:92:00.0"_s).reading->problem, MstProblem::CannotOpen);
        QCOMPARE(host.card(u"0000:92:00.0"_s).reading->cause, u"unsupportedByVersion"_s);
    }

    void aVersionThatIsNotSaidIsTold()
    {
        const std::map<QString, Result<ToolOutcome>> answers{
            {u"Timeout stuck"_s, fail(ErrorCode::Timeout, u"/usr/bin/mstconfig"_s, u"stuck"_s)},
            {u"ToolMissing ENOENT"_s, fail(ErrorCode::ToolMissing, u"/usr/bin/mstconfig"_s, u"ENOENT"_s)},
            {u"unexpected"_s, ToolOutcome{"command not understood\n"}}};
        for (const auto &[problem, answer] : answers) {
            PortsHost host;
            host.demo.tools().script(Tool::TellMstVersion, answer);
            host.inspect();
            QCOMPARE(host.state().live.toolProblem, problem);
            for (const QString &slot : {newCard, oldCard}) {
                QCOMPARE(host.card(slot).reason, RoadReason::ToolUnreadable);
                QCOMPARE(host.card(slot).road, PortRoad::None);
            }
            host.inspect();
            QCOMPARE(host.state().live.toolProblem, QString());
            QCOMPARE(host.card(newCard).reason, RoadReason::LinkTypeRows);
        }
    }

    void theVendorsProgramIsAsked()
    {
        PortsHost host;
        host.demo.files().rename(u"/usr/bin/mstconfig"_s, u"/usr/bin/mlxconfig"_s);
        host.demo.tools().script(
            Tool::TellMstVersion,
            ToolOutcome{"mlxconfig, mft 4.30.1-8, built on Oct 31 2024, 07:16:23. Git SHA Hash: N/A\n"});
        host.inspect();
        QCOMPARE(host.state().live.tool, u"/usr/bin/mlxconfig"_s);
        QCOMPARE(host.state().live.toolProblem, QString());
        QCOMPARE(host.state().live.toolVersion, u"4.30.1"_s);
        QCOMPARE(host.card(newCard).road, PortRoad::Firmware);
        QCOMPARE(host.card(oldCard).reason, RoadReason::ToolTooNew);
    }

    void whatCardsSaidOutlivesAVersionThatIsNotSaid()
    {
        PortsHost host;
        host.inspect();
        const auto before = readPortRecord(host.machine.host).cards;
        QVERIFY(!before.empty());
        host.demo.tools().script(Tool::TellMstVersion, fail(ErrorCode::Timeout, u"mstconfig"_s, u"stuck"_s));
        host.inspect();
        QCOMPARE(host.state().live.toolProblem, u"Timeout stuck"_s);
        QVERIFY(readPortRecord(host.machine.host).cards == before);
    }

    void oneInspectionAtATime()
    {
        PortsHost host;
        std::optional<Result<QJsonObject>> other;
        host.demo.tools().setFirmware([&](const ToolCall &call) {
            if (call.tool == Tool::QueryCard)
                std::thread([&] { other = host.feature.read(host.machine, {{u"inspect"_s, true}}); }).join();
            return host.demo.firmware().run(call);
        });
        host.inspect();
        QVERIFY(other);
        QCOMPARE(other->error(), (Error{ErrorCode::Busy, u"cards"_s, u"cards are read"_s}));
        const auto runs = host.demo.tools().runs();
        QCOMPARE(std::ranges::count(runs, Tool::TellMstVersion, &ToolCall::tool), 1);
    }

    void SP_12_withoutTheToolThePackageIsNamed()
    {
        PortsHost host;
        host.demo.files().remove(u"/usr/bin/mstconfig"_s);
        host.demo.tools().script(Tool::TellMstVersion, fail(ErrorCode::ToolMissing, u"mstconfig"_s));
        host.inspect();
        QVERIFY(!host.state().live.hasTool);
        QCOMPARE(host.card(newCard).reason, RoadReason::ToolMissing);
        QCOMPARE(host.refusalOf(bootWish(newCard, bothEthernet)),
                 (Error{ErrorCode::NotSupported, newCard, u"toolMissing"_s}));
    }

    void aCardThatDoesNotAnswerSaysWhy()
    {
        PortsHost host;
        host.demo.firmware().remove(newCard);
        host.demo.files().write(u"/sys/kernel/security/lockdown"_s, "none [integrity] confidentiality\n");
        host.inspect();
        const CardLive card = host.card(newCard);
        QCOMPARE(card.reason, RoadReason::NotReadable);
        QCOMPARE(card.reading->problem, MstProblem::CannotOpen);
        QCOMPARE(card.reading->cause, u"lockdown"_s);
        QVERIFY(host.state().live.isLockedDown);
    }

    void SP_03_aToolThatHangsCostsItsCardOnly()
    {
        PortsHost host;
        host.demo.firmware().failAt(Tool::QueryCard, 0, std::unexpected(FakeFirmware::stuck()));
        host.inspect();
        QCOMPARE(host.card(newCard).reading->problem, MstProblem::QueryFailed);
        QVERIFY(host.card(newCard).reading->detail.startsWith(u"Timeout"_s));
        QVERIFY(host.state().live.image.contents);
    }

    void whoLeftHasNoFurtherCardAsked()
    {
        PortsHost host;
        host.demo.kernel().addCard(function(u"mlx5_9"_s, u"0000:92:00.0"_s, "101B"));
        std::atomic<bool> hasLeft = false;
        host.demo.tools().setFirmware([&](const ToolCall &call) {
            hasLeft = call.tool == Tool::QueryCard;
            return host.demo.firmware().run(call);
        });
        Machine machine = host.machine;
        machine.cancelled = &hasLeft;
        QCOMPARE(host.feature.read(machine, {{u"inspect"_s, true}}).error().code, ErrorCode::Cancelled);
        QCOMPARE(host.demo.tools().runs(), (QList<ToolCall>{{Tool::TellMstVersion}, {Tool::QueryCard, newCard}}));
        QVERIFY(!host.demo.files().exists(portRecordPath));
    }

    void whatAJobNotedMeanwhileIsNotForgotten()
    {
        PortsHost host;
        host.inspect();
        host.demo.tools().setBootImage([&](const ToolCall &call) {
            const auto noted = changePortRecord(host.machine.host, [](PortRecord &record) {
                CardReading &card = record.cards[newCard];
                card.reading.read += 3'600'000;
                card.types.next = bothEthernet;
            });
            return noted.and_then([&] { return host.demo.bootImage().run(call); });
        });
        host.inspect();
        QCOMPARE(host.atBoot(newCard), bothEthernet);
    }

    void aCardThatSomebodyElseHasIsAsItWas()
    {
        PortsHost host;
        host.inspect();
        const auto before = host.card(newCard).reading;
        host.demo.firmware().failAt(Tool::QueryCard, 0, fail(ErrorCode::Busy, newCard, u"card"_s));
        host.inspect();
        QCOMPARE(host.card(newCard).reading, before);
        QCOMPARE(host.atBoot(newCard), bothInfiniBand);
    }

    void noRowsIsAFixedType()
    {
        PortsHost host;
        host.demo.firmware().card(newCard).next.clear();
        host.inspect();
        QCOMPARE(host.card(newCard).reason, RoadReason::FixedType);
        QVERIFY(host.card(newCard).ports.at(1).bootChoices.empty());
    }

    void theRecordIsRootsAlone()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.machine.host.modeOf(portRecordPath), 0600U);
    }

    void anotherImageIsNotKnown()
    {
        PortsHost host;
        host.inspect();
        QVERIFY(host.state().live.image.contents->hasMlx4Core);
        host.demo.files().write(host.demo.bootImage().path(), "another", 0600);
        QVERIFY(!host.state().live.image.contents);
    }

    void aFileThatCannotBeReadIsTold()
    {
        PortsHost host;
        host.demo.files().link(u"/etc/rdma/mlx4.conf"_s, u"/etc/passwd"_s);
        QVERIFY(std::ranges::contains(host.state().notes, u"/etc/rdma/mlx4.conf"_s, &Note::subject));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsCardsTest)
#include "portscardstest.moc"
