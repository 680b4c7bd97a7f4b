// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who uses modules, as the machine shows it.
#include "helper/connections.h"
#include "helper/inettext.h"
#include "helper/ipoibuses.h"
#include "helper/routes.h"
#include "tests/modules/moduleshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr auto heading = "  sl  local_address rem_address   st\n";

std::vector<ModuleUse> usesOf(ModulesHost &host, const QString &module)
{
    return host.state().live.usesByModule.at(module);
}

} // namespace

class ModulesUsesTest : public QObject {
    Q_OBJECT
private slots:
    void bothSidesAreConnected()
    {
        ModulesHost host;
        host.demo.files().write(u"/proc/self/net/tcp"_s, QByteArray(heading) +
                                                             " 0: 00000000:0016 00000000:0000 0A\n"
                                                             " 1: 0407A8C0:0016 0900000A:D431 01\n"
                                                             " 2: 0407A8C0:0016 0900000A:D432 06\n" // TIME_WAIT
                                                             " 3: 0407A8C0:9C40 0900000A:0CBC 01 0:0 0:0 0 1000\n"
                                                             " 4: garbage\n");
        host.demo.files().write(
            u"/proc/self/net/tcp6"_s,
            QByteArray(heading) +
                " 0: 0000000000000000FFFF00000407A8C0:0016 0000000000000000FFFF00000B00000A:D431 01\n"
                " 1: B80D0120000000000000000001000000:0016 B80D0120000000000000000002000000:D431 01\n");
        const auto connections = readTcpConnections(host.machine.host);
        QVERIFY(connections);
        QCOMPARE(*connections,
                 (std::vector<TcpConnection>{{u"192.168.7.4"_s, u"10.0.0.9"_s, 22, Direction::Incoming},
                                             {u"192.168.7.4"_s, u"10.0.0.9"_s, 3260, Direction::Outgoing, 1000},
                                             {u"192.168.7.4"_s, u"10.0.0.11"_s, 22, Direction::Incoming},
                                             {u"2001:db8::1"_s, u"2001:db8::2"_s, 22, Direction::Incoming}}));
    }

    void addressesOfOddLengthAreNone()
    {
        QCOMPARE(inetText("123"_ba), QString());
        QCOMPARE(inetText({}), QString());
        QCOMPARE(inetText(QByteArray::fromHex("0a000009")), u"10.0.0.9"_s);
    }

    void aBondOverAnInterfaceIsReachedOverIt()
    {
        ModulesHost host;
        host.demo.kernel().addEthernet(u"bond0"_s);
        host.demo.kernel().addAddress(u"bond0"_s, u"192.168.7.4"_s);
        host.demo.files().link(u"/sys/class/net/ib0/upper_bond0"_s, u"../bond0"_s);
        host.demo.files().write(u"/proc/self/net/tcp"_s, QByteArray(heading) + " 0: 00000000:0016 00000000:0000 0A\n"
                                                                               " 1: 0407A8C0:0016 0900000A:D431 01\n");
        const auto uses = readIpoibUses(host.machine);
        QVERIFY(std::ranges::contains(
            uses, ModuleUse{ModuleUseKind::Connection, u"ib0"_s, u"10.0.0.9, port 22"_s, ModuleUseWeight::Cuts}));
    }

    void mountsThatAreReachedOverAnInterfaceAreCut()
    {
        ModulesHost host;
        host.demo.furnish(); // /srv/projects over ib0
        const auto uses = readIpoibUses(host.machine);
        QVERIFY(std::ranges::contains(
            uses, ModuleUse{ModuleUseKind::NetworkMount, u"/srv/projects"_s, u"ib0"_s, ModuleUseWeight::Cuts}));
    }

    void aMountOfNfsOverRdmaKeepsItsModule()
    {
        ModulesHost host;
        host.demo.modules().load(u"rpcrdma"_s);
        host.demo.modules().hold(u"rpcrdma"_s, 2);
        host.demo.files().write(u"/proc/1/mountinfo"_s,
                                "40 22 0:50 / /home rw - nfs4 10.0.0.1:/h rw,proto=tcp,addr=10.0.0.1\n"
                                "41 22 0:51 / /srv/a\\040b rw - nfs4 10.0.0.1:/d rw,proto=rdma,addr=10.0.0.1\n");
        const std::vector<ModuleUse> expected{{ModuleUseKind::NfsMount, u"/srv/a b"_s, {}, ModuleUseWeight::Keeps}};
        QCOMPARE(usesOf(host, u"xprtrdma"_s), expected);
        QCOMPARE(usesOf(host, u"svcrdma"_s), expected);
    }

