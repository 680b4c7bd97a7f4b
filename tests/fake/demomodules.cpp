// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What loads on the demo host and what is loaded: rdma-core's lists as Debian has them, an SRP target that nothing
// loads at boot, a protocol that is denied, one that the kernel has not, a service that failed, somebody logged in over
// ib0.
#include "model/bootdialect.h"
#include "tests/fake/demohost.h"

#include <QTimeZone>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto rdmaList = R"(# Loaded when there is an RDMA device
# iSCSI over RDMA, the client
ib_iser

# iSCSI over RDMA, the target
# ib_isert

# Verbs for user programs
ib_uverbs

# Connection management for user programs
rdma_ucm

# RDS over RDMA
# rds_rdma

# NFS over RDMA, the client
xprtrdma

# NFS over RDMA, the server
svcrdma
)";

constexpr auto infinibandList = R"(# Loaded when there is an InfiniBand device
# IP over InfiniBand
ib_ipoib

# Management packets for user programs
ib_umad

# SCSI RDMA protocol, the target
# ib_srpt

# The obsolete /dev/infiniband/ucm0
# ib_ucm
)";

constexpr auto opaList = R"(# Loaded when there is an Omni-Path device
# IP over InfiniBand
ib_ipoib

# Management packets for user programs
ib_umad

# Ethernet over Omni-Path
# opa_vnic
)";

constexpr auto srpDaemonList = R"(# Loaded when srp_daemon looks at a port
ib_srp
)";

constexpr auto blacklist = R"(# iSCSI goes over TCP here.
blacklist ib_iser
)";

/// Somebody at 192.168.7.9 is logged in to 192.168.7.4 by ssh.
constexpr auto connections =
    R"(  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 00000000:0016 00000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 18022 1
   1: 0407A8C0:0016 0907A8C0:C350 01 00000000:00000000 02:000A7214 00000000     0        0 24193 4
)";

/// A while ago, whenever somebody looks.
QDateTime atBoot(int seconds)
{
    return QDateTime(QDate(2025, 11, 26), QTime(8, 0), QTimeZone::UTC).addSecs(seconds);
}

void write(FakeHostRoot &files)
{
    for (const auto &[list, path] : bootListPaths)
        files.write(path, "# Nothing here\n");
    files.write(u"/etc/rdma/modules/rdma.conf"_s, rdmaList);
    files.write(u"/etc/rdma/modules/infiniband.conf"_s, infinibandList);
    files.write(u"/etc/rdma/modules/opa.conf"_s, opaList);
    files.write(u"/etc/rdma/modules/srp_daemon.conf"_s, srpDaemonList);
    files.write(u"/etc/modprobe.d/blacklist-rdma.conf"_s, blacklist);
    files.write(u"/proc/self/net/tcp"_s, connections);
    files.write(u"/proc/self/net/tcp6"_s, "");
    files.makeDirectory(u"/etc/modules-load.d"_s);
}

} // namespace

void DemoHost::chooseModules()
{
    write(files());
    kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
    modules().uninstall(u"rds_rdma"_s);
    modules().uninstall(u"rds"_s);
    for (const auto *name : {"ib_ipoib", "ib_umad", "rdma_ucm", "rdma_rxe"})
        modules().load(QString::fromLatin1(name));
    modules().show();
    startServices();
}

void DemoHost::startServices()
{
    const auto installs = {"rdma-hw.target", "rdma-load-modules@.service", "opensm.service", "iwpmd.service",
                           "ibacm.service",  "rtslib-fb-targetctl.service"};
    for (const auto *name : installs)
        units().install(QString::fromLatin1(name));
    const auto run = [this](const QString &unit, const QString &detail, int seconds) {
        units().setActive(unit, true);
        services().say(unit, {ServiceActivity::Active, detail, {}, atBoot(seconds)});
    };
    run(u"rdma-hw.target"_s, u"active"_s, 4);
    run(u"rdma-load-modules@rdma.service"_s, u"exited"_s, 5);
    run(u"rdma-load-modules@infiniband.service"_s, u"exited"_s, 5);
    run(u"rtslib-fb-targetctl.service"_s, u"exited"_s, 9);
    for (const auto *unit : {"opensm.service", "rtslib-fb-targetctl.service"})
        if (!units().act(Tool::EnableUnit, QString::fromLatin1(unit)))
            qFatal("demo: %s cannot be enabled", unit);
    services().say(u"opensm.service"_s, {ServiceActivity::Failed, u"failed"_s, u"exit-code"_s, atBoot(30)});
}

} // namespace rdma
