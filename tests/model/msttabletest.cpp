// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Tables of mstconfig: written ones of each layout, and composed ones whose truth is known.
#include "model/msttable.h"
#include "fixtures.h"
#include "model/mstconfig.h"
#include "model/mstjson.h"
#include "mstprinter.h"

#include <algorithm>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

constexpr PortType ib = PortType::InfiniBand;
constexpr PortType eth = PortType::Ethernet;

QByteArray table(const char *name)
{
    return fixture(u"mstconfig/%1.txt"_s.arg(QLatin1StringView(name)));
}

MstCard cardOf(const char *name)
{
    return mstCardFrom({0, table(name), {}}).value_or(MstCard{});
}

MstParameter rowOf(const MstCard &card, const QString &name)
{
    const auto row = std::ranges::find(card.parameters, name, &MstParameter::name);
    return row == card.parameters.end() ? MstParameter{} : *row;
}

} // namespace

class MstTableTest : public QObject {
    Q_OBJECT
private slots:
    void everyLayout_data()
    {
        QTest::addColumn<QString>("deviceType");
        QTest::addColumn<QString>("device");
        QTest::addColumn<int>("rows");
        QTest::addColumn<LinkTypes>("types");
        const auto row = [](const char *name, const char *type, const char *device, int rows, const LinkTypes &types) {
            QTest::newRow(name) << QString::fromLatin1(type) << QString::fromLatin1(device) << rows << types;
        };
        const PortTypes oddAreIb{{1, ib}, {2, eth}, {3, ib}, {4, eth}, {5, ib}, {6, eth}, {7, ib}, {8, eth}};
        const PortTypes allEth{{1, eth}, {2, eth}, {3, eth}, {4, eth}, {5, eth}, {6, eth}, {7, eth}, {8, eth}};
        row("4.5-current-is-next", "ConnectX4", "0000:21:00.0", 4, {{{1, eth}, {2, ib}}, {}});
        row("4.8-next-boot", "ConnectX4", "0002:03:00.0", 2, {{{1, ib}}, {}});
        row("4.15-verbose", "ConnectX5", "0000:5e:00.0", 5, {{{1, eth}, {2, ib}}, {{1, ib}, {2, ib}}});
        row("4.15-next-boot", "ConnectX5", "0000:5e:00.0", 2, {{{1, eth}, {2, ib}}, {}});
        row("4.21-connectx3", "ConnectX3Pro", "0000:0b:00.0", 4, {{{1, PortType::Auto}, {2, eth}}, {}});
        row("4.21-no-current", "ConnectX4", "0000:86:00.1", 2, {{{1, eth}}, {}});
        row("4.21-no-default", "ConnectX4", "0000:86:00.0", 1, {{{1, eth}}, {{1, ib}}});
        row("4.22-title-beside", "BlueField2", "0000:ca:00.0", 3, {{{1, eth}, {2, eth}}, {{1, eth}, {2, eth}}});
        row("4.25-read-only", "ConnectX6", "0000:17:00.0", 3, {{{1, ib}}, {{1, ib}}});
        row("4.26-padded", "ConnectX6", "0000:17:00.0", 4, {{{1, eth}, {2, ib}}, {{1, eth}, {2, eth}}});
        row("4.31-ethernet-only", "ConnectX6DX", "0000:31:00.1", 4, {});
        row("4.36-long-values", "ConnectX7", "10000:e1:00.0", 5, {{{1, eth}}, {{1, eth}}});
        row("4.36-eight-ports", "ConnectX8", "0000:01:00.0", 8, {oddAreIb, allEth});
    }

    void everyLayout()
    {
        QFETCH(LinkTypes, types);
        const auto card = mstCardFrom({0, table(QTest::currentDataTag()), {}});
        QVERIFY(card.has_value());
        QTEST(card->deviceType, "deviceType");
        QTEST(card->device, "device");
        QTEST(static_cast<int>(card->parameters.size()), "rows");
        QCOMPARE(linkTypesOf(*card).next, types.next);
        QCOMPARE(linkTypesOf(*card).current, types.current);
    }

