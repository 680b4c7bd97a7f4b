// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// mstconfig's command lines: of which cards, with which words, and what its exit code is.
#include "helper/cardtool.h"
#include "helper/worker.h"
#include "helper/workguards.h"
#include "model/mstconfig.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

const QString slot = u"0000:05:00.0"_s;
const QString someId = u"0123456789abcdef0123456789abcdef"_s;

} // namespace

class CardToolTest : public QObject {
    Q_OBJECT

    std::unique_ptr<FakeMachine> m_machine;

    [[nodiscard]] const Host &host() const { return m_machine->host(); }
    void addFunction(const QString &address, const QByteArray &vendor = "0x15b3\n") const
    {
        m_machine->files().write(u"/sys/bus/pci/devices/%1/vendor"_s.arg(address), vendor);
    }
    [[nodiscard]] Error refusalOf(Tool tool, const QString &object) const
    {
        const auto command = commandFor({tool, object}, host());
        return command ? Error{ErrorCode::Internal, u"accepted"_s, {}} : command.error();
    }

private slots:
    void init()
    {
        m_machine = std::make_unique<FakeMachine>();
        m_machine->firmware().install();
        addFunction(slot);
        QVERIFY(prepareWork(host()));
    }

    void textOfTypesIsReadBack()
    {
        const PortTypes types{{1, PortType::Ethernet}, {2, PortType::InfiniBand}};
        QCOMPARE(cardTypesText(slot, types), u"0000:05:00.0 1=ethernet 2=infiniband"_s);
        QVERIFY(cardTypesFrom(cardTypesText(slot, types)).value() == (CardTypes{slot, types}));
        QVERIFY(cardTypesFrom(u"10000:e1:00.0 8=auto"_s));
    }

    void IV_16_onlyTypesOfPortsAreSet_data()
    {
        QTest::addColumn<QString>("object");
        for (const auto *object : {"",
                                   "0000:05:00.0",
                                   "0000:05:00.0 ",
                                   "0000:05:00.0 1",
                                   "0000:05:00.0 1=",
                                   "0000:05:00.0 1=unknown",
                                   "0000:05:00.0 1=IB",
                                   "0000:05:00.0 0=ethernet",
                                   "0000:05:00.0 9=ethernet",
                                   "0000:05:00.0 01=ethernet",
                                   "0000:05:00.0 1=ethernet 1=infiniband",
                                   "0000:05:00.0 2=ethernet 1=ethernet",
                                   "0000:05:00.0  1=ethernet",
                                   "0000:05:00.0 1=ethernet\n",
                                   "0000:05:00.0 1=ethernet -y",
                                   "0000:05:00.0 -f=ethernet",
                                   "0000:05:00.0 --db",
                                   "-d 1=ethernet",
                                   "05:00.0 1=ethernet",
                                   "0000:05:00.0 LINK_TYPE_P1=2",
                                   "0000:05:00.0 1=ethernet reset",
                                   "0000:05:00.0\t1=ethernet"})
            QTest::newRow(object) << QString::fromLatin1(object);
        QTest::newRow("long") << slot + u" 1=ethernet"_s.repeated(500);
    }

    void IV_16_onlyTypesOfPortsAreSet()
    {
        QFETCH(QString, object);
        QCOMPARE(refusalOf(Tool::SetCardTypes, object).code, ErrorCode::InvalidWish);
    }

    void IV_15_onlyAddressesAreAsked_data()
    {
        QTest::addColumn<QString>("address");
        for (const auto *address :
             {"", "05:00.0", "0000:05:00.8", "0000:05:00.0\n", "0000:05:00.0 ", "0000:05:00.0/../0000:05:00.0",
              "0000:0B:00.0", "mlx5_0", "/dev/mst/mt4119", "lid-5", "-v", "0000:05:00.0,mlx5_0", "fwctl0", ".."})
            QTest::newRow(address) << QString::fromLatin1(address);
    }

