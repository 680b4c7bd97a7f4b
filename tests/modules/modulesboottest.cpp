// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What loads at boot: read from every kind of file, changed in the one that decides.
#include "model/bootgaps.h"
#include "tests/modules/moduleshost.h"

#include <QTest>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString infinibandList = u"/etc/rdma/modules/infiniband.conf"_s;
const QString rdmaList = u"/etc/rdma/modules/rdma.conf"_s;

QByteArray withLine(QByteArray text, const QByteArray &before, const QByteArray &after)
{
    return text.replace(before, after);
}

} // namespace

class ModulesBootTest : public QObject {
    Q_OBJECT
private slots:
    void listsAreReadAsTheHardwareHasThemRead()
    {
        ModulesHost host; // mlx4_0 with InfiniBand ports
        const ModulesState state = host.state();
        QVERIFY(state.live.hasDevices);
        QCOMPARE(state.live.boot.files.idle, (std::set{BootList::Opa, BootList::Iwarp, BootList::Roce}));
        QCOMPARE(state.config.protocols.at(Protocol::Ipoib).atBoot, true);
        QCOMPARE(state.config.protocols.at(Protocol::SrpTarget).atBoot, false);
        QCOMPARE(state.live.dialects.bootLists, DialectUse::Live);
        QCOMPARE(state.live.files.size(), bootListPaths.size());
    }

    void whatOtherHardwareHasReadWaits()
    {
        ModulesHost host;
        const ModulesLive live = host.state().live;
        const auto opa = std::ranges::find(live.files, QString(u"/etc/rdma/modules/opa.conf"_s), &BootFile::path);
        QVERIFY(opa != live.files.end() && opa->isIdle);
        const auto infiniband = std::ranges::find(live.files, infinibandList, &BootFile::path);
        QVERIFY(infiniband != live.files.end() && !infiniband->isIdle);
        const auto gaps = bootGaps(live);
        const auto vnic = std::ranges::find(gaps, BootSubject(Protocol::OpaVnic), &BootGap::subject);
        QVERIFY(vnic != gaps.end());
        QCOMPARE(vnic->kind, BootGapKind::Waits);
    }

    void udevsWordAboutADeviceCounts()
    {
        ModulesHost host;
        host.demo.files().write(u"/run/udev/data/+infiniband:mlx4_0"_s,
                                "I:1\nE:ID_RDMA_INFINIBAND=1\nE:ID_RDMA_ROCE=1\n");
        QCOMPARE(host.state().live.boot.files.idle, (std::set{BootList::Opa, BootList::Iwarp}));
    }

