// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a user is told before a rename: who still uses the old name, what is reached over the interface.
#include "helper/mentions.h"
#include "tests/names/wishes.h"

#include <QTest>
#include <sys/stat.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::vector<Note> notesOf(const Plan &plan, NoteCode code)
{
    std::vector<Note> found;
    std::ranges::copy_if(plan.warnings, std::back_inserter(found), [=](const Note &note) { return note.code == code; });
    return found;
}

bool mentions(const Plan &plan)
{
    return std::ranges::any_of(plan.warnings, [](const Note &note) {
        return note.code >= NoteCode::MentionedInNetworkManager && note.code <= NoteCode::NotSearched;
    });
}

constexpr auto profile = "[connection]\nid=ib0\nuuid=1\ntype=infiniband\ninterface-name=ib0\n[wifi-security]\n"
                         "psk=ib0 very-secret\n";

/// 192.168.7.0/24 and the default route over ib0, 10.0.0.0/8 over eno1; little-endian words as on x86.
constexpr auto routes = "Iface\tDestination\tGateway \tFlags\tRefCnt\tUse\tMetric\tMask\t\tMTU\tWindow\tIRTT\n"
                        "ib0\t00000000\t0107A8C0\t0003\t0\t0\t100\t00000000\t0\t0\t0\n"
                        "eno1\t0000000A\t00000000\t0001\t0\t0\t100\t000000FF\t0\t0\t0\n"
                        "ib0\t0007A8C0\t00000000\t0001\t0\t0\t100\t00FFFFFF\t0\t0\t0\n";
constexpr auto mounts =
    "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"
    "40 22 0:50 / /srv/big\\040data rw,relatime shared:9 - nfs4 store:/x rw,vers=4.2,proto=rdma,addr=192.168.7.9\n"
    "41 22 0:51 / /home rw,relatime shared:8 - nfs home:/h rw,addr=10.1.2.3,mountaddr=192.168.7.9\n";
constexpr auto mountsInOurUnit = "22 1 8:1 / / rw - ext4 /dev/sda1 rw\n"; // ProtectHome=

} // namespace

class NamesConsequencesTest : public QObject {
    Q_OBJECT

    static Plan planned(NamesHost &host, const QJsonObject &wish)
    {
        const auto plan = host.plan(wish);
        if (!plan)
            qFatal("%s: %s", qPrintable(plan.error().subject), qPrintable(plan.error().detail));
        return *plan;
    }
    static void setRoutes(NamesHost &host)
    {
        host.demo.files().write(u"/proc/self/net/route"_s, routes);
        host.demo.files().write(u"/proc/1/mountinfo"_s, mounts);
        host.demo.files().write(u"/proc/self/mountinfo"_s, mountsInOurUnit);
    }

private slots:
    void everyKindOfFileIsNamedWithItsLine_data();
    void everyKindOfFileIsNamedWithItsLine();
    void DB_11_onlyPlacesAreTold();
    void copiesAreNotCountedTwice();
    void unreadableFilesStopNothing();
    void nothingIsSaidOfAnUnchangedName();
    void changeAtNextBootIsAChangeToo();
    void removedRuleGivesUpItsName();
    void manyMentionsAreBounded();
    void changedWarningIsNoOtherPlan();
    void IV_11_routesAndMountsStayOnNewKernels();
    void IV_11_routesAndMountsAreLostOnOldKernels();
    void defaultRouteOfIPv6Counts();
    void tableOfRoutesThatIsTooLargeIsTold();
    void tableOfMountsThatIsTooLargeIsTold();
    void takingBackAChangeHasConsequencesToo();
    void initramfsThatCopiesTheRules_data();
    void initramfsThatCopiesTheRules();
};