    void IV_15_onlyAddressesAreAsked()
    {
        QFETCH(QString, address);
        QCOMPARE(refusalOf(Tool::QueryCard, address).code, ErrorCode::InvalidWish);
        QCOMPARE(refusalOf(Tool::SetCardTypes, address + u" 1=ethernet"_s).code, ErrorCode::InvalidWish);
    }

    void IV_15_onlyOurCardsOwnFunctionsAreAsked()
    {
        addFunction(u"0000:06:00.0"_s, "0x8086\n");
        addFunction(u"0000:05:00.1"_s);
        m_machine->files().link(u"/sys/bus/pci/devices/0000:05:00.1/physfn"_s, u"../0000:05:00.0"_s);
        for (const QString &words : {QString(), u" 1=ethernet"_s}) {
            const Tool tool = words.isEmpty() ? Tool::QueryCard : Tool::SetCardTypes;
            QCOMPARE(refusalOf(tool, u"0000:07:00.0"_s + words),
                     (Error{ErrorCode::NotFound, u"0000:07:00.0"_s, u"device"_s}));
            QCOMPARE(refusalOf(tool, u"0000:06:00.0"_s + words),
                     (Error{ErrorCode::NotSupported, u"0000:06:00.0"_s, u"vendor"_s}));
            QCOMPARE(refusalOf(tool, u"0000:05:00.1"_s + words),
                     (Error{ErrorCode::NotSupported, u"0000:05:00.1"_s, u"virtual function"_s}));
            QVERIFY(commandFor({tool, slot + words}, host()));
        }
    }

    /// A second -y lets mstconfig 4.36 reset the card, or the machine; "reset" without a device resets every card.
    void SO_07_oneYesAndNoReset()
    {
        const auto set = commandFor({Tool::SetCardTypes, u"0000:05:00.0 1=ethernet 2=infiniband"_s}, host()).value();
        QCOMPARE(set.words, (QStringList{u"-d"_s, slot, u"-y"_s, u"set"_s, u"LINK_TYPE_P1=2"_s, u"LINK_TYPE_P2=1"_s}));
        const auto query = commandFor({Tool::QueryCard, slot}, host()).value();
        QCOMPARE(query.words, (QStringList{u"-d"_s, slot, u"-e"_s, u"q"_s}));
        QCOMPARE(commandFor({Tool::TellMstVersion}, host()).value().words, QStringList{u"-v"_s});
    }

    void SP_03_cardsHaveTimeToBeLetGo()
    {
        for (const ToolCall &call :
             {ToolCall{Tool::QueryCard, slot}, ToolCall{Tool::SetCardTypes, slot + u" 1=auto"_s}})
            QVERIFY(commandFor(call, host()).value().mercy >= 10s);
        const auto set = commandFor({Tool::SetCardTypes, slot + u" 1=auto"_s}, host()).value();
        QVERIFY2(60s + set.deadline + set.mercy + 2s < 240s, "TimeoutStartSec= of the unit");
    }

    void vendorsProgramIsTheSame()
    {
        m_machine->files().rename(u"/usr/bin/mstconfig"_s, u"/usr/bin/mlxconfig"_s);
        QCOMPARE(mstProgram(host()).value(), u"/usr/bin/mlxconfig"_s);
        m_machine->files().makeDirectory(u"/usr/sbin"_s);
        m_machine->files().rename(u"/usr/bin/mlxconfig"_s, u"/usr/sbin/mstconfig"_s);
        QCOMPARE(mstProgram(host()).value(), u"/usr/sbin/mstconfig"_s);
        m_machine->files().remove(u"/usr/sbin/mstconfig"_s);
        QCOMPARE(refusalOf(Tool::TellMstVersion, {}).code, ErrorCode::ToolMissing);
        QCOMPARE(refusalOf(Tool::QueryCard, slot).code, ErrorCode::ToolMissing);
    }