    void FS_17_onlyTheFileThatDecidesIsChanged()
    {
        ModulesHost host;
        host.demo.files().write(rdmaConfPath, "IPOIB_LOAD=yes\n"); // nobody reads it any more
        const QByteArray before = host.demo.files().read(infinibandList);
        const auto plan = host.plan(atBoot(Protocol::SrpTarget, true));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"write-file "_s + infinibandList));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QCOMPARE(host.demo.files().read(infinibandList), withLine(before, "# ib_srpt", "ib_srpt"));
        QCOMPARE(host.demo.files().read(rdmaConfPath), "IPOIB_LOAD=yes\n");
        QVERIFY(host.state().config.protocols.at(Protocol::SrpTarget).atBoot);
    }

    void redHatHasItElsewhere()
    {
        ModulesHost host;
        host.demo.files().write(u"/etc/os-release"_s,
                                "NAME=\"Rocky Linux\"\nID=\"rocky\"\nID_LIKE=\"rhel centos fedora\"\n");
        QCOMPARE(kindsOf(host.plan(atBoot(Protocol::SrpTarget, true)).value()),
                 QStringList(u"write-file "_s + rdmaList));
    }

    void severalChoicesInOneFileAreOneStep()
    {
        ModulesHost host;
        const QByteArray before = host.demo.files().read(rdmaList);
        const QJsonObject wish = mergePatch(atBoot(Protocol::Rds, true), atBoot(Protocol::Isert, true));
        const auto plan = host.plan(wish);
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"write-file "_s + rdmaList));
        QCOMPARE(std::get<WriteFile>(plan->steps.front()).after,
                 withLine(withLine(before, "# rds_rdma", "rds_rdma"), "# ib_isert", "ib_isert"));
    }

    void whatHasNoListGetsOurs()
    {
        ModulesHost host;
        host.demo.files().remove(u"/etc/modules-load.d"_s);
        const Job job = host.apply(atBoot(Protocol::SoftRoce, true));
        QCOMPARE(job.state, JobState::Done);
        QCOMPARE(host.demo.files().read(ownModulesListPath), "rdma_rxe\n");
        QCOMPARE(host.apply(atBoot(Protocol::SoftRoce, false)).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::SoftRoce).atBoot);
    }

    void IV_22_aKeyIsSwitchedAndEveryOtherByteStays()
    {
        ModulesHost host;
        const QByteArray conf = "# mine\nexport SRPT_LOAD='no' # not yet\nODD_KEY=7\n";
        host.becomeRhel7(conf);
        QCOMPARE(host.state().live.dialects.rdmaConf, DialectUse::Live);
        QCOMPARE(host.apply(atBoot(Protocol::SrpTarget, true)).state, JobState::Done);
        const QByteArray after = host.demo.files().read(rdmaConfPath);
        QVERIFY(after.startsWith("# mine\n"));
        QVERIFY(after.contains("# not yet\nODD_KEY=7\n"));
        QVERIFY(host.state().config.protocols.at(Protocol::SrpTarget).atBoot);
        QCOMPARE(host.apply(atBoot(Protocol::SrpTarget, false)).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::SrpTarget).atBoot);
    }

    void IV_22_whatBashStumblesOverIsNeverRepaired_data()
    {
        QTest::addColumn<QByteArray>("conf");
        QTest::addColumn<QString>("why");
        QTest::newRow("quote") << "IPOIB_LOAD=\"yes\nRDS_LOAD=no\n"_ba << u"SyntaxError"_s;
        QTest::newRow("command") << "RDS_LOAD=$(reboot)\n"_ba << u"NotUnderstood"_s;
    }

    void IV_22_whatBashStumblesOverIsNeverRepaired()
    {
        QFETCH(QByteArray, conf);
        QFETCH(QString, why);
        ModulesHost host;
        host.becomeRhel7(conf);
        const auto plan = host.plan(atBoot(Protocol::SrpTarget, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotSupported, u"srp_target"_s, why}));
        QCOMPARE(host.demo.files().read(rdmaConfPath), conf);
        const auto impossible = host.live(Protocol::SrpTarget).boot.impossible;
        QVERIFY(impossible);
        QCOMPARE(impossible->place.line, 1);
    }

    void theOtherRdmaConfIsTheOtherRdmaConf()
    {
        ModulesHost host;
        host.demo.files().write(rdmaList, "IPOIB_LOAD=yes\n"); // keys where a list belongs
        QVERIFY(!host.state().config.protocols.at(Protocol::Iser).atBoot);
        const auto plan = host.plan(atBoot(Protocol::Rds, true));
        QVERIFY(plan);
        QCOMPARE(std::get<WriteFile>(plan->steps.front()).after, "IPOIB_LOAD=yes\nrds_rdma\n");
    }

    void IV_06_strangeLinesOfAListStay()
    {
        ModulesHost host;
        const QByteArray odd = "ib_iser ib_srp\n;nothing\nevil ; reboot\n#rds_rdma\n\tsnd_dummy # why not\nlast";
        host.demo.files().write(rdmaList, odd);
        QCOMPARE(host.apply(atBoot(Protocol::Rds, true)).state, JobState::Done);
        QCOMPARE(host.demo.files().read(rdmaList), withLine(odd, "#rds_rdma", "rds_rdma"));
        QCOMPARE(host.apply(atBoot(Protocol::Iser, true)).state, JobState::Done);
        QCOMPARE(host.demo.files().read(rdmaList), withLine(odd, "#rds_rdma", "rds_rdma") + "\nib_iser");
    }

    void aKernelWithoutTheModuleMakesItImpossible()
    {
        ModulesHost host;
        host.demo.modules().uninstall(u"rds_rdma"_s);
        const auto plan = host.plan(atBoot(Protocol::Rds, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::NotSupported, u"rds"_s, u"NoModule"_s}));
    }

    void aKernelThatWasRemovedIsTold()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_ipoib"_s);
        const QString release = host.state().live.kernel;
        QCOMPARE(host.state().notes, std::vector<Note>());
        host.demo.files().remove("/lib/modules/"_L1 + release);
        QCOMPARE(host.state().notes, (std::vector<Note>{{NoteCode::ModulesGone, release, {}}}));
    }

    void openibdCountsWhereItStartsAtBoot()
    {
        ModulesHost host;
        host.demo.files().write(openibConfPath, "ONBOOT=yes\nIPOIB_LOAD=yes\n");
        host.demo.files().write(u"/etc/init.d/openibd"_s, "#!/bin/bash\n", 0755);
        QCOMPARE(host.state().live.dialects.openibConf, DialectUse::Live);
        host.demo.units().install(u"openibd.service"_s);
        QCOMPARE(host.state().live.dialects.openibConf, DialectUse::Inert);
        host.demo.files().link(u"/etc/systemd/system/sysinit.target.wants/openibd.service"_s,
                               u"/usr/lib/systemd/system/openibd.service"_s);
        QCOMPARE(host.state().live.dialects.openibConf, DialectUse::Live);
    }

    void softDevicesAreNoHardware()
    {
        ModulesHost host;
        QVERIFY(host.state().live.hasDevices);
        for (const QString &device : host.machine.host.list(u"/sys/class/infiniband"_s))
            host.demo.files().write("/sys/class/infiniband/%1/parent"_L1.arg(device), "eno1\n"); // as rdma_rxe has it
        QVERIFY(!host.state().live.hasDevices);
    }

    void aFileThatIsNotOursToWriteIsShownAndNotChanged()
    {
        ModulesHost host;
        const QByteArray text = host.demo.files().read(rdmaList);
        host.demo.files().remove(rdmaList);
        host.demo.files().write(u"/etc/rdma/elsewhere.conf"_s, text);
        host.demo.files().link(rdmaList, u"../elsewhere.conf"_s);
        QVERIFY(host.state().config.protocols.at(Protocol::Iser).atBoot);
        const auto plan = host.plan(atBoot(Protocol::Rds, true));
        QVERIFY(!plan);
        QCOMPARE(plan.error().code, ErrorCode::NotSupported);
        QCOMPARE(plan.error().detail, u"Unwritable"_s);
        const BootChoice rds = host.state().live.protocols.at(Protocol::Rds).boot;
        QCOMPARE(rds.impossible->reason, BootHindrance::Unwritable);
        QCOMPARE(rds.impossible->place.path, rdmaList);
    }

    void IV_05_nothingIsWrittenIntoModprobeD()
    {
        for (const auto &[protocol, name] : protocolNames)
            for (const bool on : {true, false}) {
                ModulesHost host;
                const auto plan = host.plan(protocolWish(protocol, {{u"atBoot"_s, on}, {u"loaded"_s, on}}));
                for (const Step &step : plan ? plan->steps : std::vector<Step>())
                    if (const auto *file = std::get_if<WriteFile>(&step)) {
                        QVERIFY(file->path.startsWith("/etc/rdma/modules/"_L1) || file->path == ownModulesListPath);
                        QVERIFY(!file->after->contains("install ") && !file->after->contains("options "));
                    }
            }
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesBootTest)
#include "modulesboottest.moc"