void NamesConsequencesTest::everyKindOfFileIsNamedWithItsLine_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("bytes");
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("detail");
    const auto row = [](const char *path, const char *bytes, NoteCode code, const char *after) {
        const QString file = QString::fromLatin1(path);
        QTest::newRow(path) << file << QByteArray(bytes) << int(code) << file + QString::fromLatin1(after);
    };
    using enum NoteCode;
    row("/etc/NetworkManager/system-connections/InfiniBand.nmconnection", profile, MentionedInNetworkManager, ":5");
    row("/etc/NetworkManager/system-connections/old style", "[infiniband]\nparent=ib0\n", MentionedInNetworkManager,
        ":2");
    row("/etc/NetworkManager/conf.d/10-mine.conf", "[keyfile]\nunmanaged-devices=interface-name:ib0;interface-name:x\n",
        MentionedInNetworkManager, ":2");
    row("/run/NetworkManager/system-connections/x.nmconnection", profile, MentionedInNetworkManager, ":5");
    row("/etc/sysconfig/network-scripts/ifcfg-fabric", "TYPE=InfiniBand\nDEVICE=ib0\n", MentionedInIfcfg, ":2");
    row("/etc/sysconfig/network-scripts/route-ib0", "10.0.0.0/8 via 192.168.7.1\n", MentionedInIfcfg, "");
    row("/etc/sysconfig/network/ifcfg-ib0", "BOOTPROTO='static'\n", MentionedInIfcfg, "");
    row("/etc/netplan/50-fabric.yaml", "network:\n  ethernets:\n    ib0:\n      mtu: 2044\n", MentionedInNetplan, ":3");
    row("/etc/systemd/network/30-ib.network", "[Match]\nName=ib* eno1\n", MentionedInNetworkd, ":2");
    row("/etc/network/interfaces", "auto lo\nauto ib0\n", MentionedInIfupdown, ":2");
    row("/etc/network/interfaces.d/ib", "iface ib0 inet dhcp\n", MentionedInIfupdown, ":1");
    row("/etc/fstab", "# nfs\n[fe80::9%ib0]:/x /mnt nfs4 defaults 0 0\n", MentionedInFstab, ":2");
    row("/etc/firewalld/zones/trusted.xml", "<?xml version=\"1.0\"?>\n<zone>\n<interface name=\"ib0\"/>\n</zone>\n",
        MentionedInFirewalld, ":3");
    row("/etc/rdma/opensm.conf", "#\nevent_plugin_options ib0\n", MentionedInOpensm, ":2");
}

void NamesConsequencesTest::everyKindOfFileIsNamedWithItsLine()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, bytes);
    QFETCH(int, code);
    QFETCH(QString, detail);
    NamesHost host;
    host.demo.files().write(path, bytes, 0600);
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode(code)), (std::vector<Note>{{NoteCode(code), u"ib0"_s, detail}}));
    QVERIFY(!mentions(planned(host, rename(secondPort, u"storage1"_s))));
}

void NamesConsequencesTest::DB_11_onlyPlacesAreTold()
{
    NamesHost host;
    host.demo.files().write(u"/etc/NetworkManager/system-connections/x.nmconnection"_s, profile, 0600);
    host.demo.files().write(u"/etc/NetworkManager/conf.d/x.conf"_s, "password=very-secret ib0\n", 0600);
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInNetworkManager).size(), 2U);
    QVERIFY(!canonical(toJson(plan)).contains("very-secret"));
}

void NamesConsequencesTest::copiesAreNotCountedTwice()
{
    NamesHost host;
    const QString run = u"/run/NetworkManager/system-connections"_s;
    host.demo.files().write(run + "/netplan-ib0.nmconnection"_L1, profile);
    host.demo.files().write(u"/etc/network/interfaces.d/ib~"_s, "auto ib0\n");
    QVERIFY(!mentions(planned(host, rename(firstPort, u"mlx4_ib0"_s))));
    host.demo.files().write(u"/etc/NetworkManager/system-connections/netplan-ib0"_s, profile);
    QVERIFY(mentions(planned(host, rename(firstPort, u"mlx4_ib0"_s))));
}

void NamesConsequencesTest::unreadableFilesStopNothing()
{
    NamesHost host;
    const QString directory = u"/etc/NetworkManager/system-connections"_s;
    host.demo.files().write(directory + "/huge.nmconnection"_L1, QByteArray(2 * 1024 * 1024, 'x'));
    host.demo.files().write(directory + "/fine.nmconnection"_L1, profile);
    host.demo.files().makeDirectory(u"/etc/netplan/directory.yaml"_s);
    QCOMPARE(::mkfifo(host.demo.files().inside(u"/etc/fstab"_s).toUtf8().constData(), 0600), 0);
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::NotSearched), (std::vector<Note>{{NoteCode::NotSearched, u"ib0"_s, directory},
                                                                      {NoteCode::NotSearched, u"ib0"_s, u"/etc"_s}}));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInNetworkManager).size(), 1U);
    QCOMPARE(host.run(plan).state, JobState::Done);
}

