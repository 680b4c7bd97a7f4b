// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The fake machine as the helper sees it: what sysfs and udev's database show, what goes and what comes back.
#include "tests/fake/demohost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

class FakeKernelTest : public QObject {
    Q_OBJECT

private slots:
    void demoHostIsAnIpoibMachine();
    void everyAttributeIsThere_data();
    void everyAttributeIsThere();
    void portsAreThere();
    void cardIsReachedFromTheInterface();
    void childHangsOnNoDevice();
    void renameMovesWhatSysfsShows();
    void renamedParentIsNamedByItsChild();
    void reloadNamesByTheRules();
    void reloadWithoutRulesGivesKernelNames();
    void reloadKeepsKernelNameWhenTheRulesNameIsTaken();
    void reloadTakesTheLinkPolicysName();
    void unpluggedLinkIsGone();
    void injectedFailureHappensOnce();
    void toolsSayWhatTheyWereTold();
    void snapshotShowsEveryDifference();
};

namespace {

QStringList namesOf(FakeMachine &machine)
{
    QStringList names;
    const auto links = machine.kernel().links().value();
    for (const Link &link : links)
        names.append(link.name);
    return names;
}

int indexOf(FakeMachine &machine, const QString &name)
{
    const auto links = machine.kernel().links().value();
    for (const Link &link : links)
        if (link.name == name)
            return link.index;
    return 0;
}

} // namespace

void FakeKernelTest::demoHostIsAnIpoibMachine()
{
    DemoHost demo;
    QCOMPARE(namesOf(demo), (QStringList{u"lo"_s, u"eno1"_s, u"ib0"_s, u"mlx4_ib1"_s, u"ib0.8002"_s}));
    QCOMPARE(demo.host().list(u"/sys/class/net"_s),
             (QStringList{u"eno1"_s, u"ib0"_s, u"ib0.8002"_s, u"lo"_s, u"mlx4_ib1"_s}));
    QCOMPARE(demo.kernel().release(), u"6.12.0-fake"_s);
    const auto rules = demo.host().read(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s).value();
    QVERIFY(rules->contains("\nACTION==\"add\"") && rules->contains("NAME=\"mlx4_ib1\"\n"));
}

void FakeKernelTest::everyAttributeIsThere_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *path, const char *value) {
        QTest::newRow(path) << QString::fromLatin1(path) << (value ? QByteArray(value) : QByteArray("absent"));
    };
    row("ib0/address", "80:00:00:48:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1");
    row("ib0/addr_len", "20");
    row("ib0/type", "32");
    row("ib0/ifindex", "3");
    row("ib0/iflink", "3");
    row("ib0/dev_id", "0x0");
    row("ib0/dev_port", "0");
    row("ib0/mtu", "2044");
    row("ib0/mode", "datagram");
    row("ib0/pkey", "0xffff");
    row("ib0/umcast", "0");
    row("ib0/flags", "0x1003");
    row("ib0/operstate", "up");
    row("ib0/name_assign_type", nullptr);
    row("ib0/parent", nullptr);
    row("mlx4_ib1/address", "80:00:00:49:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a2");
    row("mlx4_ib1/dev_id", "0x1");
    row("mlx4_ib1/dev_port", "1");
    row("mlx4_ib1/name_assign_type", "4");
    row("ib0.8002/address", "80:00:00:4a:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1");
    row("ib0.8002/pkey", "0x8002");
    row("ib0.8002/parent", "ib0");
    row("ib0.8002/ifindex", "5");
    row("ib0.8002/iflink", "3");
    row("ib0.8002/dev_port", "0");
    row("eno1/type", "1");
    row("eno1/addr_len", "6");
    row("eno1/mtu", "1500");
    row("eno1/mode", nullptr);
    row("lo/type", "772");
    row("lo/flags", "0x9");
    row("lo/operstate", "unknown");
}

void FakeKernelTest::everyAttributeIsThere()
{
    QFETCH(QString, path);
    QFETCH(QByteArray, value);
    const DemoHost demo;
    QCOMPARE(demo.host().attribute("/sys/class/net/"_L1 + path).value_or("absent"_ba), value);
}

void FakeKernelTest::portsAreThere()
{
    const DemoHost demo;
    const auto port = [&](const QString &attribute) {
        return demo.host().attribute("/sys/class/infiniband/mlx4_0/ports/"_L1 + attribute);
    };
    QCOMPARE(port(u"1/gids/0"_s), "fe80:0000:0000:0000:f452:1403:007b:cba1"_ba);
    QCOMPARE(port(u"2/gids/0"_s), "fe80:0000:0000:0000:f452:1403:007b:cba2"_ba);
    QCOMPARE(port(u"1/pkeys/0"_s), "0xffff"_ba);
    QCOMPARE(port(u"1/state"_s), "4: ACTIVE"_ba);
    QCOMPARE(port(u"1/phys_state"_s), "5: LinkUp"_ba);
    QCOMPARE(port(u"1/link_layer"_s), "InfiniBand"_ba);
    QCOMPARE(port(u"1/rate"_s), "40 Gb/sec (4X QDR)"_ba);
}

