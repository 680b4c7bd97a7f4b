// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Ports of mlx4 that become another type while the machine runs.
#include "helper/steps.h"
#include "tests/fake/passingkernel.h"
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Takes the first of two types, then none until something is taken back.
class RefusingKernel final : public PassingKernel {
public:
    using PassingKernel::PassingKernel;
    Result<void> storePortType(const QString &path, const QByteArray &value) override
    {
        if (++m_stores == 2)
            return fail(ErrorCode::Io, path, u"EIO"_s);
        return PassingKernel::storePortType(path, value);
    }

private:
    int m_stores = 0;
};

} // namespace

class PortsRetypeTest : public QObject {
    Q_OBJECT
private slots:
    void bothPortsBecomeEthernetTheSecondFirst()
    {
        PortsHost host;
        const auto plan = host.plan(nowWish(plainCard, bothEthernet));
        QVERIFY(plan);
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::BothPortsDrop, plainCard, {}}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.stored(plainCard, 1), "eth"_ba);
        QCOMPARE(host.stored(plainCard, 2), "eth"_ba);
        QCOMPARE(host.card(plainCard).ports.at(1).interfaces, QStringList(u"enp5s0"_s));
    }

    void andInfiniBandTheFirstFirst()
    {
        PortsHost host;
        QCOMPARE(host.apply(nowWish(plainCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.apply(nowWish(plainCard, bothInfiniBand)).state, JobState::Done);
        QCOMPARE(host.stored(plainCard, 1), "ib"_ba);
        QCOMPARE(host.stored(plainCard, 2), "ib"_ba);
    }

    void IV_21_ethernetBeforeInfiniBandCannotBe()
    {
        PortsHost host;
        QCOMPARE(host.refusalOf(nowWish(plainCard, {{1, PortType::Ethernet}})),
                 (Error{ErrorCode::InvalidWish, plainCard, u"ethernetBeforeOtherType"_s}));
        QCOMPARE(host.card(plainCard).ports.at(1).nowChoices, (std::vector{PortType::InfiniBand, PortType::Auto}));
    }

    void aPortMaySense()
    {
        PortsHost host;
        QCOMPARE(host.apply(nowWish(oldCard, {{2, PortType::Auto}})).state, JobState::Done);
        QCOMPARE(host.stored(oldCard, 2), "auto (eth)"_ba);
        QVERIFY(host.plan(nowWish(oldCard, {{2, PortType::Auto}})).value().steps.empty());
        QCOMPARE(host.apply(nowWish(oldCard, {{2, PortType::Ethernet}})).state, JobState::Done); // what it has found
        QCOMPARE(host.stored(oldCard, 2), "eth"_ba);
    }

    void withVirtualFunctionsPortsStay()
    {
        PortsHost host;
        host.demo.files().write(u"/sys/devices/pci0000:00/0000:06:00.0/sriov_numvfs"_s, "4\n");
        QVERIFY(host.card(oldCard).ports.at(1).nowChoices.empty());
        QCOMPARE(host.refusalOf(nowWish(oldCard, {{1, PortType::Ethernet}})),
                 (Error{ErrorCode::NotSupported, oldCard + u" 1"_s, u"portsReadOnly"_s}));
    }

    void KI_01_theKernelsRefusalIsTakenBack()
    {
        PortsHost host;
        const auto before = host.snapshot();
        host.demo.kernel().failNext(FakeKernel::Call::StorePortType, ErrorCode::Io);
        const Job job = host.apply(nowWish(oldCard, {{1, PortType::Ethernet}}));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->detail, u"EIO"_s);
        QCOMPARE(host.snapshot(), before);
    }

    void theFirstOfTwoMayBeRefusedAndComeWithTheOther()
    {
        PortsHost host;
        host.demo.kernel().failNext(FakeKernel::Call::StorePortType, ErrorCode::NotSupported, u"EOPNOTSUPP"_s);
        const Job job = host.apply(nowWish(plainCard, bothEthernet));
        QCOMPARE(job.state, JobState::Undone); // this card did not remember it: port 1 alone cannot be Ethernet
        QCOMPARE(host.stored(plainCard, 1), "ib"_ba);
        QCOMPARE(host.stored(plainCard, 2), "ib"_ba);
    }

    void halfOfItIsTakenBack()
    {
        PortsHost host;
        RefusingKernel kernel(host.demo.kernel());
        Machine machine = host.machine;
        const auto plan = host.plan(nowWish(plainCard, bothEthernet));
        const Job job = newJob(*plan, u"test"_s, 0);
        QVERIFY(host.store.save(job));
        Machine refusing{machine.host, kernel, machine.tools, machine.journal, machine.services, machine.accounts};
        const Job ended = runJob(job, {refusing, host.store, host.cancelled, [] {}});
        QCOMPARE(ended.state, JobState::Undone);
        QCOMPARE(host.stored(plainCard, 1), "ib"_ba);
        QCOMPARE(host.stored(plainCard, 2), "ib"_ba);
    }

    void SP_08_aStoreWithoutEffectIsNoSuccess()
    {
        PortsHost host;
        host.demo.kernel().ignorePortTypes();
        const Job job = host.apply(nowWish(oldCard, {{1, PortType::Ethernet}}));
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->detail, u"not as written"_s);
    }

    void anotherCardInTheSlotIsNotHalfDone()
    {
        PortsHost host;
        const RetypePorts step{plainCard, bothInfiniBand, bothEthernet};
        host.demo.files().remove(portTypePath(plainCard, 2));
        QCOMPARE(standingOf(Step(step), host.machine).value(), Standing::Neither);
        const Plan finishing{.feature = u"ports"_s, .finishes = u"x"_s};
        Machine machine = host.machine;
        machine.plan = &finishing;
        QCOMPARE(perform(Step(step), machine).error(), (Error{ErrorCode::Conflict, plainCard, u"not as planned"_s}));
        QCOMPARE(host.stored(plainCard, 1), "ib"_ba);
    }

    void KI_03_anotherCardOfTheModelIsLeftAlone()
    {
        PortsHost host;
        const auto plan = host.plan(nowWish(plainCard, bothEthernet));
        QVERIFY(plan);
        host.exchange(u"mlx4_0"_s);
        QCOMPARE(standingOf(plan->steps.front(), host.machine).value(), Standing::Neither);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error.value_or(Error{}), (Error{ErrorCode::Conflict, plainCard, u"another card"_s}));
        QCOMPARE(host.stored(plainCard, 1), "ib"_ba);
    }

    void whatGoesOverThePortsIsPartOfTheStep()
    {
        PortsHost host;
        host.demo.kernel().addAddress(u"ibp6s0"_s, u"10.0.0.1"_s);
        host.demo.files().write(u"/proc/self/net/route"_s, PortsHost::routesOver("ibp6s0"));
        const auto plan = host.plan(nowWish(oldCard, {{1, PortType::Ethernet}}));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"retype-used-ports "_s + oldCard));
        QVERIFY(std::get<RetypePorts>(plan->steps.front()).cuts.contains(u"ibp6s0: default route"_s));
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::InterfaceGoes, u"ibp6s0"_s, u"10.0.0.1"_s}));
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::InterfaceGoes, u"enp6s0d1"_s, {}}));
        QVERIFY(!std::ranges::contains(plan->warnings, NoteCode::ReachedOver, &Note::code)); // it is part of the step
        QCOMPARE(host.run(*plan).state, JobState::Done);
    }

    void whatCameMeanwhileIsAConflict()
    {
        PortsHost host;
        const auto plan = host.plan(nowWish(oldCard, {{1, PortType::Ethernet}}));
        host.demo.files().write(u"/proc/self/net/route"_s, PortsHost::routesOver("ibp6s0"));
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(job.error->code, ErrorCode::Conflict);
        QCOMPARE(host.stored(oldCard, 1), "ib"_ba);
    }

    void aPortThatIsInfiniBandNeedsASubnetManager()
    {
        PortsHost host;
        const auto plan = host.plan(nowWish(oldCard, {{2, PortType::InfiniBand}}));
        QVERIFY(plan);
        QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::SubnetManagerNeeded, oldCard + u" 2"_s, {}}));
    }

    void whoMentionsTheInterfaceIsTold()
    {
        PortsHost host;
        host.demo.files().write(u"/etc/NetworkManager/system-connections/x.nmconnection"_s,
                                "[connection]\ninterface-name=ibp6s0\n", 0600);
        const auto plan = host.plan(nowWish(oldCard, {{1, PortType::Ethernet}}));
        QVERIFY(plan);
        QVERIFY(std::ranges::contains(plan->warnings, NoteCode::MentionedInNetworkManager, &Note::code));
    }

    void whoIsBoundToTheAddressIsTold()
    {
        PortsHost host;
        const QByteArray address = host.demo.files().read(u"/sys/class/net/ibp6s0/address"_s).trimmed().toUpper();
        QCOMPARE(address.size(), 59);
        const QString profile = u"/etc/NetworkManager/system-connections/x.nmconnection"_s;
        const QString ifcfg = u"/etc/sysconfig/network-scripts/ifcfg-fabric"_s;
        host.demo.files().write(profile, "[infiniband]\nmac-address=" + address + '\n', 0600);
        host.demo.files().write(ifcfg, "TYPE=InfiniBand\nHWADDR=" + address + '\n');
        for (const QJsonObject &wish : {nowWish(oldCard, {{1, PortType::Ethernet}}), bootWish(oldCard, bothEthernet)}) {
            host.inspect();
            const auto plan = host.plan(wish);
            QVERIFY2(plan, qPrintable(plan ? QString() : plan.error().detail));
            QVERIFY(
                std::ranges::contains(plan->warnings, Note{NoteCode::AddressBound, u"ibp6s0"_s, profile + u":2"_s}));
            QVERIFY(std::ranges::contains(plan->warnings, Note{NoteCode::AddressBound, u"ibp6s0"_s, ifcfg + u":2"_s}));
        }
        const auto other = host.plan(nowWish(plainCard, {{2, PortType::Ethernet}}));
        QVERIFY(other && !std::ranges::contains(other->warnings, NoteCode::AddressBound, &Note::code));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsRetypeTest)
#include "portsretypetest.moc"