void NamesConsequencesTest::nothingIsSaidOfAnUnchangedName()
{
    NamesHost host;
    host.demo.files().write(u"/etc/network/interfaces"_s, "auto ib0\nauto mlx4_ib1\n");
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInIfupdown).size(), 1U);
    QVERIFY(planned(host, {}).warnings.empty());
    // The rule only makes the present name last: nobody loses one.
    QVERIFY(!mentions(planned(host, nextBoot(firstPort, u"ib0"_s))));
}

void NamesConsequencesTest::changeAtNextBootIsAChangeToo()
{
    NamesHost host;
    host.demo.files().write(u"/etc/network/interfaces"_s, "auto ib0\n");
    setRoutes(host);
    const Plan plan = planned(host, nextBoot(firstPort, u"fabric-a"_s));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInIfupdown).size(), 1U);
    QCOMPARE(notesOf(plan, NoteCode::RouteKept).size(), 1U);
}

void NamesConsequencesTest::removedRuleGivesUpItsName()
{
    NamesHost host;
    host.demo.files().write(u"/etc/network/interfaces"_s, "auto mlx4_ib1\n");
    const Plan plan = planned(host, nextBoot(secondPort, QJsonValue::Null));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInIfupdown),
             (std::vector<Note>{{NoteCode::MentionedInIfupdown, u"mlx4_ib1"_s, u"/etc/network/interfaces:1"_s}}));
}

void NamesConsequencesTest::manyMentionsAreBounded()
{
    NamesHost host;
    host.demo.files().write(u"/etc/network/interfaces"_s, QByteArray("auto ib0\n").repeated(1000));
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::MentionedInIfupdown).size(), maxMentions);
    QCOMPARE(notesOf(plan, NoteCode::MoreMentions),
             (std::vector<Note>{{NoteCode::MoreMentions, u"ib0"_s, QString::number(1000 - maxMentions)}}));
}

void NamesConsequencesTest::changedWarningIsNoOtherPlan()
{
    NamesHost host;
    const QString before = planId(planned(host, rename(firstPort, u"mlx4_ib0"_s)));
    host.demo.files().write(u"/etc/network/interfaces"_s, "auto ib0\n");
    QCOMPARE(planId(planned(host, rename(firstPort, u"mlx4_ib0"_s))), before);
}

void NamesConsequencesTest::IV_11_routesAndMountsStayOnNewKernels()
{
    NamesHost host;
    setRoutes(host);
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::RouteKept), (std::vector<Note>{{NoteCode::RouteKept, u"ib0"_s, {}}}));
    QCOMPARE(notesOf(plan, NoteCode::MountKept),
             (std::vector<Note>{{NoteCode::MountKept, u"ib0"_s, u"/srv/big data"_s}}));
    QVERIFY(notesOf(planned(host, rename(secondPort, u"x"_s)), NoteCode::RouteKept).empty());
}

void NamesConsequencesTest::IV_11_routesAndMountsAreLostOnOldKernels()
{
    NamesHost host;
    host.demo.kernel().setRelease(u"5.14.0-503.el9.x86_64"_s);
    setRoutes(host);
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::RouteLost).size(), 1U);
    QCOMPARE(notesOf(plan, NoteCode::MountStalls).size(), 1U);
    QVERIFY(notesOf(plan, NoteCode::RouteKept).empty());
    QCOMPARE(notesOf(planned(host, nextBoot(firstPort, u"x"_s)), NoteCode::RouteKept).size(), 1U);
}

void NamesConsequencesTest::defaultRouteOfIPv6Counts()
{
    const QByteArray none(32, '0');
    const auto line = [&](const QByteArray &flags) {
        return none + " 00 " + none + " 00 fe800000000000000000000000000001 00000400 00000001 00000000 " + flags +
               "      ib0\n";
    };
    NamesHost host;
    for (const char *unreachable : {"00200200", "00000201"}) {
        host.demo.files().write(u"/proc/self/net/ipv6_route"_s, line(unreachable));
        QVERIFY(notesOf(planned(host, rename(firstPort, u"mlx4_ib0"_s)), NoteCode::RouteKept).empty());
    }
    host.demo.files().write(u"/proc/self/net/ipv6_route"_s, line("00000003"));
    QCOMPARE(notesOf(planned(host, rename(firstPort, u"mlx4_ib0"_s)), NoteCode::RouteKept).size(), 1U);
}

