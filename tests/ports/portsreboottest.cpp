// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether what was asked for came with the next boot.
#include "helper/portmemory.h"
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class PortsRebootTest : public QObject {
    Q_OBJECT
private slots:
    void afterTheBootItIsAsWanted()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::PendingReboot);
        QCOMPARE(host.card(newCard).restart, MstRestart::Reboot);
        host.reboot();
        host.setLinkLayer(u"mlx5_0"_s, "Ethernet");
        host.setLinkLayer(u"mlx5_1"_s, "Ethernet");
        const CardLive card = host.card(newCard);
        QCOMPARE(card.reason, RoadReason::NotRead);
        for (const auto &[number, port] : card.ports) {
            QCOMPARE(port.verdict, TypeVerdict::AsWanted);
            QVERIFY(!port.since);
        }
        QVERIFY(!card.restart);
    }

    void orItDidNotTake()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        host.reboot();
        host.setLinkLayer(u"mlx5_0"_s, "Ethernet");
        const CardLive card = host.card(newCard);
        QCOMPARE(card.ports.at(1).verdict, TypeVerdict::AsWanted);
        QCOMPARE(card.ports.at(2).verdict, TypeVerdict::DidNotTake);
        QVERIFY(card.ports.at(2).since);
        host.inspect();
        QVERIFY(host.card(newCard).ports.at(2).since);
    }

    void whatCameIsForgotten_data()
    {
        QTest::addColumn<bool>("isInspected");
        QTest::newRow("inspected") << true;
        QTest::newRow("helper started") << false;
    }

    void whatCameIsForgotten()
    {
        QFETCH(bool, isInspected);
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        host.reboot();
        host.setLinkLayer(u"mlx5_0"_s, "Ethernet");
        host.setLinkLayer(u"mlx5_1"_s, "Ethernet");
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(readPortMemory(host.machine.host).contains(newCard)); // a read writes nothing
        if (isInspected)
            host.inspect();
        else
            forgetSettledTypes(host.machine.host);
        QVERIFY(!readPortMemory(host.machine.host).contains(newCard));
        host.demo.firmware().card(newCard).next = bothInfiniBand; // by hand, in the computer's own set-up
        host.reboot("0d9c3c55-0000-4000-8000-000000000003");
        host.setLinkLayer(u"mlx5_0"_s, "InfiniBand");
        host.setLinkLayer(u"mlx5_1"_s, "InfiniBand");
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(!host.card(newCard).ports.at(1).since);
    }

    void whatIsMetInTheSameBootIsNotForgotten()
    {
        PortsHost host;
        host.inspect();
        const QJsonObject wish = mergePatch(bootWish(plainCard, bothEthernet), nowWish(plainCard, bothEthernet));
        QCOMPARE(host.apply(wish).state, JobState::Done);
        QCOMPARE(host.card(plainCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        host.inspect();
        QVERIFY(readPortMemory(host.machine.host).contains(plainCard));
    }

    void whatSomebodySetSinceCountsInstead()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        host.demo.firmware().card(newCard).next = bothInfiniBand;
        host.inspect();
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(!host.card(newCard).restart);
    }

    void aChangeByHandIsPendingAsWell()
    {
        PortsHost host;
        host.demo.firmware().card(newCard).next = bothEthernet;
        host.inspect();
        const PortLive port = host.card(newCard).ports.at(1);
        QCOMPARE(port.verdict, TypeVerdict::PendingReboot);
        QVERIFY(!port.since);
    }

    void filesAreRememberedAsWell()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.card(plainCard).ports.at(2).verdict, TypeVerdict::PendingReboot);
        host.reboot();
        host.inspect();
        QCOMPARE(host.card(plainCard).ports.at(2).verdict, TypeVerdict::DidNotTake);
        host.demo.kernel().bootPortTypes(plainCard, {u"eth"_s, u"eth"_s});
        QCOMPARE(host.card(plainCard).ports.at(2).verdict, TypeVerdict::AsWanted);
    }

    void anImageOfAnotherKernelLacksWhatIsSet()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        QVERIFY(host.state().live.image.lacks.isEmpty());
        host.rebootInto(u"6.12.1-fake"_s);
        QCOMPARE(host.state().live.image.lacks, ownModuleOptionsPath);
        QCOMPARE(host.card(plainCard).ports.at(1).verdict, TypeVerdict::DidNotTake);
        host.demo.bootImage().install(ImageTool::UpdateInitramfs, u"6.12.1-fake"_s, {});
        host.inspect();
        QVERIFY(host.state().live.image.lacks.isEmpty()); // the driver reads the disk
    }

    void anImageThatLacksWhatIsSetIsBuiltAnewOnRequest()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        const QJsonObject wish{{u"rebuildImage"_s, true}};
        QVERIFY(host.plan(wish).value().steps.empty()); // it has what is set
        host.rebootInto(u"6.12.1-fake"_s);
        QVERIFY(host.plan(bootWish(plainCard, bothEthernet)).value().steps.empty());
        const auto plan = host.plan(mergePatch(bootWish(plainCard, bothEthernet), wish));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"rebuild-boot-image /boot/initrd.img-6.12.1-fake"_s));
        QCOMPARE(std::get<RebuildBootImage>(plan->steps.front()).holds, ownModuleOptionsPath);
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(host.demo.bootImage().content().contains(u"etc/modprobe.d/rdma-manager-mlx4.conf"_s));
        QVERIFY(host.state().live.image.lacks.isEmpty());
        QCOMPARE(host.card(plainCard).ports.at(1).verdict, TypeVerdict::PendingReboot);
        QVERIFY(!host.state().config.rebuildImage);
    }

    void aRebuildBesideAnotherChangeIsOne()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        host.rebootInto(u"6.12.1-fake"_s);
        const auto plan = host.plan(mergePatch(bootWish(plainCard, bothInfiniBand), {{u"rebuildImage"_s, true}}));
        QCOMPARE(kindsOf(plan.value()), (QStringList{u"write-file "_s + ownModuleOptionsPath,
                                                     u"rebuild-boot-image /boot/initrd.img-6.12.1-fake"_s}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.atBoot(plainCard), bothInfiniBand);
    }

    void aRebuildThatFailsLeavesTheReason()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        host.rebootInto(u"6.12.1-fake"_s);
        host.demo.bootImage().doNothing();
        const Job job = host.apply({{u"rebuildImage"_s, true}});
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(host.state().live.image.lacks, ownModuleOptionsPath);
        QCOMPARE(host.card(plainCard).ports.at(1).verdict, TypeVerdict::DidNotTake);
        QCOMPARE(host.atBoot(plainCard), bothEthernet);
    }

    void whetherItLacksAFileOfSomebodyElseIsNotKnown()
    {
        PortsHost host;
        host.demo.files().write(u"/etc/modprobe.d/zz.conf"_s, "options mlx4_core port_type_array=2,2\n");
        host.inspect();
        QCOMPARE(host.atBoot(plainCard), bothEthernet);
        QVERIFY(host.state().live.image.lacks.isEmpty());
    }

    void nowAndForEverNeedsNoReboot()
    {
        PortsHost host;
        host.inspect();
        QJsonObject wish = mergePatch(bootWish(plainCard, bothEthernet), nowWish(plainCard, bothEthernet));
        QCOMPARE(host.apply(wish).state, JobState::Done);
        QCOMPARE(host.card(plainCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(!host.card(plainCard).restart);
    }

    void whatIsSetNowAsWellIsJudgedAfterTheBoot()
    {
        PortsHost host;
        host.inspect();
        const QJsonObject wish = mergePatch(bootWish(plainCard, bothEthernet), nowWish(plainCard, bothEthernet));
        QCOMPARE(host.apply(wish).state, JobState::Done);
        host.reboot();
        host.demo.kernel().bootPortTypes(plainCard, {u"ib"_s, u"ib"_s});
        host.inspect();
        QCOMPARE(host.card(plainCard).ports.at(2).verdict, TypeVerdict::DidNotTake);
        QVERIFY(host.card(plainCard).ports.at(2).since);
    }

    void aLaterChangeNowIsNoFailureOfTheBoot()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(plainCard, bothEthernet)).state, JobState::Done);
        host.reboot();
        host.demo.kernel().bootPortTypes(plainCard, {u"eth"_s, u"eth"_s});
        host.inspect();
        QCOMPARE(host.apply(nowWish(plainCard, bothInfiniBand)).state, JobState::Done);
        QCOMPARE(host.card(plainCard).ports.at(2).verdict, TypeVerdict::PendingReboot);
    }

    void whatTheKernelSaidBeforeAChangeIsNoRefusalOfIt()
    {
        PortsHost host;
        host.demo.journal().say(
            u"mlx4_core 0000:06:00.0: Requested port type for port 2 is not supported on this HCA"_s);
        host.inspect();
        QCOMPARE(host.apply(bootWish(oldCard, bothInfiniBand)).state, JobState::Done);
        QCOMPARE(host.card(oldCard).ports.at(2).verdict, TypeVerdict::PendingReboot);
    }

    void theKernelsMessageIsHarmlessWhereThePortIsAsWanted()
    {
        PortsHost host;
        host.demo.journal().say(
            u"mlx4_core 0000:06:00.0: Requested port type for port 2 is not supported on this HCA"_s);
        host.demo.files().write(ownModuleOptionsPath, "options mlx4_core port_type_array=1,2\n");
        host.inspect();
        QCOMPARE(host.card(oldCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QCOMPARE(host.card(oldCard).ports.at(2).verdict, TypeVerdict::HarmlessMessage);
        host.demo.kernel().bootPortTypes(oldCard, {u"ib"_s, u"ib"_s});
        QCOMPARE(host.card(oldCard).ports.at(2).verdict, TypeVerdict::NotSupported);
    }

    void KI_03_anotherCardIsNotJudged()
    {
        PortsHost host;
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        QVERIFY(readPortMemory(host.machine.host).contains(newCard));
        host.reboot();
        host.exchange(u"mlx5_0"_s);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        QVERIFY(!host.card(newCard).ports.at(1).since);
        host.demo.firmware().card(newCard).next = bothInfiniBand;
        host.inspect();
        QVERIFY(!readPortMemory(host.machine.host).contains(newCard));
    }

    void whatWasRememberedOfNoCardInParticularIsJudged()
    {
        PortsHost host;
        host.demo.files().write(portMemoryPath,
                                R"({"cards": {"0000:81:00.0": {"boot": "an earlier one", "restart": "reboot",
                                    "types": {"1": "ethernet"}, "when": 1764190000000}}})",
                                0600);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::DidNotTake);
        QCOMPARE(host.card(newCard).ports.at(1).since, 1764190000000);
    }

    void aDamagedMemorySaysNothing()
    {
        PortsHost host;
        host.demo.files().write(u"/var/lib/rdma-manager/ports.json"_s, "{\"cards\": 7", 0600);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::AsWanted);
        host.inspect();
        QCOMPARE(host.apply(bootWish(newCard, bothEthernet)).state, JobState::Done);
        QCOMPARE(host.card(newCard).ports.at(1).verdict, TypeVerdict::PendingReboot);
    }

    void anotherBootsRecordIsNotBelieved()
    {
        PortsHost host;
        host.inspect();
        host.demo.files().write(u"/proc/sys/kernel/random/boot_id"_s, "another\n");
        QCOMPARE(host.card(newCard).reason, RoadReason::NotRead);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsRebootTest)
#include "portsreboottest.moc"
