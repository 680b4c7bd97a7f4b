// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What the texts of sysfs and pci.ids say, and that a text of another form says nothing.
#include "model/devicetext.h"
#include "model/cardspeed.h"
#include "model/pciids.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr auto pciIds = R"(# A comment
1003  Not the vendor
	1017  Not the device
15b3  Mellanox Technologies
	1003  MT27500 Family [ConnectX-3]
# a comment in between
	1017  MT27800 Family [ConnectX-5]
		1014 0008  Another board
		15b3 0008  ConnectX-5 Ex EN
	1018  A virtual function
		15b3 0009  Not this board
15b4  Not the vendor either
	1021  Not the device
)";

} // namespace

class DeviceTextTest : public QObject {
    Q_OBJECT
private slots:
    void states();
    void rates_data();
    void rates();
    void words();
    void guids();
    void numbers_data();
    void numbers();
    void shownTexts();
    void uevents();
    void pciSlots_data();
    void pciSlots();
    void cardNames_data();
    void cardNames();
    void cardSpeeds();
};

void DeviceTextTest::states()
{
    QCOMPARE(portStateFrom("0: NOP"), PortState::Nop);
    QCOMPARE(portStateFrom("1: DOWN"), PortState::Down);
    QCOMPARE(portStateFrom("2: INIT"), PortState::Initializing);
    QCOMPARE(portStateFrom("3: ARMED"), PortState::Armed);
    QCOMPARE(portStateFrom("4: ACTIVE"), PortState::Active);
    QCOMPARE(portStateFrom("5: ACTIVE_DEFER"), PortState::ActiveDefer);
    QCOMPARE(physicalStateFrom("0: <unknown>"), PhysicalState::NoChange);
    QCOMPARE(physicalStateFrom("1: Sleep"), PhysicalState::Sleep);
    QCOMPARE(physicalStateFrom("2: Polling"), PhysicalState::Polling);
    QCOMPARE(physicalStateFrom("3: Disabled"), PhysicalState::Disabled);
    QCOMPARE(physicalStateFrom("4: PortConfigurationTraining"), PhysicalState::Training);
    QCOMPARE(physicalStateFrom("5: LinkUp"), PhysicalState::LinkUp);
    QCOMPARE(physicalStateFrom("6: LinkErrorRecovery"), PhysicalState::ErrorRecovery);
    QCOMPARE(physicalStateFrom("7: Phy Test"), PhysicalState::Test);
    QCOMPARE(nodeTypeFrom("1: CA"), NodeType::Ca);
    QCOMPARE(nodeTypeFrom("4: RNIC"), NodeType::Rnic);
    QCOMPARE(nodeTypeFrom("7: unspecified"), NodeType::Unspecified);
    for (const char *text : {"", ":", "ACTIVE", "4", "-1: x", "8: x", "99999999999999999999: x", " 4: ACTIVE"}) {
        QCOMPARE(portStateFrom(text), PortState::Unknown);
        QCOMPARE(physicalStateFrom(text), PhysicalState::Unknown);
        QCOMPARE(nodeTypeFrom(text), NodeType::Unknown);
    }
}

void DeviceTextTest::rates_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<LinkRate>>("rate");
    const auto row = [](const char *text, std::optional<LinkRate> rate) {
        QTest::newRow(text) << QByteArray(text) << rate;
    };
    row("2.5 Gb/sec (1X SDR)", LinkRate{2.5, 1, LinkSpeed::Sdr});
    row("10 Gb/sec (4X)", LinkRate{10, 4, LinkSpeed::Sdr});
    row("20 Gb/sec (4X DDR)", LinkRate{20, 4, LinkSpeed::Ddr});
    row("40 Gb/sec (4X QDR)", LinkRate{40, 4, LinkSpeed::Qdr});
    row("40 Gb/sec (4X FDR10)", LinkRate{40, 4, LinkSpeed::Fdr10});
    row("56 Gb/sec (4X FDR)", LinkRate{56, 4, LinkSpeed::Fdr});
    row("300 Gb/sec (12X EDR)", LinkRate{300, 12, LinkSpeed::Edr});
    row("100 Gb/sec (2X HDR)", LinkRate{100, 2, LinkSpeed::Hdr});
    row("400 Gb/sec (4X NDR)", LinkRate{400, 4, LinkSpeed::Ndr});
    row("800 Gb/sec (4X XDR)", LinkRate{800, 4, LinkSpeed::Xdr});
    row("1600 Gb/sec (4X FUTURE)", LinkRate{1600, 4, LinkSpeed::Unknown});
    row("40 Gb/sec", LinkRate{40, 0, LinkSpeed::Unknown});
    row("40 Gb/sec (0X QDR)", LinkRate{40, 0, LinkSpeed::Unknown});
    row("40 Gb/sec ()", LinkRate{40, 0, LinkSpeed::Unknown});
    for (const char *text :
         {"", "40", " Gb/sec", "-1 Gb/sec (1X)", "2.7 Gb/sec (1X SDR)", "1e9 Gb/sec", "4000000 Gb/sec"})
        row(text, {});
}

