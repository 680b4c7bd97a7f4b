// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How modules stand in the kernel, and in which order they come and go.
#include "model/modulestate.h"

#include <QTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

using Names = std::vector<QString>;

const QByteArray procModules = "rds_rdma 114688 0 - Live 0x0000000000000000\n"
                               "rds 188416 3 rds_rdma, Live 0x0000000000000000\n"
                               "ib_srp 73728 1 - Live 0xffffffffc0a00000 (OE)\n"
                               "scsi_transport_srp 32768 1 ib_srp, Live 0x0\n"
                               "ib_iser 53248 0 - Live 0x0\n"
                               "rdma_cm 139264 3 ib_srp,ib_iser,rds_rdma, Live 0x0\n"
                               "iw_cm 53248 1 rdma_cm, Live 0x0\n"
                               "ib_cm 143360 2 rdma_cm,ib_srp, Unloading 0x0\n"
                               "ib_core 466944 7 rds_rdma,ib_srp,ib_iser,rdma_cm,iw_cm,ib_cm,[permanent], Live 0x0\n"
                               "rpcrdma 397312 0 - Loading 0x0\n"
                               "broken line\n";
const QByteArray modulesDep =
    "kernel/drivers/infiniband/core/ib_core.ko.xz:\n"
    "kernel/drivers/infiniband/core/ib_cm.ko.xz: kernel/drivers/infiniband/core/ib_core.ko.xz\n"
    "kernel/drivers/infiniband/ulp/srpt/ib_srpt.ko.xz: kernel/drivers/target/target-core-mod.ko.xz "
    "kernel/drivers/infiniband/core/rdma_cm.ko.xz kernel/drivers/infiniband/core/ib_cm.ko.xz "
    "kernel/drivers/infiniband/core/ib_core.ko.xz\n"
    "kernel/drivers/target/target-core-mod.ko.xz:\n"
    "extra/ib_ipoib.ko: kernel/drivers/infiniband/core/ib_core.ko.xz\n"
    "kernel/net/sunrpc/xprtrdma/rpcrdma.ko.zst:\n";

KernelModules kernel()
{
    return {.loaded = loadedModules(procModules),
            .builtIn = builtInModules("kernel/drivers/infiniband/core/ib_uverbs.ko\n\n"),
            .available = moduleDependencies(modulesDep),
            .modprobeFiles = {{u"/etc/modprobe.d/a.conf"_s, "\nblacklist ib_ipoib\nblacklist ib-srp\n"}}};
}

ModuleState::Now now(Protocol protocol)
{
    return stateOf(kernel(), infoOf(protocol)).now;
}

} // namespace

class ModuleStateTest : public QObject {
    Q_OBJECT
private slots:
    void tables()
    {
        const LoadedModules loaded = loadedModules(procModules);
        QCOMPARE(loaded.size(), 10U);
        QCOMPARE(loaded.at(u"rds"_s), (LoadedModule{3, {u"rds_rdma"_s}, false}));
        QCOMPARE(loaded.at(u"ib_core"_s).isPermanent, true);
        QCOMPARE(loaded.at(u"ib_core"_s).holders.size(), 6U);
        QCOMPARE(moduleDependencies(modulesDep).at(u"ib_srpt"_s),
                 (Names{u"ib_core"_s, u"ib_cm"_s, u"rdma_cm"_s, u"target_core_mod"_s}));
        QVERIFY(builtInModules("kernel/a-b.ko\n").contains(u"a_b"_s));
        QVERIFY(loadedModules("").empty() && moduleDependencies("x\n:\n").empty());
    }

    void states()
    {
        QCOMPARE(now(Protocol::Uverbs), ModuleState::BuiltIn);
        QCOMPARE(now(Protocol::SrpTarget), ModuleState::NotLoaded);
        QCOMPARE(now(Protocol::SoftRoce), ModuleState::Absent);
        QCOMPARE(now(Protocol::NfsServer), ModuleState::Loaded);
        QCOMPARE(stateOf(kernel(), infoOf(Protocol::Ipoib)),
                 (ModuleState{ModuleState::Denied, {{Denial::Blacklisted, u"/etc/modprobe.d/a.conf"_s, 2}}}));
        QCOMPARE(stateOf(kernel(), infoOf(Protocol::SrpInitiator)),
                 (ModuleState{ModuleState::Loaded, {{Denial::Blacklisted, u"/etc/modprobe.d/a.conf"_s, 3}}}));
    }