    void aRowHasItsMarksAndValues()
    {
        const MstCard card = cardOf("4.25-read-only");
        QVERIFY(rowOf(card, u"PF_TOTAL_SF"_s) == (MstParameter{u"PF_TOTAL_SF"_s, u"0"_s, u"0"_s, u"0"_s, true, false}));
        QVERIFY(rowOf(card, u"PCI_WR_ORDERING"_s) == (MstParameter{u"PCI_WR_ORDERING"_s, u"per_mkey(0)"_s,
                                                                   u"per_mkey(0)"_s, u"force_relax(1)"_s, true, true}));
        const MstCard wide = cardOf("4.36-long-values");
        QCOMPARE(rowOf(wide, u"PCI_ATOMIC_MODE"_s).next, u"PCI_ATOMIC_DISABLED_EXT_ATOMIC_ENABLED(0)"_s);
        QCOMPARE(rowOf(wide, u"ROCE_ADAPTIVE_ROUTING_EN"_s).current, u"148"_s);
        QCOMPARE(rowOf(wide, u"HOST_CHAINING_DESCRIPTORS[0..7]"_s).next, u"Array[0..7]"_s);
        QCOMPARE(rowOf(wide, u"UCTX_EN"_s).byDefault, u"N/A"_s);
    }

    void whatTheCardIs()
    {
        const MstCard card = cardOf("4.15-verbose");
        QCOMPARE(card.name, u"LAB551-VPI"_s);
        QCOMPARE(card.description, u"Two-port test adapter; EDR/100GbE (QSFP28), PCIe 3.0 x16"_s);
        QVERIFY(cardOf("4.21-no-current").name.isEmpty() && cardOf("4.21-no-current").description.isEmpty());
        QVERIFY(cardOf("4.21-connectx3").name.isEmpty());
    }

    void aStarIsNotPending()
    {
        const MstCard card = cardOf("4.26-padded");
        const MstParameter row = rowOf(card, u"LINK_TYPE_P1"_s);
        QVERIFY(row.modified);
        QCOMPARE(row.current, row.next);
    }

    void SP_08_aTableBesideAFailureIsNone_data()
    {
        QTest::addColumn<MstFailure>("failure");
        QTest::newRow("4.13-failed-tlvs")
            << MstFailure{MstProblem::QueryFailed, u"Failed to query some of the TLVs:"_s, u"ConnectX5"_s};
        QTest::newRow("4.35-no-such-parameter") << MstFailure{
            MstProblem::NoSuchParameter, u"The Device doesn't support LINK_TYPE_P2 parameter"_s, u"ConnectX7"_s};
        QTest::newRow("4.21-connectx3-unreadable")
            << MstFailure{MstProblem::NothingTold, u"Failed to query device current configuration"_s, u"ConnectX3"_s};
    }

    void SP_08_aTableBesideAFailureIsNone()
    {
        QFETCH(MstFailure, failure);
        const auto card = mstCardFrom({3, table(QTest::currentDataTag()), {}});
        QVERIFY(!card.has_value());
        QVERIFY(card.error() == failure);
    }

    void SP_08_successWithoutATableIsUnexpected_data()
    {
        QTest::addColumn<QByteArray>("out");
        const QByteArray good = table("4.15-verbose");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("no table") << good.left(good.indexOf("Configurations:"));
        QTest::newRow("no rows") << good.left(good.indexOf("MEMIC"));
        QTest::newRow("a title that we do not know") << QByteArray(good).replace("Current", "Factory");
        QTest::newRow("a title less") << QByteArray(good).replace("Current", "       ");
        QTest::newRow("two cards") << table("4.13-two-cards");
        QTest::newRow("no device") << QByteArray(good).replace("Device #1:", "Device #:");
        QTest::newRow("too long") << good + QByteArray(maxMstOutput, '\n');
    }

