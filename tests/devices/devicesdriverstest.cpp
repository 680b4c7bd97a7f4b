// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which modules are behind a device, and their versions; where the machine does not tell, none.
#include "helper/features/devices.h"
#include "tests/devices/plaincard.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

RdmaDevice read(FakeMachine &machine, const QString &name)
{
    Machine doors = machine.machine();
    return DevicesReading().read(doors, OneDevice{name}).value().live.devices.at(name);
}

/// As the kernel shows that one module uses another.
void addHolder(FakeMachine &machine, const QString &user, const QString &module)
{
    machine.files().makeDirectory("/sys/module/"_L1 + user);
    machine.files().link("/sys/module/"_L1 + module + "/holders/"_L1 + user, "../../"_L1 + user);
}

} // namespace

class DevicesDriversTest : public QObject {
    Q_OBJECT
private slots:
    void theRdmaDriverIsFound_data();
    void theRdmaDriverIsFound();
    void softDevicesHaveTheirDriver();
    void modulesHaveTheirVersions();
};

void DevicesDriversTest::theRdmaDriverIsFound_data()
{
    QTest::addColumn<QString>("pciDriver");
    QTest::addColumn<QStringList>("holders"); // user of module: "mlx4_ib mlx4_core"
    QTest::addColumn<std::optional<QString>>("found");
    const auto row = [](const QString &driver, const QStringList &holders, const std::optional<QString> &found) {
        QTest::addRow("%s, %s", qPrintable(driver), qPrintable(holders.join(u", "_s))) << driver << holders << found;
    };
    row(u"mlx4_core"_s, {u"mlx4_ib mlx4_core"_s, u"mlx4_en mlx4_core"_s, u"mlx4_ib ib_core"_s}, u"mlx4_ib"_s);
    row(u"mlx5_core"_s, {u"mlx5_ib mlx5_core"_s, u"mlx5_vdpa mlx5_core"_s, u"mlx5_ib ib_core"_s, u"smc ib_core"_s},
        u"mlx5_ib"_s);
    row(u"bnxt_en"_s, {u"bnxt_re bnxt_en"_s, u"bnxt_re ib_core"_s, u"irdma ib_core"_s}, u"bnxt_re"_s);
    row(u"ice"_s, {u"irdma ice"_s, u"irdma i40e"_s, u"irdma ib_core"_s}, u"irdma"_s);
    row(u"cxgb4"_s, {u"iw_cxgb4 cxgb4"_s, u"cxgb4i cxgb4"_s, u"iw_cxgb4 ib_core"_s}, u"iw_cxgb4"_s);
    row(u"hns3"_s, {u"hns3 hnae3"_s, u"hns_roce_hw_v2 hnae3"_s, u"hns_roce_hw_v2 ib_core"_s}, u"hns_roce_hw_v2"_s);
    row(u"hfi1"_s, {u"hfi1 ib_core"_s, u"rdmavt ib_core"_s, u"hfi1 rdmavt"_s}, u"hfi1"_s);
    row(u"mlx5_core"_s, {u"one mlx5_core"_s, u"other mlx5_core"_s, u"one ib_core"_s, u"other ib_core"_s}, {});
    row(u"mlx5_core"_s, {u"mlx5_ib mlx5_core"_s}, {}); // ib_core is built in
    row(u"mlx5_core"_s, {}, {});
    row(u"../mlx5_core"_s, {u"mlx5_ib mlx5_core"_s, u"mlx5_ib ib_core"_s}, {});
}

void DevicesDriversTest::theRdmaDriverIsFound()
{
    QFETCH(QString, pciDriver);
    QFETCH(QStringList, holders);
    FakeMachine machine;
    FakeCard card = plainCard;
    card.functionFiles = {{u"uevent"_s, "DRIVER=" + pciDriver.toUtf8() + "\nPCI_SLOT_NAME=0000:09:00.0"}};
    machine.kernel().addCard(card);
    for (const QString &pair : holders)
        addHolder(machine, pair.section(u' ', 0, 0), pair.section(u' ', 1));
    const RdmaDevice device = read(machine, u"mlx5_9"_s);
    QCOMPARE(device.driver, pciDriver);
    QTEST(device.rdmaDriver, "found");
}

void DevicesDriversTest::softDevicesHaveTheirDriver()
{
    FakeMachine machine;
    machine.kernel().addCard({.rdmaDevice = u"rxe0"_s, .portGuids = {Guid{1}}, .files = {{u"parent"_s, "eth0"}}});
    machine.kernel().addCard({.rdmaDevice = u"siw0"_s, .portGuids = {Guid{1}}, .files = {{u"node_type"_s, "4: RNIC"}}});
    machine.kernel().addCard({.rdmaDevice = u"other0"_s, .portGuids = {Guid{1}}});
    for (const QString &name : {u"rxe0"_s, u"siw0"_s, u"other0"_s}) // nothing is loaded that could have made them
        QCOMPARE(read(machine, name).rdmaDriver, std::optional<QString>());
    addHolder(machine, u"rdma_rxe"_s, u"ib_core"_s);
    addHolder(machine, u"siw"_s, u"ib_core"_s);
    QCOMPARE(read(machine, u"rxe0"_s).rdmaDriver, u"rdma_rxe"_s);
    QCOMPARE(read(machine, u"siw0"_s).rdmaDriver, u"siw"_s);
    QCOMPARE(read(machine, u"other0"_s).rdmaDriver, std::optional<QString>());
}

void DevicesDriversTest::modulesHaveTheirVersions()
{
    FakeMachine machine;
    machine.kernel().addCard(plainCard);
    addHolder(machine, u"mlx5_ib"_s, u"mlx5_core"_s);
    addHolder(machine, u"mlx5_ib"_s, u"ib_core"_s);
    machine.files().write(u"/sys/module/mlx5_core/version"_s, "24.10-1.1.4\n");
    machine.files().write(u"/sys/module/mlx5_core/srcversion"_s, "AAAA\n");
    machine.files().write(u"/sys/module/mlx5_ib/srcversion"_s, "5D3F0B1A\n");
    const RdmaDevice device = read(machine, u"mlx5_9"_s);
    QCOMPARE(device.driverVersion, u"24.10-1.1.4"_s);
    QCOMPARE(device.rdmaDriverVersion, u"srcversion 5D3F0B1A"_s);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::DevicesDriversTest)
#include "devicesdriverstest.moc"