    /// The module that has the name as an alias can be denied in its stead.
    void aliasesAreDeniedByTheirModule()
    {
        KernelModules machine = kernel();
        machine.loaded.clear();
        machine.modprobeFiles = {{u"/etc/modprobe.d/a.conf"_s, "blacklist rpcrdma\n"}};
        QCOMPARE(stateOf(machine, infoOf(Protocol::NfsClient)).now, ModuleState::Denied);
        machine.modprobeFiles = {{u"/etc/modprobe.d/a.conf"_s, "blacklist xprtrdma\n"}};
        QCOMPARE(stateOf(machine, infoOf(Protocol::NfsClient)), ModuleState{});
        machine.modprobeFiles = {{u"/etc/modprobe.d/a.conf"_s, "install xprtrdma /bin/true\n"}};
        QCOMPARE(stateOf(machine, infoOf(Protocol::NfsClient)).now, ModuleState::Denied);
        QCOMPARE(stateOf(machine, infoOf(Protocol::NfsServer)).now, ModuleState::NotLoaded);
    }

    /// "install rds /bin/true", as hardening guides have it, keeps what needs rds from being loaded.
    void whatIsNeededIsDenied()
    {
        KernelModules machine = kernel();
        machine.available[u"rds_rdma"_s] = {u"rds"_s};
        machine.modprobeFiles = {{u"/etc/modprobe.d/cis.conf"_s, "blacklist rds\ninstall rds /bin/true\n"}};
        QCOMPARE(stateOf(machine, infoOf(Protocol::Rds)), ModuleState{.now = ModuleState::Loaded});
        machine.loaded.erase(u"rds_rdma"_s);
        QCOMPARE(stateOf(machine, infoOf(Protocol::Rds)), ModuleState{}); // rds is there
        machine.loaded.erase(u"rds"_s);
        QCOMPARE(stateOf(machine, infoOf(Protocol::Rds)),
                 (ModuleState{ModuleState::Denied, {{Denial::NoCommand, u"/etc/modprobe.d/cis.conf"_s, 2}}}));
        machine.modprobeFiles = {{u"/etc/modprobe.d/cis.conf"_s, "blacklist rds\nalias rds off\n"}};
        QCOMPARE(stateOf(machine, infoOf(Protocol::Rds)), ModuleState{});
    }

    void loading()
    {
        QCOMPARE(loadOrder(kernel(), u"ib_srpt"_s), (Names{u"target_core_mod"_s, u"ib_srpt"_s}));
        QCOMPARE(loadOrder(kernel(), u"ib_srp"_s), Names{});
        QCOMPARE(loadOrder(kernel(), u"vfat"_s), Names{});
        KernelModules empty = kernel();
        empty.loaded.clear();
        empty.builtIn.insert(u"ib_cm"_s);
        QCOMPARE(loadOrder(empty, u"ib_srpt"_s),
                 (Names{u"ib_core"_s, u"rdma_cm"_s, u"target_core_mod"_s, u"ib_srpt"_s}));
    }

    void IV_04_holdersGoFirstAndAreNamed()
    {
        const LoadedModules loaded = loadedModules(procModules);
        QCOMPARE(unloadOrder(loaded, u"rds"_s), (Names{u"rds_rdma"_s, u"rds"_s}));
        QCOMPARE(unloadOrder(loaded, u"ib_srp"_s), Names{u"ib_srp"_s});
        QCOMPARE(unloadOrder(loaded, u"vfat"_s), Names{});
        const Names all = unloadOrder(loaded, u"ib_core"_s);
        QCOMPARE(all.size(), 7U);
        for (const auto &[name, module] : loaded)
            for (const QString &holder : module.holders)
                if (std::ranges::contains(all, name))
                    QVERIFY(std::ranges::find(all, holder) < std::ranges::find(all, name));
    }

    void IV_04_othersThanModulesAreCounted()
    {
        const LoadedModules loaded = loadedModules(procModules);
        QCOMPARE(otherReferences(loaded.at(u"rds"_s)), 2);
        QCOMPARE(otherReferences(loaded.at(u"ib_srp"_s)), 1);
        QCOMPARE(otherReferences(loaded.at(u"ib_iser"_s)), 0);
        QCOMPARE(otherReferences({.references = -1}), 0);
    }

    void IV_04_aCircleEnds()
    {
        const LoadedModules circle = loadedModules("a 1 1 b, Live 0x0\nb 1 2 a,c, Live 0x0\n");
        QCOMPARE(unloadOrder(circle, u"a"_s), (Names{u"b"_s, u"a"_s}));
    }
};

QTEST_APPLESS_MAIN(ModuleStateTest)
#include "modulestatetest.moc"
