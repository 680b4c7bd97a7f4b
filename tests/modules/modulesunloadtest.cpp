// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Unloading modules: who goes first, who keeps one, what is cut, and looking again before it is done.
#include "helper/authorizer.h"
#include "helper/blockdevices.h"
#include "helper/liotree.h"
#include "helper/stepview.h"
#include "tests/modules/moduleshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// Somebody at 10.0.0.9 is logged in over ib0, whose address is 192.168.7.4, at a port that is listened on: 22.
constexpr auto sockets =
    R"(  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 1 1 0 100 0 0 10 0
   1: 0407A8C0:0016 0900000A:D431 01 00000000:00000000 00:00000000 00000000     0        0 2 1 0 20 4 30 10 -1
   2: 0407A8C0:9C40 0900000A:0050 01 00000000:00000000 00:00000000 00000000     0        0 3 1 0 20 4 30 10 -1
)";
constexpr auto another =
    R"(   3: 0407A8C0:0016 0A00000A:D432 01 00000000:00000000 00:00000000 00000000     0        0 4 1 0 20 4 30 10 -1
)";
constexpr auto defaultRoute = R"(Iface Destination Gateway Flags RefCnt Use Metric Mask MTU Window IRTT
ib0 00000000 0107A8C0 0003 0 0 100 00000000 0 0 0
)";
const QString tcp = u"/proc/self/net/tcp"_s;

struct ReachedHost : ModulesHost {
    ReachedHost()
    {
        demo.modules().load(u"ib_ipoib"_s);
        demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        demo.files().write(tcp, sockets);
    }
};

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

    void KI_15_whatIsCutIsPartOfTheStep()
    {
        ReachedHost host;
        host.demo.files().write(u"/proc/self/net/route"_s, defaultRoute);
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"unload-used-module ib_ipoib"_s));
        QCOMPARE(std::get<SwitchModule>(plan->steps.front()).cuts,
                 (QStringList{u"ib0: 10.0.0.9, port 22"_s, u"ib0: default route"_s}));
        QCOMPARE(viewOf(plan->steps.front(), host.machine.host).after, u"ib0: 10.0.0.9, port 22; ib0: default route"_s);
        QVERIFY(plan->warnings.front() ==
                (Note{NoteCode::EndsWithModule, u"ib_ipoib"_s, u"interface ib0, 192.168.7.4"_s}));
        QCOMPARE(host.run(*plan).state, JobState::Done);
        QVERIFY(!host.state().config.protocols.at(Protocol::Ipoib).loaded);
    }

    void AU_12_thePromptSaysWhatIsCut()
    {
        ReachedHost host;
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QCOMPARE(detailsFor(*plan)[u"subject"_s], u"ib_ipoib, over which ib0: 10.0.0.9, port 22"_s);
    }

    void KI_15_aConnectionMoreIsNotCut()
    {
        ReachedHost host;
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        host.demo.files().write(tcp, QByteArray(sockets) + another);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(*job.error, (Error{ErrorCode::Conflict, u"ib_ipoib"_s, u"ib0: 10.0.0.10, port 22"_s}));
        QVERIFY(host.state().config.protocols.at(Protocol::Ipoib).loaded);
        QVERIFY(planId(*plan) != planId(host.plan(loaded(Protocol::Ipoib, false)).value()));
    }

    void KI_15_whatIsNotKnownIsCut()
    {
        ReachedHost host;
        host.demo.files().write(tcp, QByteArray(5 * 1024 * 1024, '\n'));
        const auto plan = host.plan(loaded(Protocol::Ipoib, false));
        QVERIFY(plan);
        QVERIFY(std::get<SwitchModule>(plan->steps.front()).cuts.contains(u"ib0: ?"_s));
    }

    void KI_15_whoeverComesBetweenKeepsIt()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_iser"_s);
        const auto plan = host.plan(loaded(Protocol::Iser, false));
        host.demo.modules().hold(u"ib_iser"_s, 1);
        const Job job = host.run(*plan);
        QCOMPARE(job.state, JobState::Undone);
        QCOMPARE(*job.error, (Error{ErrorCode::Busy, u"ib_iser"_s, u"unknown 1"_s}));
    }

    void KI_15_aModuleThatCameBetweenKeepsIt()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_uverbs"_s);
        const auto plan = host.plan(loaded(Protocol::Uverbs, false));
        host.demo.modules().load(u"rdma_ucm"_s);
        QCOMPARE(host.run(*plan).error->detail, u"module rdma_ucm"_s);
    }

    void anIdleSessionEndsWithItsModule()
    {
        AttachedHost host;
        host.demo.modules().hold(u"ib_srp"_s, 0);
        host.demo.files().write(u"/proc/1/mountinfo"_s, {});
        const auto uses = host.state().live.usesByModule.at(u"ib_srp"_s);
        QVERIFY(std::ranges::any_of(uses, [](const ModuleUse &use) {
            return use.kind == ModuleUseKind::Session && use.weight == ModuleUseWeight::Ends;
        }));
        QVERIFY(std::ranges::any_of(uses, [](const ModuleUse &use) {
            return use.kind == ModuleUseKind::Disk && use.weight == ModuleUseWeight::Keeps; // its multipath map
        }));
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

    void KI_15_takingALoadBackNamesWhatItCuts()
    {
        ModulesHost host;
        const Job job = host.apply(loaded(Protocol::Ipoib, true));
        host.demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        host.demo.files().write(tcp, sockets);
        const QJsonObject undo{{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
        const auto plan = jobsFeature().plan(host.machine, undo);
        QVERIFY(plan);
        QCOMPARE(kindsOf(*plan), QStringList(u"unload-used-module ib_ipoib"_s));
        QCOMPARE(host.run(*plan).state, JobState::Done);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesUnloadTest)
#include "modulesunloadtest.moc"
