// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What mlx4_core does when a port's type is stored, as its source has it (set_port_type(), mlx4_check_port_params()):
// no lab has the hardware. And the door, which touches nothing else.
#include "helper/portattributes.h"
#include "tests/ports/portshost.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

Error storedTo(PortsHost &host, int port, const QByteArray &value)
{
    const auto stored = host.machine.kernel.storePortType(portTypePath(plainCard, port), value);
    return stored ? Error{} : stored.error();
}

} // namespace

class PortsReactionsTest : public QObject {
    Q_OBJECT
private slots:
    void theNewlineIsPartOfTheWord()
    {
        PortsHost host;
        for (const char *value : {"eth", "ETH\n", "eth\n\n", "vpi\n", "2\n", ""})
            QCOMPARE(storedTo(host, 2, value).detail, u"EINVAL"_s);
        QCOMPARE(host.stored(plainCard, 2), "ib"_ba);
    }

    void portOneIsEthernetOnlyWherePortTwoIs()
    {
        PortsHost host;
        QCOMPARE(storedTo(host, 1, "eth\n").detail, u"EOPNOTSUPP"_s);
        QCOMPARE(storedTo(host, 2, "eth\n"), Error{});
        QCOMPARE(storedTo(host, 1, "eth\n"), Error{});
        QCOMPARE(storedTo(host, 2, "ib\n").detail, u"EOPNOTSUPP"_s);
    }

    void bothPortsInterfacesGoAndComeBack()
    {
        PortsHost host;
        const auto before = host.demo.kernel().links().value();
        QCOMPARE(storedTo(host, 2, "eth\n"), Error{});
        const auto after = host.demo.kernel().links().value();
        for (const Link &link : before)
            if (link.name == "ib0"_L1 || link.name == "mlx4_ib1"_L1)
                QVERIFY(!std::ranges::contains(after, link.index, &Link::index));
        QVERIFY(std::ranges::contains(after, u"enp5s0d1"_s, &Link::name));
        QVERIFY(!std::ranges::contains(after, u"ib0.8002"_s, &Link::name));
        QCOMPARE(host.demo.files().read(u"/sys/class/infiniband/mlx4_0/ports/2/link_layer"_s), "Ethernet\n"_ba);
    }

    void autoTellsWhatItFound()
    {
        PortsHost host;
        QCOMPARE(storedTo(host, 1, "auto\n"), Error{});
        QCOMPARE(host.stored(plainCard, 1), "auto (ib)"_ba);
    }

    void IV_15_theDoorLeadsNowhereElse()
    {
        for (const QString &path :
             {u"/sys/bus/pci/devices/0000:05:00.0/remove"_s, u"/sys/bus/pci/devices/0000:05:00.0/mlx4_port3"_s,
              u"/sys/bus/pci/devices/0000:05:00.8/mlx4_port1"_s, u"/sys/bus/pci/devices/../mlx4_port1"_s,
              u"/sys/bus/pci/devices/0000:05:00.0/../mlx4_port1"_s, u"/sys/bus/pci/devices/0000:05:00.0/mlx4_port1\n"_s,
              u"/tmp/mlx4_port1"_s, u"/sys/bus/pci/devices/0000:05:00.0/mlx4_port1_mtu"_s})
            QCOMPARE(storePortType(path, "eth\n").error().code, ErrorCode::InvalidWish);
        QCOMPARE(storePortType(u"/sys/bus/pci/devices/0000:05:00.0/mlx4_port1"_s, "eth").error().code,
                 ErrorCode::InvalidWish);
    }
};

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::PortsReactionsTest)
#include "portsreactionstest.moc"
