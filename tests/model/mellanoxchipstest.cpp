// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Chips by PCI id: which are cards, and what their ports can be.
#include "model/mellanoxchips.h"

#include <QtTest>
#include <set>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

std::optional<MellanoxChip> chip(int device)
{
    return mellanoxChip({.vendor = 0x15b3, .device = static_cast<quint16>(device)});
}

std::set<int> idsOf(auto holds)
{
    std::set<int> found;
    for (int device = 0; device <= 0xffff; ++device)
        if (const auto known = chip(device); known && holds(*known))
            found.insert(device);
    return found;
}

} // namespace

class MellanoxChipsTest : public QObject {
    Q_OBJECT
private slots:
    void chips_data()
    {
        QTest::addColumn<int>("device");
        QTest::addColumn<QString>("name");
        QTest::addColumn<DriverGeneration>("driver");
        QTest::addColumn<FunctionKind>("kind");
        const auto row = [](int device, const char *name, DriverGeneration driver, FunctionKind kind) {
            QTest::newRow(qPrintable(QString::number(device, 16)))
                << device << QString::fromLatin1(name) << driver << kind;
        };
        row(0x673c, "ConnectX/ConnectX-2", DriverGeneration::Mlx4, FunctionKind::Card);
        row(0x1003, "ConnectX-3", DriverGeneration::Mlx4, FunctionKind::Card);
        row(0x1007, "ConnectX-3 Pro", DriverGeneration::Mlx4, FunctionKind::Card);
        row(0x1004, "ConnectX-3", DriverGeneration::Mlx4, FunctionKind::VirtualFunction);
        row(0x1010, "ConnectX (unreleased)", DriverGeneration::Mlx4, FunctionKind::Card);
        row(0x1011, "Connect-IB", DriverGeneration::Mlx5, FunctionKind::Card);
        row(0x1015, "ConnectX-4 Lx", DriverGeneration::Mlx5, FunctionKind::Card);
        row(0x1019, "ConnectX-5 Ex", DriverGeneration::Mlx5, FunctionKind::Card);
        row(0x101e, "ConnectX or BlueField", DriverGeneration::Mlx5, FunctionKind::VirtualFunction);
        row(0x1021, "ConnectX-7", DriverGeneration::Mlx5, FunctionKind::Card);
        row(0xa2d6, "BlueField-2", DriverGeneration::Mlx5, FunctionKind::Card);
        row(0xa2d8, "BlueField", DriverGeneration::None, FunctionKind::Management);
        row(0x0218, "ConnectX or BlueField", DriverGeneration::None, FunctionKind::FlashRecovery);
        row(0x197b, "PCI bridge", DriverGeneration::None, FunctionKind::Bridge);
        row(0xcf6c, "Switch", DriverGeneration::None, FunctionKind::Other);
    }

    void chips()
    {
        QFETCH(int, device);
        const auto known = chip(device);
        QVERIFY(known);
        QTEST(QString(known->name), "name");
        QTEST(known->driver, "driver");
        QTEST(known->kind, "kind");
    }

    void virtualFunctions()
    {
        const std::set<int> expected{0x1002, 0x1004, 0x1012, 0x1014, 0x1016, 0x1018, 0x101a, 0x101c, 0x101e, 0xa2d3};
        QVERIFY(idsOf([](const MellanoxChip &one) { return one.kind == FunctionKind::VirtualFunction; }) == expected);
    }

    void typesByChip()
    {
        const auto cardsOf = [](ChipTypes types) {
            return idsOf(
                [types](const MellanoxChip &one) { return one.kind == FunctionKind::Card && one.types == types; });
        };
        QVERIFY(cardsOf(ChipTypes::EthernetOnly) == (std::set<int>{0x1015, 0x101d, 0x101f}));
        QVERIFY(cardsOf(ChipTypes::InfiniBandOnly) == (std::set<int>{0x1011}));
    }

    void onlyMlx4CardsSense()
    {
        for (const int device : idsOf([](const MellanoxChip &one) { return one.senses; }))
            QVERIFY(chip(device)->driver == DriverGeneration::Mlx4 && chip(device)->kind == FunctionKind::Card);
        QVERIFY(chip(0x1003)->senses && chip(0x1007)->senses && !chip(0x1004)->senses);
    }

    void whatMstconfigReaches()
    {
        const auto upTo425 = idsOf([](const MellanoxChip &one) { return one.mstconfig == MstconfigReach::UpTo425; });
        QVERIFY(upTo425 == (std::set<int>{0x1003, 0x1007}));
        QCOMPARE(chip(0x6746)->mstconfig, MstconfigReach::Never);
        QCOMPARE(chip(0x1013)->mstconfig, MstconfigReach::Always);
        QVERIFY(idsOf([](const MellanoxChip &one) {
                    return one.mstconfig != MstconfigReach::Never && one.kind != FunctionKind::Card;
                }).empty());
    }

    void IV_15_otherVendorsAndUnknownIds()
    {
        QVERIFY(!mellanoxChip({.vendor = 0x8086, .device = 0x1003}));
        QVERIFY(!mellanoxChip({.vendor = 0x10de, .device = 0x1021}));
        QVERIFY(!chip(0) && !chip(0x1027) && !chip(0xffff));
    }
};

QTEST_APPLESS_MAIN(MellanoxChipsTest)
#include "mellanoxchipstest.moc"