    /// The real mstconfig, of a card that only the fake machine has.
    void SP_08_exitCodeComesThroughTheWorker()
    {
        addFunction(u"fffe:05:00.0"_s);
        QVERIFY(putRequest(host(), someId, {Tool::QueryCard, u"fffe:05:00.0"_s}));
        QVERIFY(work(host(), u"firmware"_s, someId));
        const auto answer = takeAnswer(host(), someId).value();
        QCOMPARE(answer.exitCode, 3);
        const auto card = mstCardFrom({answer.exitCode, answer.output, answer.errors});
        QVERIFY(!card);
        QCOMPARE(card.error().problem, MstProblem::CannotOpen);
        QCOMPARE(runTool({Tool::TellMstVersion}, host()).value().exitCode, 0);
    }

    void SP_08_toolThatDidNothingIsSeenByAsking()
    {
        m_machine->firmware().add(slot, {.next = {{1, PortType::InfiniBand}}, .current = {{1, PortType::InfiniBand}}});
        const auto asked = [&] {
            const auto answer = m_machine->tools().run({Tool::QueryCard, slot}).value();
            return linkTypesOf(mstCardFrom({answer.exitCode, answer.output, answer.errors}).value());
        };
        const auto set = [&] {
            const auto answer = m_machine->tools().run({Tool::SetCardTypes, slot + u" 1=ethernet"_s}).value();
            return mstSetOutcome({answer.exitCode, answer.output, answer.errors});
        };
        m_machine->firmware().ignoreSettings();
        QCOMPARE(set().value(), MstRestart::Reboot);
        QCOMPARE(asked().next.at(1), PortType::InfiniBand);
    }

    void fakeFirmwareKeepsWhatIsSet()
    {
        m_machine->firmware().add(slot, {.next = {{1, PortType::InfiniBand}, {2, PortType::InfiniBand}},
                                         .current = {{1, PortType::InfiniBand}, {2, PortType::InfiniBand}},
                                         .wantsPowerCycle = true});
        const auto answer =
            m_machine->tools().run({Tool::SetCardTypes, u"0000:05:00.1 1=ethernet 2=ethernet"_s}).value();
        QCOMPARE(mstSetOutcome({answer.exitCode, answer.output, answer.errors}).value(), MstRestart::PowerCycle);
        const auto asked = m_machine->tools().run({Tool::QueryCard, slot}).value();
        const auto types = linkTypesOf(mstCardFrom({asked.exitCode, asked.output, asked.errors}).value());
        QVERIFY(types.next == (PortTypes{{1, PortType::Ethernet}, {2, PortType::Ethernet}}));
        QVERIFY(types.current == (PortTypes{{1, PortType::InfiniBand}, {2, PortType::InfiniBand}}));
        const auto third = m_machine->tools().run({Tool::SetCardTypes, slot + u" 3=ethernet"_s}).value();
        QCOMPARE(mstSetOutcome({third.exitCode, third.output, third.errors}).error().problem,
                 MstProblem::NoSuchParameter);
    }

    void functionsOfACardWaitForEachOther()
    {
        const auto first = guardsFor({Tool::QueryCard, slot}, host());
        QVERIFY(first && first->lock.valid());
        const auto second = guardsFor({Tool::QueryCard, u"0000:05:00.1"_s}, host(), 100ms);
        QCOMPARE(second.error(), (Error{ErrorCode::Busy, u"0000:05:00"_s, u"another worker"_s}));
        QVERIFY(guardsFor({Tool::QueryCard, u"0000:06:00.0"_s}, host(), 100ms));
        QVERIFY(guardsFor({Tool::TellMstVersion}, host(), 100ms));
    }

    void SP_15_nobodyBuildsAnImageBesideAnOrphan()
    {
        const ToolCall build{Tool::RebuildBootImage, u"update-initramfs 6.12.0 /boot/initrd.img-6.12.0"_s};
        const auto orphan = guardsFor(build, host());
        QVERIFY(orphan && orphan->lock.valid());
        QCOMPARE(guardsFor(build, host(), 100ms).error(), (Error{ErrorCode::Busy, u"boot"_s, u"another worker"_s}));
        QVERIFY(guardsFor({Tool::ListBootImage, u"/boot/initrd.img-6.12.0"_s}, host(), 100ms));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::CardToolTest)
#include "cardtooltest.moc"