    void SP_08_successWithoutATableIsUnexpected()
    {
        QFETCH(QByteArray, out);
        const auto card = mstCardFrom({0, out, {}});
        QVERIFY(!card.has_value());
        QCOMPARE(card.error().problem, MstProblem::Unexpected);
    }

    void severalCards()
    {
        const auto cards = mstCardsIn(table("4.13-two-cards"));
        QCOMPARE(cards.size(), 2U);
        QCOMPARE(cards[0].deviceType, u"ConnectX5"_s);
        QCOMPARE(cards[1].device, u"/sys/bus/pci/devices/0000:af:00.0/config"_s);
        QVERIFY(linkTypesOf(cards[1]) == LinkTypes{});
    }

    void portTypesGoByTheirNumber()
    {
        for (const auto &[text, type] :
             {std::pair(u"IB(1)"_s, ib), std::pair(u"ETH(2)"_s, eth), std::pair(u"ib(2)"_s, eth),
              std::pair(u"VPI(3)"_s, PortType::Auto), std::pair(u"AUTO_SENSE(3)"_s, PortType::Auto),
              std::pair(u"1"_s, ib), std::pair(u"2"_s, eth)})
            QCOMPARE(portTypeFromMst(text), type);
        for (const auto &text : {u""_s, u"IB"_s, u"ETH"_s, u"N/A"_s, u"0"_s, u"4"_s, u"12"_s, u"IB(1"_s, u"IB(1)x"_s,
                                 u"(1)"_s, u"IB(1)\n"_s, u"IB (1)"_s, u"Array[0..1]"_s, u"١"_s})
            QCOMPARE(portTypeFromMst(text), PortType::Unknown);
    }

    void composedTables_data()
    {
        QTest::addColumn<int>("layout");
        for (int i = 0; i < static_cast<int>(std::size(mstLayouts)); ++i)
            QTest::newRow(mstLayouts[i].versions) << i;
    }

    void composedTables()
    {
        QFETCH(int, layout);
        const MstLayout &style = mstLayouts[layout];
        for (int i = 0; i < 600; ++i) {
            // Up to 4.5, "Current" is what other versions call "Next Boot", and there is one of it.
            const MstReport report{random::coin(), !style.isSchedule && random::coin()};
            MstCard card = random::mstCard(style, report);
            LinkTypes truth;
            for (int port = 1 + random::below(9); port <= 8; ++port)
                random::addLinkType(card, truth, port, report);
            const QByteArray text = printed(card, style, report);
            const std::vector<MstCard> cards = mstCardsIn(text);
            QVERIFY2(cards == std::vector{card}, text.constData());
            QVERIFY2(linkTypesOf(cards.front()) == truth, text.constData());
        }
    }

    void rowsGoByAnyWhiteSpace()
    {
        const QByteArray good = table("4.26-padded");
        QByteArray other = good;
        other.replace(" \n", "\r\n").replace("                ", "\t");
        QVERIFY(other != good);
        QVERIFY(mstCardsIn(other) == mstCardsIn(good));
    }

    void jsonSaysTheSame()
    {
        const auto cards = mstCardsFromJson(fixture(u"mstconfig/4.31.json"_s));
        QVERIFY(cards.has_value());
        MstCard expected = cardOf("4.26-padded");
        std::ranges::sort(expected.parameters, {}, &MstParameter::name);
        QVERIFY(*cards == std::vector{expected});
        for (const QByteArray bad : {"", "[]", "{\"Device #1\":{}}", "{\"Device #1\":7}", "{\"a\":1,\"a\":1}"})
            QVERIFY(!mstCardsFromJson(bad).has_value());
        QVERIFY(mstCardsFromJson("{}").value().empty());
    }
};

QTEST_APPLESS_MAIN(MstTableTest)
#include "msttabletest.moc"