void FakeKernelTest::cardIsReachedFromTheInterface()
{
    const DemoHost demo;
    QCOMPARE(demo.host().list(u"/sys/class/net/mlx4_ib1/device/infiniband"_s), QStringList(u"mlx4_0"_s));
    QCOMPARE(demo.host().target(u"/sys/class/net/ib0/device"_s), u"../../../0000:05:00.0"_s);
    QCOMPARE(demo.host().target(u"/sys/class/net/ib0/device/driver"_s), u"../../../bus/pci/drivers/mlx4_core"_s);
    QVERIFY(demo.host().target(u"/sys/class/infiniband/mlx4_0/device"_s));
    QCOMPARE(demo.host().list(u"/sys/class/infiniband/mlx4_0/device/net"_s), (QStringList{u"ib0"_s, u"mlx4_ib1"_s}));
}

void FakeKernelTest::childHangsOnNoDevice()
{
    const DemoHost demo;
    QCOMPARE(demo.host().target(u"/sys/class/net/ib0.8002/device"_s), std::nullopt);
    QCOMPARE(demo.host().target(u"/sys/class/net/ib0.8002"_s), u"../../devices/virtual/net/ib0.8002"_s);
}

void FakeKernelTest::renameMovesWhatSysfsShows()
{
    DemoHost demo;
    const int index = indexOf(demo, u"ib0"_s);
    QVERIFY(demo.kernel().renameLink(index, u"mlx4_ib0"_s));
    QCOMPARE(demo.host().attribute(u"/sys/class/net/mlx4_ib0/name_assign_type"_s), "4"_ba);
    QCOMPARE(demo.host().attribute(u"/sys/class/net/mlx4_ib0/flags"_s), "0x1003"_ba);
    QCOMPARE(demo.host().attribute(u"/sys/class/net/ib0/flags"_s), std::nullopt);
    QCOMPARE(demo.host().list(u"/sys/class/infiniband/mlx4_0/device/net"_s),
             (QStringList{u"mlx4_ib0"_s, u"mlx4_ib1"_s}));
    QVERIFY(!demo.files().exists(u"/sys/class/net/ib0"_s));
}

void FakeKernelTest::renamedParentIsNamedByItsChild()
{
    DemoHost demo;
    QVERIFY(demo.kernel().renameLink(indexOf(demo, u"ib0"_s), u"mlx4_ib0"_s));
    QCOMPARE(demo.host().attribute(u"/sys/class/net/ib0.8002/parent"_s), "mlx4_ib0"_ba);
    QCOMPARE(demo.host().attribute(u"/sys/class/net/ib0.8002/iflink"_s),
             QByteArray::number(indexOf(demo, u"mlx4_ib0"_s)));
}

void FakeKernelTest::reloadNamesByTheRules()
{
    DemoHost demo;
    const int oldIndex = indexOf(demo, u"ib0"_s);
    const auto oldAddress = demo.host().attribute(u"/sys/class/net/ib0/address"_s);
    QVERIFY(demo.kernel().renameLink(oldIndex, u"temporary"_s));
    demo.kernel().reload();
    QCOMPARE(namesOf(demo), (QStringList{u"lo"_s, u"eno1"_s, u"ib0"_s, u"mlx4_ib1"_s}));
    QVERIFY(indexOf(demo, u"ib0"_s) > oldIndex);
    const auto address = demo.host().attribute(u"/sys/class/net/ib0/address"_s);
    QVERIFY(address != oldAddress);
    QCOMPARE(address->last(47), oldAddress->last(47));
    QCOMPARE(demo.host().attribute(u"/sys/class/net/mlx4_ib1/name_assign_type"_s), "4"_ba);
    QCOMPARE(demo.host().attribute(u"/sys/class/net/ib0/flags"_s), "0x1002"_ba);
    QCOMPARE(demo.host().list(u"/sys/class/net"_s), (QStringList{u"eno1"_s, u"ib0"_s, u"lo"_s, u"mlx4_ib1"_s}));
    QCOMPARE(demo.host().list(u"/run/udev/data"_s).size(), 4);
}

void FakeKernelTest::reloadWithoutRulesGivesKernelNames()
{
    DemoHost demo;
    demo.files().remove(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s);
    demo.kernel().reload();
    QCOMPARE(namesOf(demo), (QStringList{u"lo"_s, u"eno1"_s, u"ib0"_s, u"ib1"_s}));
}