    void aTextNamesTheFirstEight()
    {
        const std::vector<ModuleUse> many(11, {ModuleUseKind::Mount, u"/a"_s, u"sdb"_s, ModuleUseWeight::Keeps});
        const QString text = textOf(many, ModuleUseWeight::Keeps);
        QCOMPARE(text.count("mount /a, sdb"_L1), 8);
        QVERIFY(text.endsWith("; 3 more"_L1));
        QCOMPARE(textOf(many, ModuleUseWeight::Cuts), QString());
    }

    void RX_05_cutsAreBounded()
    {
        std::vector<ModuleUse> many;
        for (int i = 0; i < 5000; ++i)
            many.push_back(
                {ModuleUseKind::Connection, u"ib0"_s, u"10.0.0.%1, port 22"_s.arg(i), ModuleUseWeight::Cuts});
        const QStringList cuts = cutsOf(many);
        QCOMPARE(cuts.size(), 101);
        QVERIFY(cuts.last().startsWith("4900 more ("_L1));
        many.back().detail = u"10.9.9.9, port 22"_s;
        QVERIFY(cutsOf(many).last() != cuts.last()); // as many, and another
        many.push_back({ModuleUseKind::Route, u"ib1"_s, {}, ModuleUseWeight::Cuts});
        QCOMPARE(cutsOf(many).front(), u"ib1: default route"_s);
    }

    /// A user of this host connects to as many ports as it likes.
    void RX_05_nobodyFloodsTheList()
    {
        ModulesHost host;
        host.demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        QByteArray sockets = heading;
        for (int port = 1; port < 3000; ++port)
            sockets += " 0: 0407A8C0:9C40 0900000A:" + QByteArray::number(port, 16).rightJustified(4, '0') +
                       " 01 0:0 0:0 0 1000\n";
        for (int peer = 16; peer < 56; ++peer)
            sockets += " 0: 0407A8C0:9C40 " + QByteArray::number(peer, 16) + "00000A:0050 01 0:0 0:0 0 1000\n";
        sockets += " 0: 0407A8C0:9C41 0B00000A:0CBC 01 0:0 0:0 0 0\n"; // the kernel's, of root's iscsid
        host.demo.files().write(u"/proc/self/net/tcp"_s, sockets);
        const QStringList cuts = cutsOf(readIpoibUses(host.machine));
        QCOMPARE(cuts.front(), u"ib0: 10.0.0.11, port 3260"_s);
        QCOMPARE(cuts.size(), 41);
        QVERIFY(cuts.last().startsWith("ib0: 2960 more ("_L1));
        host.demo.files().write(u"/proc/self/net/tcp"_s, sockets.replace("0900000A:0bb7", "0A00000A:0bb7"));
        const QStringList others = cutsOf(readIpoibUses(host.machine));
        QCOMPARE(others.first(40), cuts.first(40));
        QVERIFY(others.last() != cuts.last());
    }

    void manyPeersOfAPortAreCounted()
    {
        ModulesHost host;
        host.demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        const auto cutsWith = [&](const QByteArray &last) {
            QByteArray sockets = QByteArray(heading) + " 0: 00000000:0016 00000000:0000 0A\n";
            for (const QByteArray &peer : QByteArrayList{"10", "11", "12", "13", last})
                sockets += " 1: 0407A8C0:0016 " + peer + "00000A:D431 01\n";
            host.demo.files().write(u"/proc/self/net/tcp"_s, sockets);
            return cutsOf(readIpoibUses(host.machine));
        };
        const QStringList five = cutsWith("14");
        QCOMPARE(five.size(), 1);
        QVERIFY(five.front().startsWith("ib0: 5 peers, port 22 ("_L1));
        QVERIFY(cutsWith("15").front() != five.front());
        QCOMPARE(cutsWith("13").size(), 4);
    }

    void whatThisHostConnectsToItselfIsNotCut()
    {
        ModulesHost host;
        host.demo.kernel().addAddress(u"ib0"_s, u"192.168.7.4"_s);
        host.demo.files().write(u"/proc/self/net/tcp"_s, QByteArray(heading) + " 0: 0407A8C0:9C40 0407A8C0:0050 01\n");
        QCOMPARE(cutsOf(readIpoibUses(host.machine)), QStringList());
    }

