// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Whether a rule applies to an interface: yes, no, or it depends.
#include "model/udevrules.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

Q_DECLARE_METATYPE(rdma::Match)

namespace {

UdevDevice firstPort()
{
    UdevDevice device;
    device.kernelName = "ib0";
    device.driver = "mlx4_core";
    device.attributes = {{"type", "32"},
                         {"address", "80:00:02:00:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"},
                         {"dev_id", "0x0"},
                         {"ifalias", ""},
                         {"padded", "value \n"}};
    return device;
}

Match on(const QByteArray &keys, const UdevDevice &device)
{
    return evaluate(parseRule(keys + R"(, NAME="x")").value(), device);
}

} // namespace

class UdevEvaluateTest : public QObject {
    Q_OBJECT
private slots:
    void keys_data()
    {
        QTest::addColumn<QByteArray>("keys");
        QTest::addColumn<Match>("expected");
        const auto row = [](const char *keys, Match expected) { QTest::newRow(keys) << QByteArray(keys) << expected; };
        using enum Match;
        row(R"(ACTION=="add")", Yes);
        row(R"(ACTION=="change")", No);
        row(R"(ACTION!="remove")", Yes);
        row(R"(ACTION=="add|change")", Yes);
        row(R"(SUBSYSTEM=="net")", Yes);
        row(R"(SUBSYSTEM!="net")", No);
        row(R"(KERNEL=="ib*")", Yes);
        row(R"(KERNEL=="IB*")", No);
        row(R"(KERNEL==i"IB*")", Yes);
        row(R"(KERNEL!="*.*")", Yes);
        row(R"(KERNEL=="eth*")", No);
        row(R"(DRIVERS=="?*")", Yes);
        row(R"(DRIVERS=="mlx4_core")", Yes);
        row(R"(DRIVERS=="pcieport")", Unknown);
        row(R"(DRIVERS!="mlx4_core")", Yes);
        row(R"(DRIVERS=="")", Yes);
        row(R"(DRIVER=="mlx4_core")", No);
        row(R"(DRIVER=="")", Yes);
        row(R"(ATTR{type}=="32")", Yes);
        row(R"(ATTR{type}=="1")", No);
        row(R"(ATTR{type}!="1")", Yes);
        row(R"(ATTR{address}=="?*f4:52:14:03:00:7b:cb:a1")", Yes);
        row(R"(ATTR{address}=="?*F4:52:14:03:00:7B:CB:A1")", No);
        row(R"(ATTR{address}==i"?*F4:52:14:03:00:7B:CB:A1")", Yes);
        row(R"(ATTR{absent}=="x")", No);
        row(R"(ATTR{absent}!="x")", No);
        row(R"(ATTR{absent}=="")", No);
        row(R"(ATTR{ifalias}=="")", Yes);
        row(R"(ATTR{ifalias}=="?*")", No);
        row(R"(ATTR{padded}=="value")", Yes);
        row(R"(ATTR{padded}=="value ")", No);
        row(R"(ATTR{[net/lo]mtu}=="x")", Unknown);
        row(R"(ATTR{$kernel}=="x")", Unknown);
        row(R"(ATTRS{type}=="32")", Yes);
        row(R"(ATTRS{type}=="1")", Unknown);
        row(R"(ATTRS{vendor}=="0x15b3")", Unknown);
        row(R"(SUBSYSTEMS=="net")", Yes);
        row(R"(SUBSYSTEMS=="pci")", Unknown);
        row(R"(KERNELS=="0000:0b:00.0")", Unknown);
        row(R"(SUBSYSTEMS=="pci", DRIVERS=="mlx4_core")", Unknown);
        row(R"(ENV{X}=="1")", Unknown);
        row(R"(ENV{INTERFACE}=="ib0")", Yes);
        row(R"(ENV{INTERFACE}=="ib1")", No);
        row(R"(ENV{ACTION}=="add", ENV{SUBSYSTEM}=="net")", Yes);
        row(R"(ENV{ID_NET_NAME}!="")", Unknown);
        row(R"(NAME=="")", Unknown);
        row(R"(PROGRAM="/bin/true")", Unknown);
        row(R"(PROGRAM=="/bin/true", RESULT=="x")", Unknown);
        row(R"(IMPORT{builtin}="path_id")", Unknown);
        row(R"(TEST=="device")", Unknown);
        row(R"(TAG=="x")", Unknown);
        row(R"(TAGS=="x")", Unknown);
        row(R"(DEVPATH=="*")", Unknown);
        row(R"(SYSCTL{kernel/x}=="1")", Unknown);
        row(R"(CONST{virt}=="qemu")", Unknown);
        row(R"(ENV{X}="1", TAG+="x", RUN+="y", MODE="0600")", Yes);
        row(R"(PROGRAM="/bin/true", ATTR{type}=="1")", No);
        row(R"(ATTR{type}=="32", ENV{X}=="1", KERNEL=="ib0")", Unknown);
    }