void DeviceTextTest::rates()
{
    QFETCH(QByteArray, text);
    QTEST(linkRateFrom(text), "rate");
}

void DeviceTextTest::words()
{
    QCOMPARE(linkLayerFrom("InfiniBand"), LinkLayer::InfiniBand);
    QCOMPARE(linkLayerFrom("Ethernet"), LinkLayer::Ethernet);
    QCOMPARE(linkLayerFrom("Unknown"), LinkLayer::Unknown);
    QCOMPARE(linkLayerFrom(""), std::optional<LinkLayer>());
    QCOMPARE(linkLayerFrom("ethernet"), std::optional<LinkLayer>());
    QCOMPARE(gidTypeFrom("IB/RoCE v1"), GidType::InfiniBandOrRoceV1);
    QCOMPARE(gidTypeFrom("RoCE v2"), GidType::RoceV2);
    QCOMPARE(gidTypeFrom("RoCE v3"), GidType::Unknown);
    QCOMPARE(gidTypeFrom(""), std::optional<GidType>());
}

void DeviceTextTest::guids()
{
    QVERIFY(guidFrom("f452:1403:007b:cba0") == Guid{0xf4521403007bcba0});
    QVERIFY(guidFrom("0000:0000:0000:0000") == Guid{});
    for (const char *text :
         {"", "f452:1403:007b", "f452:1403:007b:cba0 ", "f452-1403-007b-cba0", "g452:1403:007b:cba0"})
        QVERIFY(!guidFrom(text));
    const auto gid = gidFrom("fe80:0000:0000:0000:f452:1403:007b:cba1");
    QCOMPARE(gid, u"fe80:0000:0000:0000:f452:1403:007b:cba1"_s);
    QVERIFY(lowHalf(*gid) == Guid{0xf4521403007bcba1});
    QVERIFY(!isUnused(*gid));
    QVERIFY(isUnused(u"0000:0000:0000:0000:0000:0000:0000:0000"_s));
    QVERIFY(!gidFrom("fe80::1"));
}

void DeviceTextTest::numbers_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<std::optional<quint64>>("number");
    const auto row = [](const char *text, std::optional<quint64> number) {
        QTest::newRow(text) << QByteArray(text) << number;
    };
    row("0", 0);
    row("17", 17);
    row("0x11", 17);
    row("0xFFFFffff", 0xffffffff);
    row("18446744073709551615", ~quint64{0});
    for (const char *text :
         {"", "0x", "-1", "+1", " 1", "1 ", "1.0", "N/A (no PMA)", "18446744073709551616", "0x1ffffffffffffffff"})
        row(text, {});
}

void DeviceTextTest::numbers()
{
    QFETCH(QByteArray, text);
    QTEST(numberFrom(text), "number");
}

void DeviceTextTest::shownTexts()
{
    QCOMPARE(shownText("  host mlx4_0 \n"), u"host mlx4_0"_s);
    QCOMPARE(shownText("\xc3\xa9"), u"é"_s);
    QCOMPARE(shownText(""), std::optional<QString>());
    QCOMPARE(shownText(" \n "), std::optional<QString>());
    QCOMPARE(shownText("a\x1b[1mb"), u"a\ufffd[1mb"_s);
    QCOMPARE(shownText("<b>%1</b>"), u"<b>%1</b>"_s); // harmless where it is shown as plain text
    QCOMPARE(shownText(QByteArray(5000, 'x'))->size(), 256);
}