    void IV_04_nvmeAndIserKeepTheirDevicesDriver()
    {
        ModulesHost host;
        host.demo.plugInCards();
        host.demo.modules().load(u"rdma_rxe"_s);
        host.demo.modules().load(u"ib_iser"_s);
        host.demo.block().addDisk({.name = u"nvme1n1"_s});
        host.demo.block().mount(u"nvme1n1"_s, "/srv/fast");
        host.demo.files().write(u"/sys/class/nvme/nvme0/transport"_s, "pcie\n");
        host.demo.files().write(u"/sys/class/nvme/nvme0/subsysnqn"_s, "nqn.local\n");
        host.demo.files().write(u"/sys/class/nvme/nvme2/transport"_s, "rdma\n");
        host.demo.files().write(u"/sys/class/nvme/nvme2/subsysnqn"_s, "nqn.2014-08.org.example:fast\n");
        host.demo.files().makeDirectory(u"/sys/class/nvme/nvme2/nvme1c2n1"_s);
        host.demo.files().write(u"/sys/class/scsi_host/host40/proc_name"_s, "iscsi_iser\n");
        host.demo.files().makeDirectory(u"/sys/class/iscsi_host/host40/device/session3"_s);
        host.demo.files().write(u"/sys/class/iscsi_session/session3/targetname"_s, "iqn.2003-01.org.example:a\n");
        host.demo.files().makeDirectory(u"/sys/class/scsi_device/40:0:0:1/device/block/sdz"_s);
        host.demo.files().write(u"/sys/class/scsi_host/host41/proc_name"_s, "iscsi_tcp\n");
        host.demo.files().makeDirectory(u"/sys/class/iscsi_host/host41/device/session4"_s);
        const ModuleUse iser{ModuleUseKind::Session, u"iqn.2003-01.org.example:a"_s, u"sdz"_s, ModuleUseWeight::Keeps};
        QCOMPARE(usesOf(host, u"ib_iser"_s), std::vector{iser});
        QCOMPARE(usesOf(host, u"rdma_rxe"_s),
                 (std::vector<ModuleUse>{
                     {ModuleUseKind::SoftDevice, u"rxe0"_s, u"eno1"_s, ModuleUseWeight::Ends},
                     {ModuleUseKind::Mount, u"/srv/fast"_s, u"nvme1n1"_s, ModuleUseWeight::Keeps},
                     {ModuleUseKind::Session, u"nqn.2014-08.org.example:fast"_s, u"nvme1n1"_s, ModuleUseWeight::Keeps},
                     iser}));
        const auto plan = host.plan(loaded(Protocol::SoftRoce, false));
        QCOMPARE(plan.error().code, ErrorCode::Busy);
        QVERIFY(plan.error().detail.startsWith("mount /srv/fast, nvme1n1; session nqn."_L1));
    }

    void IV_04_aPortalThatSpeaksIserIsNamed()
    {
        ModulesHost host;
        host.demo.modules().load(u"ib_isert"_s);
        const QString targets = u"/sys/kernel/config/target/iscsi/"_s;
        host.demo.files().write(targets + u"iqn.2003-01.org.example:a/tpgt_1/np/10.0.0.1:3260/iser"_s, "1\n");
        host.demo.files().write(targets + u"iqn.2003-01.org.example:b/tpgt_1/np/10.0.0.1:3261/iser"_s, "0\n");
        QCOMPARE(usesOf(host, u"ib_isert"_s),
                 (std::vector<ModuleUse>{
                     {ModuleUseKind::Export, u"iqn.2003-01.org.example:a"_s, {}, ModuleUseWeight::Keeps}}));
    }

    void serversOfOtherFileSystemsAreFound()
    {
        ModulesHost host;
        host.demo.files().write(u"/proc/1/mountinfo"_s,
                                "40 22 0:50 / /a rw - ceph 10.0.0.1:6789,[2001:db8::1]:6789:/10.9.9.9 rw,name=admin\n"
                                "41 22 0:51 / /b rw - ceph admin@f00.fs=/ rw,mon_addr=10.0.0.2:6789/10.0.0.3:6789\n"
                                "42 22 0:52 / /c rw - fuse.glusterfs 10.0.0.4:/vol rw\n"
                                "43 22 0:53 / /d rw - lustre 10.0.0.5@o2ib:10.0.0.6@tcp:/fs rw\n"
                                "44 22 0:54 / /e rw - 9p 10.0.0.7 rw,trans=tcp\n"
                                "45 22 0:55 / /f rw - fuse.glusterfs gluster1.example.org:/vol rw\n"
                                "46 22 8:1 / /g rw - ext4 10.0.0.8 rw\n");
        QCOMPARE(readNetworkMounts(host.machine.host), (std::vector<NetworkMount>{{u"/a"_s, "10.0.0.1"},
                                                                                  {u"/a"_s, "2001:db8::1"},
                                                                                  {u"/b"_s, "10.0.0.2"},
                                                                                  {u"/b"_s, "10.0.0.3"},
                                                                                  {u"/c"_s, "10.0.0.4"},
                                                                                  {u"/d"_s, "10.0.0.5"},
                                                                                  {u"/d"_s, "10.0.0.6"},
                                                                                  {u"/e"_s, "10.0.0.7"}}));
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesUsesTest)
#include "modulesusestest.moc"