/// The other port still is ib0 when udev gets to the second one.
void FakeKernelTest::reloadKeepsKernelNameWhenTheRulesNameIsTaken()
{
    DemoHost demo;
    demo.files().write(u"/etc/udev/rules.d/70-persistent-ipoib.rules"_s,
                       R"(ACTION=="add", SUBSYSTEM=="net", ATTR{address}=="?*cb:a2", NAME="ib0")"
                       "\n");
    demo.kernel().reload();
    QCOMPARE(namesOf(demo), (QStringList{u"lo"_s, u"eno1"_s, u"ib0"_s, u"ib1"_s}));
}

void FakeKernelTest::reloadTakesTheLinkPolicysName()
{
    DemoHost demo;
    demo.kernel().addCard({.rdmaDevice = u"mlx5_0"_s,
                           .driver = u"mlx5_core"_s,
                           .pci = u"0000:07:00.0"_s,
                           .portGuids = {Guid{0x0002c90300317891}}});
    demo.kernel().addIpoib({.rdmaDevice = u"mlx5_0"_s, .linkPolicyName = u"ibp7s0"_s});
    QVERIFY(namesOf(demo).contains("ib1"_L1));
    demo.kernel().reload();
    QVERIFY(namesOf(demo).contains("ibp7s0"_L1));
    const QByteArray entry =
        demo.host().peek("/run/udev/data/n"_L1 + QString::number(indexOf(demo, u"ibp7s0"_s))).value();
    QVERIFY(entry.contains("\nE:ID_NET_NAME=ibp7s0\n"));
}

void FakeKernelTest::unpluggedLinkIsGone()
{
    DemoHost demo;
    demo.kernel().removeLink(u"ib0"_s);
    QCOMPARE(namesOf(demo), (QStringList{u"lo"_s, u"eno1"_s, u"mlx4_ib1"_s}));
    QCOMPARE(demo.host().list(u"/sys/class/net"_s), (QStringList{u"eno1"_s, u"lo"_s, u"mlx4_ib1"_s}));
    QCOMPARE(demo.host().list(u"/sys/devices/virtual/net"_s), (QStringList{u"eno1"_s, u"lo"_s}));
}

void FakeKernelTest::injectedFailureHappensOnce()
{
    using Call = FakeKernel::Call;
    DemoHost demo;
    const int index = indexOf(demo, u"ib0"_s);
    demo.kernel().failNext(Call::RenameLink, ErrorCode::Busy, u"EBUSY"_s);
    demo.kernel().failNext(Call::Links, ErrorCode::Timeout);
    demo.kernel().failNext(Call::SetLinkUp, ErrorCode::Io);
    QCOMPARE(demo.kernel().renameLink(index, u"x"_s).error(), (Error{ErrorCode::Busy, u"x"_s, u"EBUSY"_s}));
    QCOMPARE(demo.kernel().links().error().code, ErrorCode::Timeout);
    QCOMPARE(demo.kernel().setLinkUp(index, false).error().detail, u"EIO"_s);
    QCOMPARE(namesOf(demo)[2], u"ib0"_s);
    QVERIFY(demo.kernel().links().value()[2].up);
    QVERIFY(demo.kernel().renameLink(index, u"x"_s));
}

void FakeKernelTest::toolsSayWhatTheyWereTold()
{
    FakeTools tools;
    tools.script(Tool::ReloadUdevRules, fail(ErrorCode::ToolFailed, u"udevadm"_s, u"exit 1"_s));
    tools.script(Tool::ReloadUdevRules, ToolOutcome{"done"_ba, false});
    QCOMPARE(tools.run({Tool::ReloadUdevRules}).error().detail, u"exit 1"_s);
    QCOMPARE(tools.run({Tool::ReloadUdevRules}).value().output, "done"_ba);
    QCOMPARE(tools.run({Tool::ReloadUdevRules}).value().output, ""_ba);
    QCOMPARE(tools.runs().size(), 3);
}

void FakeKernelTest::snapshotShowsEveryDifference()
{
    FakeHostRoot root;
    root.write(u"/etc/a"_s, "a");
    root.link(u"/etc/.hidden"_s, u"nowhere"_s);
    const auto before = root.snapshot({u"/etc"_s});
    QCOMPARE(before, (QMap<QString, QByteArray>{{u"/etc/a 644"_s, "a"_ba}, {u"/etc/.hidden ->"_s, "nowhere"_ba}}));
    root.write(u"/etc/a"_s, "b");
    QVERIFY(root.snapshot({u"/etc"_s}) != before);
    root.write(u"/etc/a"_s, "a", 0600);
    QVERIFY(root.snapshot({u"/etc"_s}) != before);
    root.write(u"/etc/a"_s, "a");
    root.write(u"/var/b"_s, "b");
    QCOMPARE(root.snapshot({u"/etc"_s}), before);
    root.write(u"/etc/udev/b"_s, "");
    QVERIFY(root.snapshot({u"/etc"_s}) != before);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::FakeKernelTest)
#include "fakekerneltest.moc"