void DeviceTextTest::uevents()
{
    const PciUevent event =
        pciUeventFrom("DRIVER=mlx5_core\nPCI_CLASS=20700\nPCI_ID=15B3:1017\nPCI_SUBSYS_ID=15B3:0008\n");
    QVERIFY(event == (PciUevent{PciIds{0x15b3, 0x1017, 0x15b3, 0x0008}, u"mlx5_core"_s, {}}));
    QVERIFY(pciUeventFrom("") == PciUevent{});
    QVERIFY(pciUeventFrom("PCI_ID\nDRIVER=\n=\nPCI_ID=15B3\nPCI_SUBSYS_ID=15B3:0008") == PciUevent{});
}

void DeviceTextTest::pciSlots_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<bool>("isSlot");
    const auto row = [](const QByteArray &name, bool isSlot) { QTest::newRow(name.constData()) << name << isSlot; };
    row("0000:81:00.1", true);
    row("10000:e1:00.0", true);
    row("000:05:00.0", false);
    row("0000:05:00:0", false);
    row("0000:05:0g.0", false);
    row("a/0000:05:00.0", false);
    row("", false);
}

void DeviceTextTest::pciSlots()
{
    QFETCH(QByteArray, name);
    QFETCH(bool, isSlot);
    const auto slot = pciUeventFrom(QByteArray("PCI_SLOT_NAME=" + name)).slot;
    QCOMPARE(slot, isSlot ? std::optional(QString::fromLatin1(name)) : std::nullopt);
}

void DeviceTextTest::cardNames_data()
{
    QTest::addColumn<PciIds>("ids");
    QTest::addColumn<PciNames>("names");
    const QString mellanox = u"Mellanox Technologies"_s;
    QTest::newRow("a board") << PciIds{0x15b3, 0x1017, 0x15b3, 0x0008} << PciNames{mellanox, u"ConnectX-5 Ex EN"_s};
    QTest::newRow("a chip") << PciIds{0x15b3, 0x1017, 0x15b3, 0x0009}
                            << PciNames{mellanox, u"MT27800 Family [ConnectX-5]"_s};
    QTest::newRow("without boards") << PciIds{0x15b3, 0x1003, 0x15b3, 0x0008}
                                    << PciNames{mellanox, u"MT27500 Family [ConnectX-3]"_s};
    QTest::newRow("another vendor's device") << PciIds{0x15b3, 0x1021, 0, 0} << PciNames{mellanox, {}};
    QTest::newRow("no vendor") << PciIds{0x1077, 0x7322, 0, 0} << PciNames{};
}

void DeviceTextTest::cardNames()
{
    QFETCH(PciIds, ids);
    QTEST(pciNames(pciIds, ids), "names");
}

void DeviceTextTest::cardSpeeds()
{
    QVERIFY(cardCanDo({0x15b3, 0x1017, 0, 0}) == (LinkRate{100, 4, LinkSpeed::Edr}));
    QVERIFY(cardCanDo({0x1077, 0x7322, 0, 0}) == (LinkRate{40, 4, LinkSpeed::Qdr}));
    QVERIFY(cardCanDo({0x15b3, 0x673c, 0, 0}) == (LinkRate{20, 4, LinkSpeed::Ddr}));
    QVERIFY(cardCanDo({0x15b3, 0xa2dc, 0, 0}) == (LinkRate{100, 2, LinkSpeed::Hdr}));
    QVERIFY(!cardCanDo({0x15b3, 0x6340, 0, 0})); // ConnectX for SDR: nothing is slower
    QVERIFY(!cardCanDo({0x15b3, 0x1023, 0, 0})); // ConnectX-8: not known
    QVERIFY(!cardCanDo({0x15b3, 0x1015, 0, 0})); // ConnectX-4 Lx: Ethernet only
    QVERIFY(!cardCanDo({0x1077, 0x1017, 0, 0}));
}

QTEST_APPLESS_MAIN(DeviceTextTest)
#include "devicetexttest.moc"