    void keys()
    {
        QFETCH(QByteArray, keys);
        QTEST(on(keys, firstPort()), "expected");
    }

    void deviceWithoutDriver()
    {
        UdevDevice device = firstPort();
        device.driver.clear();
        QCOMPARE(on(R"(DRIVERS=="?*")", device), Match::No);
        QCOMPARE(on(R"(DRIVERS=="mlx4_core")", device), Match::No);
        QCOMPARE(on(R"(DRIVERS!="mlx4_core")", device), Match::Yes);
    }

    void knownParentsDecide()
    {
        UdevDevice device = firstPort();
        device.parents = {
            {"0000:0b:00.0", "pci", "mlx4_core"}, {"0000:00:03.0", "pci", "pcieport"}, {"pci0000:00", "", ""}};
        QCOMPARE(on(R"(SUBSYSTEMS=="usb", ATTRS{idVendor}=="413c")", device), Match::No);
        QCOMPARE(on(R"(SUBSYSTEMS=="pci")", device), Match::Yes);
        QCOMPARE(on(R"(DRIVERS=="pcieport")", device), Match::Yes);
        QCOMPARE(on(R"(DRIVERS=="ibmveth")", device), Match::No);
        QCOMPARE(on(R"(KERNELS=="0000:0b:00.?", DRIVERS=="mlx4_core")", device), Match::Yes);
        QCOMPARE(on(R"(KERNELS=="0000:0b:00.0", DRIVERS=="pcieport")", device), Match::No);
        QCOMPARE(on(R"(DRIVERS=="mlx4_core", ATTRS{vendor}=="0x15b3")", device), Match::Unknown);
        device.parents->clear();
        QCOMPARE(on(R"(DRIVERS=="?*")", device), Match::No);
    }

    void unknownKernelNameIsSomeIbNumber()
    {
        UdevDevice device = firstPort();
        device.kernelName.clear();
        QCOMPARE(on(R"(KERNEL=="ib*")", device), Match::Yes);
        QCOMPARE(on(R"(KERNEL!="*.*")", device), Match::Yes);
        QCOMPARE(on(R"(KERNEL=="eth*")", device), Match::No);
        QCOMPARE(on(R"(KERNEL=="ib0")", device), Match::Unknown);
        QCOMPARE(on(R"(ENV{INTERFACE}!="ib[01]")", device), Match::Unknown);
    }

    void earlierRulesCount()
    {
        const auto rule = parseRule(R"(NAME=="", ENV{ID_NET_NAME}!="", NAME="$env{ID_NET_NAME}")").value();
        QCOMPARE(evaluate(rule, UdevEvent{firstPort(), ""_ba, "ibp7s0"_ba}), Match::Yes);
        QCOMPARE(evaluate(rule, UdevEvent{firstPort(), "mlx4_ib0"_ba, "ibp7s0"_ba}), Match::No);
        QCOMPARE(evaluate(rule, UdevEvent{firstPort(), ""_ba, ""_ba}), Match::No);
        QCOMPARE(evaluate(rule, UdevEvent{firstPort(), ""_ba, std::nullopt}), Match::Unknown);
    }

    void ourRuleMatchesThePortButNotItsChildren()
    {
        const auto rule = parseRule(formatIpoibRule(Guid{0xf4521403007bcba1}, "mlx4_ib0")).value();
        UdevDevice device = firstPort();
        QCOMPARE(evaluate(rule, device), Match::Yes);
        device.attributes["address"].replace("80:00:02:00", "80:00:7f:01");
        QCOMPARE(evaluate(rule, device), Match::Yes);
        device.kernelName = "ib0.8002";
        QCOMPARE(evaluate(rule, device), Match::No);
        device = firstPort();
        device.attributes["address"].replace(":a1", ":a2");
        QCOMPARE(evaluate(rule, device), Match::No);
        device = firstPort();
        device.attributes["type"] = "1";
        QCOMPARE(evaluate(rule, device), Match::No);
    }
};

QTEST_APPLESS_MAIN(UdevEvaluateTest)
#include "udevevaluatetest.moc"