void NamesConsequencesTest::tableOfRoutesThatIsTooLargeIsTold()
{
    NamesHost host;
    const QString table = u"/proc/self/net/route"_s;
    host.demo.files().write(table, QByteArray(routes) + QByteArray(17 * 1024 * 1024, '\n'));
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::NotSearched), (std::vector<Note>{{NoteCode::NotSearched, u"ib0"_s, table}}));
}

void NamesConsequencesTest::tableOfMountsThatIsTooLargeIsTold()
{
    NamesHost host;
    setRoutes(host);
    const QString table = u"/proc/1/mountinfo"_s;
    host.demo.files().write(table, QByteArray(mounts) + QByteArray(5 * 1024 * 1024, '\n'));
    const Plan plan = planned(host, rename(firstPort, u"mlx4_ib0"_s));
    QCOMPARE(notesOf(plan, NoteCode::NotSearched), (std::vector<Note>{{NoteCode::NotSearched, u"ib0"_s, table}}));
}

void NamesConsequencesTest::takingBackAChangeHasConsequencesToo()
{
    NamesHost host;
    const Job job = host.run(planned(host, rename(firstPort, u"mlx4_ib0"_s)));
    QCOMPARE(job.state, JobState::Done);
    host.demo.files().write(u"/etc/network/interfaces"_s, "auto mlx4_ib0\n");
    const QJsonObject undo{{u"jobs"_s, QJsonObject{{job.id, QJsonObject{{u"effect"_s, u"none"_s}}}}}};
    const auto plan = jobsFeature().plan(host.machine, undo);
    QVERIFY(plan);
    QCOMPARE(notesOf(*plan, NoteCode::MentionedInIfupdown),
             (std::vector<Note>{{NoteCode::MentionedInIfupdown, u"mlx4_ib0"_s, u"/etc/network/interfaces:1"_s}}));
}

void NamesConsequencesTest::initramfsThatCopiesTheRules_data()
{
    QTest::addColumn<QString>("script");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("image");
    QTest::addColumn<QString>("command");
    const QString hook = u"/usr/share/initramfs-tools/hooks/udev"_s;
    const QString dracut = u"/usr/lib/dracut/modules.d/05rdma/module-setup.sh"_s;
    const QByteArray copies = "for rules in /etc/udev/rules.d/*.rules; do\n";
    const QByteArray installs = "install() {\n\tinst_rules 70-persistent-ipoib.rules\n}\n";
    QTest::newRow("Debian") << hook << copies << u"/boot/initrd.img-6.12.0"_s << u"update-initramfs -u -k all"_s;
    QTest::newRow("Fedora") << dracut << installs << u"/boot/initramfs-6.12.0.img"_s
                            << u"dracut --force --regenerate-all"_s;
    QTest::newRow("no image") << hook << copies << u"/boot/vmlinuz-6.12.0"_s << QString();
    QTest::newRow("a hook that copies nothing")
        << hook << QByteArray("exit 0\n") << u"/boot/initrd.img-6.12.0"_s << QString();
    QTest::newRow("dracut without rdma-core") << u"/usr/lib/dracut/modules.d/95udev-rules/module-setup.sh"_s << installs
                                              << u"/boot/initramfs-6.12.0.img"_s << QString();
}

void NamesConsequencesTest::initramfsThatCopiesTheRules()
{
    QFETCH(QString, script);
    QFETCH(QByteArray, text);
    QFETCH(QString, image);
    QFETCH(QString, command);
    NamesHost host;
    host.demo.files().write(script, text);
    host.demo.files().write(image, "image");
    const auto notes = notesOf(planned(host, rename(firstPort, u"mlx4_ib0"_s)), NoteCode::InitramfsCopies);
    QCOMPARE(notes.size(), command.isEmpty() ? 0U : 1U);
    if (!notes.empty())
        QCOMPARE(notes.front(), (Note{NoteCode::InitramfsCopies, ipoibRulesPath, command}));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::NamesConsequencesTest)
#include "namesconsequencestest.moc"
