// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Unloading modules: who goes first, and who keeps one.
#include "helper/blockdevices.h"
#include "helper/liotree.h"
#include "tests/modules/moduleshost.h"
#include "tests/srp/initiatorhost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct AttachedHost : ModulesHost {
    AttachedHost()
    {
        demo.plugInCards();
        demo.plugInDisks();
        demo.attachDisks(); // two paths, a multipath map, mounted
        demo.modules().hold(u"ib_srp"_s, 2);
    }
};

Error refusalOf(ModulesHost &host, Protocol protocol)
{
    const auto plan = host.plan(loaded(protocol, false));
    return plan ? Error{} : plan.error();
}

} // namespace

class ModulesUnloadTest : public QObject {
    Q_OBJECT
private slots:
    void whoUsesAModuleGoesFirst()
    {
        ModulesHost host;
        host.demo.modules().load(u"rdma_ucm"_s);
        const auto plan = host.plan(loaded(Protocol::Uverbs, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), (QStringList{u"unload-module rdma_ucm"_s, u"unload-module ib_uverbs"_s}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::Uverbs).loaded);
        QVERIFY(!host.state().config.protocols.at(Protocol::RdmaUcm).loaded);
    }

    void whatItNeedsStays()
    {
        ModulesHost host;
        host.demo.modules().load(u"rdma_ucm"_s);
        QCOMPARE(host.apply(loaded(Protocol::RdmaUcm, false)).state, JobState::Done);
        QVERIFY(host.state().config.protocols.at(Protocol::Uverbs).loaded);
    }

