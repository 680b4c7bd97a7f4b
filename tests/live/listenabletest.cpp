// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which devices may be held open, and which ports are looked at instead.
#include "helper/listenable.h"
#include "tests/fake/fakemachine.h"

#include <QTest>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

FakeCard card(const QString &device, const QString &driver, const QString &slot, quint64 guid = 0xf4521403007bcba1)
{
    return {.rdmaDevice = device, .driver = driver, .pci = slot, .portGuids = {Guid{guid}}};
}

QStringList names(const std::vector<ListenableDevice> &devices)
{
    QStringList names;
    for (const ListenableDevice &device : devices)
        names.append(device.name);
    return names;
}

/// As rdma_rxe shows itself: no PCI function, no driver.
void addSoftDevice(FakeHostRoot &files, const QString &name)
{
    const QString device = "/sys/devices/virtual/infiniband/"_L1 + name;
    files.write(device + "/ports/1/state"_L1, "4: ACTIVE\n");
    files.write(device + "/ports/1/link_layer"_L1, "Ethernet\n");
    files.link("/sys/class/infiniband/"_L1 + name, "../../devices/virtual/infiniband/"_L1 + name);
}

} // namespace

class ListenableTest : public QObject {
    Q_OBJECT
private slots:
    void onlyRemovableDriversAreHeldOpen();
    void virtualFunctionsAreNot();
    void KI_03_anotherCardOfTheSameNameIsAnotherDevice();
    void portsWithoutEventsAreLookedAt();
    void vanishedStateIsAChange();
    void nothingThereIsNothing();
};

void ListenableTest::onlyRemovableDriversAreHeldOpen()
{
    FakeMachine machine;
    machine.kernel().addCard(card(u"mlx4_0"_s, u"mlx4_core"_s, u"0000:05:00.0"_s));
    machine.kernel().addCard(card(u"mlx5_0"_s, u"mlx5_core"_s, u"0000:06:00.0"_s));
    machine.kernel().addCard(card(u"qib0"_s, u"ib_qib"_s, u"0000:07:00.0"_s));
    machine.kernel().addCard(card(u"hfi1_0"_s, u"hfi1"_s, u"0000:08:00.0"_s));
    addSoftDevice(machine.files(), u"rxe0"_s);
    QCOMPARE(names(listenableDevices(machine.host())), (QStringList{u"mlx4_0"_s, u"mlx5_0"_s}));
}

void ListenableTest::virtualFunctionsAreNot()
{
    FakeMachine machine;
    machine.kernel().addCard(card(u"mlx5_0"_s, u"mlx5_core"_s, u"0000:06:00.0"_s));
    machine.kernel().addCard(card(u"mlx5_1"_s, u"mlx5_core"_s, u"0000:06:00.1"_s));
    machine.files().link(u"/sys/devices/pci0000:00/0000:06:00.1/physfn"_s, u"../0000:06:00.0"_s);
    QCOMPARE(names(listenableDevices(machine.host())), QStringList{u"mlx5_0"_s});
    QVERIFY(silentPortStates(machine.host(), {u"mlx5_0"_s}).contains(u"mlx5_1/1"_s));
}

void ListenableTest::KI_03_anotherCardOfTheSameNameIsAnotherDevice()
{
    FakeMachine machine;
    machine.kernel().addCard(card(u"mlx5_0"_s, u"mlx5_core"_s, u"0000:06:00.0"_s));
    machine.files().write(u"/sys/class/infiniband/mlx5_0/node_guid"_s, "f452:1403:007b:cba0\n");
    const auto first = listenableDevices(machine.host());
    machine.files().write(u"/sys/class/infiniband/mlx5_0/node_guid"_s, "f452:1403:007b:cbb0\n");
    const auto otherCard = listenableDevices(machine.host());
    QCOMPARE(otherCard.size(), 1U);
    QVERIFY(otherCard != first);
    machine.files().remove(u"/sys/class/infiniband/mlx5_0"_s);
    machine.kernel().addCard(card(u"mlx5_0"_s, u"mlx5_core"_s, u"0000:81:00.0"_s));
    machine.files().write(u"/sys/class/infiniband/mlx5_0/node_guid"_s, "f452:1403:007b:cba0\n");
    QVERIFY(listenableDevices(machine.host()) != first); // in another slot
}

void ListenableTest::portsWithoutEventsAreLookedAt()
{
    FakeMachine machine;
    machine.kernel().addCard(card(u"mlx4_0"_s, u"mlx4_core"_s, u"0000:05:00.0"_s));
    machine.kernel().addCard(card(u"qib0"_s, u"ib_qib"_s, u"0000:07:00.0"_s));
    addSoftDevice(machine.files(), u"rxe0"_s); // its link tells
    const PortStates expected{{u"qib0/1"_s, "4: ACTIVE"}};
    QCOMPARE(silentPortStates(machine.host(), {u"mlx4_0"_s}), expected);
    QVERIFY(silentPortStates(machine.host(), {}).contains(u"mlx4_0/1"_s)); // it could not be opened
    machine.files().write(u"/sys/class/infiniband/qib0/ports/1/state"_s, "1: DOWN\n");
    QVERIFY(silentPortStates(machine.host(), {u"mlx4_0"_s}) != expected);
}

void ListenableTest::vanishedStateIsAChange()
{
    FakeMachine machine;
    machine.kernel().addCard(card(u"qib0"_s, u"ib_qib"_s, u"0000:07:00.0"_s));
    const auto before = silentPortStates(machine.host(), {});
    machine.files().remove(u"/sys/class/infiniband/qib0/ports/1/state"_s);
    QVERIFY(silentPortStates(machine.host(), {}) != before);
}

void ListenableTest::nothingThereIsNothing()
{
    FakeMachine machine;
    QCOMPARE(listenableDevices(machine.host()).size(), 0U);
    QCOMPARE(silentPortStates(machine.host(), {}).size(), 0U);
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ListenableTest)
#include "listenabletest.moc"
