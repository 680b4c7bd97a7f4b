// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who uses modules, as the machine shows it.
#include "helper/incoming.h"
#include "helper/inettext.h"
#include "helper/ipoibuses.h"
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
    void onlyWhoCameToUsIsConnectedToUs()
    {
        ModulesHost host;
        host.demo.files().write(u"/proc/self/net/tcp"_s, QByteArray(heading) +
                                                             " 0: 00000000:0016 00000000:0000 0A\n"
                                                             " 1: 0407A8C0:0016 0900000A:D431 01\n"
                                                             " 2: 0407A8C0:0016 0900000A:D432 06\n" // TIME_WAIT
                                                             " 3: 0407A8C0:9C40 0900000A:0016 01\n"
                                                             " 4: garbage\n");
        host.demo.files().write(
            u"/proc/self/net/tcp6"_s,
            QByteArray(heading) +
                " 0: 0000000000000000FFFF00000407A8C0:0016 0000000000000000FFFF00000B00000A:D431 01\n"
                " 1: B80D0120000000000000000001000000:0016 B80D0120000000000000000002000000:D431 01\n");
        const auto incoming = readIncoming(host.machine.host);
        QVERIFY(incoming);
        QCOMPARE(*incoming, (std::vector<Incoming>{{u"192.168.7.4"_s, u"10.0.0.9"_s, 22},
                                                   {u"192.168.7.4"_s, u"10.0.0.11"_s, 22},
                                                   {u"2001:db8::1"_s, u"2001:db8::2"_s, 22}}));
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

    void bothSidesOfNfsOverRdmaKeepTheirModule()
    {
        ModulesHost host;
        host.demo.modules().load(u"rpcrdma"_s);
        host.demo.modules().hold(u"rpcrdma"_s, 2);
        host.demo.files().write(u"/proc/1/mountinfo"_s,
                                "40 22 0:50 / /home rw - nfs4 10.0.0.1:/h rw,proto=tcp,addr=10.0.0.1\n"
                                "41 22 0:51 / /srv/a\\040b rw - nfs4 10.0.0.1:/d rw,proto=rdma,addr=10.0.0.1\n");
        host.demo.files().write(u"/proc/fs/nfsd/portlist"_s, "rdma 20049\ntcp 2049\n");
        const std::vector<ModuleUse> expected{{ModuleUseKind::NfsMount, u"/srv/a b"_s, {}, ModuleUseWeight::Keeps},
                                              {ModuleUseKind::NfsServer, u"20049"_s, {}, ModuleUseWeight::Keeps}};
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
        QCOMPARE(cuts.last(), u"4900 more"_s);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ModulesUsesTest)
#include "modulesusestest.moc"