    void rdsGoesWithItsTransportFirst()
    {
        ModulesHost host;
        host.demo.modules().load(u"rds_rdma"_s);
        const auto plan = host.plan(loaded(Protocol::Rds, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), (QStringList{u"unload-module rds_rdma"_s, u"unload-module rds"_s}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(!host.demo.files().read(u"/proc/modules"_s).contains("rds"));
        host.demo.modules().load(u"rds_rdma"_s);
        host.demo.modules().hold(u"rds"_s, 1); // a socket of others
        QCOMPARE(kindsOf(host.plan(loaded(Protocol::Rds, false)).value()), QStringList(u"unload-module rds_rdma"_s));
    }

    void turningItOffAtBootUnloadsNothing()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_iser"_s);
        const auto plan = host.plan(atBoot(Protocol::Iser, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"write-file /etc/rdma/modules/rdma.conf"_s));
    }

    void IV_04_aModuleOfOthersKeepsIt()
    {
        ModulesHost host;
        host.demo.modules().install(u"mlx5_ib"_s, {u"ib_uverbs"_s, u"ib_core"_s});
        host.demo.modules().load(u"mlx5_ib"_s);
        QCOMPARE(refusalOf(host, Protocol::Uverbs), (Error{ErrorCode::Busy, u"ib_uverbs"_s, u"module mlx5_ib"_s}));
    }

    void IV_04_aMountedDiskKeepsItsModule()
    {
        AttachedHost host;
        const Error refusal = refusalOf(host, Protocol::SrpInitiator);
        QCOMPARE(refusal.code, ErrorCode::Busy);
        QCOMPARE(refusal.subject, u"ib_srp"_s);
        QVERIFY2(refusal.detail.contains("mount /srv/archive, sd"_L1), qPrintable(refusal.detail));
        QVERIFY(refusal.detail.contains(", mpathb"_L1));
    }

    void IV_04_aTargetKeepsItsModule()
    {
        ModulesHost host;
        host.demo.plugInCards();
        host.demo.plugInDisks();
        host.demo.exportDisks();
        host.demo.modules().show();
        const Error refusal = refusalOf(host, Protocol::SrpTarget);
        QCOMPARE(refusal.code, ErrorCode::Busy);
        QVERIFY2(refusal.detail.startsWith("export ib."_L1) || refusal.detail.startsWith("export 0x"_L1),
                 qPrintable(refusal.detail));
        QVERIFY2(refusal.detail.contains(", "_L1), "who is logged in");
    }

    void aFabricWithoutTargetsGoesWithItsModule()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_srpt"_s);
        QVERIFY(host.demo.kernel().makeNode(srptPath));
        host.demo.modules().show();
        QCOMPARE(host.apply(loaded(Protocol::SrpTarget, false)).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::SrpTarget).loaded);
    }

    void IV_04_programsAreNamed()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_umad"_s);
        host.demo.modules().hold(u"ib_umad"_s, 1);
        host.demo.files().write(u"/sys/class/infiniband_mad/umad0/dev"_s, "231:0\n");
        host.demo.files().write(u"/sys/class/infiniband_mad/issm0/dev"_s, "231:64\n");
        host.demo.tools().setHolders({{{231, 64}, {{{4711, u"opensm"_s, 0}}, 0}}});
        QCOMPARE(refusalOf(host, Protocol::Umad),
                 (Error{ErrorCode::Busy, u"ib_umad"_s, u"program 4711 opensm, /dev/infiniband/issm0"_s}));
        QVERIFY(host.demo.tools().runs().contains({Tool::GlimpseHolders, u"char 231:0,231:64"_s}));
    }

    void IV_04_referencesThatNothingAccountsForKeepIt()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_iser"_s);
        host.demo.modules().hold(u"ib_iser"_s, 3);
        QCOMPARE(refusalOf(host, Protocol::Iser), (Error{ErrorCode::Busy, u"ib_iser"_s, u"unknown 3"_s}));
    }

    void ourOwnOpenDevicesAreNobodys()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_uverbs"_s);
        host.demo.modules().hold(u"ib_uverbs"_s, 2);
        host.demo.files().link(u"/proc/self/fd/7"_s, u"/dev/infiniband/uverbs0"_s);
        host.demo.files().link(u"/proc/self/fd/8"_s, u"anon_inode:[infinibandevent]"_s);
        QVERIFY(host.plan(loaded(Protocol::Uverbs, false)));
        host.demo.modules().hold(u"ib_uverbs"_s, 3);
        QCOMPARE(refusalOf(host, Protocol::Uverbs).code, ErrorCode::Busy);
    }

    void anIdleSessionEndsWithItsModule()
    {
        ModulesHost host;
        host.demo.plugInCards();
        host.demo.srp().addTarget({.idExt = ibTarget.idExt,
                                   .iocGuid = ibTarget.iocGuid,
                                   .path = ibPath,
                                   .disks = {exportedDisk("vol1", "6001405608e5e69d594")}});
        host.demo.modules().load(u"ib_srp"_s);
        QVERIFY(host.demo.srp().logIn(srpLoginObject(ibTarget, {ibPath, {}})));
        const QString disk = host.demo.srp().diskOf(7, 0);
        const auto plan = host.plan(loaded(Protocol::SrpInitiator, false));
        QVERIFY(plan);
        const QString session = u"session %1, %2"_s.arg(ibTarget.text(), disk);
        QCOMPARE(plan->warnings, (std::vector<Note>{{NoteCode::EndsWithModule, u"ib_srp"_s, session}}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(host.machine.host.list(u"/sys/class/srp_remote_ports"_s).isEmpty());
    }

    void IV_04_aMultipathMapKeepsItsPaths()
    {
        AttachedHost host;
        host.demo.files().write(u"/proc/1/mountinfo"_s, {});
        const Error refusal = refusalOf(host, Protocol::SrpInitiator);
        QVERIFY2(refusal.detail.startsWith("disk sd"_L1) && refusal.detail.contains(", mpathb"_L1),
                 qPrintable(refusal.detail));
    }

    void aDriverWhoseSessionsAreInUseStays()
    {
        AttachedHost host;
        host.demo.modules().load(u"rdma_rxe"_s);
        const auto plan = host.plan(loaded(Protocol::SoftRoce, false));
        QVERIFY(plan); // both paths are over mlx4_0
        QCOMPARE(plan->warnings.front(), (Note{NoteCode::EndsWithModule, u"rdma_rxe"_s, u"softDevice rxe0, eno1"_s}));
    }

    void IV_04_whoIsLoggedInOverASoftDeviceKeepsItsDriver()
    {
        ModulesHost host;
        host.demo.plugInCards();
        host.demo.plugInDisks();
        host.demo.exportDisks(); // on ports of mlx4_0
        host.demo.modules().load(u"rdma_rxe"_s);
        QVERIFY(host.plan(loaded(Protocol::SoftRoce, false)));
        host.demo.files().write(u"/sys/class/infiniband/rxe0/ports/1/gids/0"_s,
                                "fe80:0000:0000:0000:f452:1403:007b:cba1\n");
        const Error refusal = refusalOf(host, Protocol::SoftRoce);
        QCOMPARE(refusal.code, ErrorCode::Busy);
        QCOMPARE(refusal.subject, u"rdma_rxe"_s);
        QVERIFY2(refusal.detail.startsWith("export 0xfe80000000000000f4521403007bcba1, 0x"_L1),
                 qPrintable(refusal.detail));
    }

    void IV_04_theRootFileSystemIsSaidAsSuch()
    {
        AttachedHost host;
        const auto devices = readBlockDevices(host.machine.host).value();
        const auto map = std::ranges::find_if(devices, [](const BlockDevice &device) {
            return std::ranges::contains(device.uses, DeviceUse{BlockUse::Mounted, u"/srv/archive"_s}) &&
                   device.name.startsWith("dm-"_L1);
        });
        QVERIFY(map != devices.end());
        host.demo.block().mount(map->name, "/", "xfs");
        const Error refusal = refusalOf(host, Protocol::SrpInitiator);
        QVERIFY2(refusal.detail.contains("mount /, sd"_L1), qPrintable(refusal.detail));
    }

    void whatIsPartOfTheKernelStays()
    {
        ModulesHost host;
        host.demo.modules().buildIn(u"ib_umad"_s);
        QVERIFY(host.state().config.protocols.at(Protocol::Umad).loaded);
        QCOMPARE(refusalOf(host, Protocol::Umad).code, ErrorCode::NotSupported);
    }

    void loadingWhatNeedsWhatGoesIsAContradiction()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_uverbs"_s);
        const auto plan = host.plan(mergePatch(loaded(Protocol::Uverbs, false), loaded(Protocol::RdmaUcm, true)));
        QVERIFY(!plan);
        QCOMPARE(plan.error(), (Error{ErrorCode::InvalidWish, u"rdma_ucm"_s, u"contradiction"_s}));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesUnloadTest)
#include "modulesunloadtest.moc"
