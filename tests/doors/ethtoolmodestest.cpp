// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Replies of ethtool's netlink family as bytes: what they say, and that broken ones say nothing and harm nobody.
#include "helper/ethtoolmodes.h"

#include <QTest>
#include <QtEndian>
#include <linux/ethtool_netlink.h>
#include <linux/netlink.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

template <typename Number> QByteArray native(Number number)
{
    return {reinterpret_cast<const char *>(&number), sizeof number};
}

/// Its length, its type, its payload, and zeros up to the next multiple of four (netlink(7)).
QByteArray attribute(int type, const QByteArray &payload)
{
    QByteArray bytes = native(quint16(4 + payload.size())) + native(quint16(type)) + payload;
    bytes.append((4 - bytes.size() % 4) % 4, '\0');
    return bytes;
}

QByteArray nest(int type, const QByteArray &payload)
{
    return attribute(type | NLA_F_NESTED, payload);
}

QByteArray bit(quint32 index, const QByteArray &name, bool isAdvertised)
{
    return nest(ETHTOOL_A_BITSET_BITS_BIT,
                attribute(ETHTOOL_A_BITSET_BIT_INDEX, native(index)) +
                    attribute(ETHTOOL_A_BITSET_BIT_NAME, name + '\0') +
                    (isAdvertised ? attribute(ETHTOOL_A_BITSET_BIT_VALUE, {}) : QByteArray()));
}

QByteArray ours(const QByteArray &bits, const QByteArray &before = {})
{
    return nest(ETHTOOL_A_LINKMODES_OURS,
                before + attribute(ETHTOOL_A_BITSET_SIZE, native(quint32(121))) + nest(ETHTOOL_A_BITSET_BITS, bits));
}

QByteArray speed(quint32 megabits)
{
    return attribute(ETHTOOL_A_LINKMODES_SPEED, native(megabits));
}

/// As an mlx5 answers (linkmodes_fill_reply(), net/ethtool/linkmodes.c), on a link of 25 Gb/s.
QByteArray reply()
{
    return nest(ETHTOOL_A_LINKMODES_HEADER, attribute(ETHTOOL_A_HEADER_DEV_INDEX, native(quint32(4))) +
                                                attribute(ETHTOOL_A_HEADER_DEV_NAME, "ens1f0np0\0"_ba)) +
           attribute(ETHTOOL_A_LINKMODES_AUTONEG, native(quint8(1))) +
           ours(bit(5, "1000baseT/Full", false) + bit(6, "Autoneg", true) + bit(13, "Pause", true) +
                bit(31, "25000baseCR/Full", true) + bit(36, "100000baseKR4/Full", false)) +
           nest(ETHTOOL_A_LINKMODES_PEER, attribute(ETHTOOL_A_BITSET_NOMASK, {}) +
                                              nest(ETHTOOL_A_BITSET_BITS, bit(69, "400000baseKR8/Full", true))) +
           speed(25'000) + attribute(ETHTOOL_A_LINKMODES_DUPLEX, native(quint8(1)));
}

} // namespace

class EthtoolModesTest : public QObject {
    Q_OBJECT
private slots:
    void aReplyTellsSpeedAndModes() { QCOMPARE(linkModesFrom(reply()), (LinkModes{25'000, 100'000})); }
    void namesOfModes_data();
    void namesOfModes();
    void speeds_data();
    void speeds();
    void aBitsetWithoutMaskTellsNothing();
    void aCompactBitsetTellsNothing();
    void KI_03_truncatedRepliesInventNothing();
    void KI_03_changedBytesHarmNobody();
    void KI_03_lengthsThatLieHarmNobody();
    void KI_03_aNameWithoutEndIsNone();
};

void EthtoolModesTest::namesOfModes_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addColumn<quint32>("megabits");
    const auto row = [](const QByteArray &name, quint32 megabits) {
        QTest::newRow(name.constData()) << name << megabits;
    };
    row("10baseT/Half", 10);
    row("2500baseX/Full", 2500);
    row("1600000baseDR8/Full", 1'600'000);
    row("100000000baseX/Full", 100'000'000);
    row("56000baseKR4/Full", 0); // no other maker's
    row("100000001baseX/Full", 0);
    row("4294967297baseX/Full", 0);
    row("99999999999999999999baseX/Full", 0);
    row("-10baseT/Full", 0);
    row("+10baseT/Full", 0);
    row(" 10baseT/Full", 0);
    row("1e3baseT/Full", 0);
    row("baseT/Full", 0);
    row("10", 0);
    row("Autoneg", 0);
    row("", 0);
}

void EthtoolModesTest::namesOfModes()
{
    QFETCH(QByteArray, name);
    QFETCH(quint32, megabits);
    QCOMPARE(linkModesFrom(ours(bit(0, name, true))), (LinkModes{0, megabits}));
}

void EthtoolModesTest::speeds_data()
{
    QTest::addColumn<quint32>("told");
    QTest::addColumn<quint32>("speed");
    QTest::newRow("usual") << 100'000U << 100'000U;
    QTest::newRow("SPEED_UNKNOWN") << 0xffffffffU << 0U;
    QTest::newRow("absurd") << 100'000'001U << 0U;
    QTest::newRow("none") << 0U << 0U;
}

void EthtoolModesTest::speeds()
{
    QFETCH(quint32, told);
    QFETCH(quint32, speed);
    QCOMPARE(linkModesFrom(rdma::speed(told)), (LinkModes{speed, 0}));
}

void EthtoolModesTest::aBitsetWithoutMaskTellsNothing()
{
    const QByteArray bits = bit(36, "100000baseKR4/Full", true);
    QCOMPARE(linkModesFrom(ours(bits, attribute(ETHTOOL_A_BITSET_NOMASK, {}))), LinkModes{});
    QCOMPARE(linkModesFrom(ours(bits)), (LinkModes{0, 100'000}));
}

void EthtoolModesTest::aCompactBitsetTellsNothing()
{
    const QByteArray compact = attribute(ETHTOOL_A_BITSET_SIZE, native(quint32(64))) +
                               attribute(ETHTOOL_A_BITSET_VALUE, QByteArray(8, '\xff')) +
                               attribute(ETHTOOL_A_BITSET_MASK, QByteArray(8, '\xff'));
    QCOMPARE(linkModesFrom(QByteArray(nest(ETHTOOL_A_LINKMODES_OURS, compact) + speed(10))), (LinkModes{10, 0}));
}

/// Each in memory of its own, so that a read beyond its end is seen by the sanitizers.
void EthtoolModesTest::KI_03_truncatedRepliesInventNothing()
{
    const QByteArray whole = reply();
    for (qsizetype size = 0; size < whole.size(); ++size) {
        const std::vector<char> part(whole.begin(), whole.begin() + size);
        const LinkModes modes = linkModesFrom({part.data(), size});
        QVERIFY2(modes.speed == 0 || modes.speed == 25'000, qPrintable(QString::number(size)));
        QVERIFY2(modes.fastest == 0 || modes.fastest == 100'000, qPrintable(QString::number(size)));
    }
}

void EthtoolModesTest::KI_03_changedBytesHarmNobody()
{
    const QByteArray whole = reply();
    for (qsizetype at = 0; at < whole.size(); ++at)
        for (const char byte : {'\0', '\1', '\3', '\x7f', '\x80', '\xff'}) {
            std::vector<char> bytes(whole.begin(), whole.end());
            bytes[size_t(at)] = byte;
            const LinkModes modes = linkModesFrom({bytes.data(), whole.size()});
            QVERIFY(modes.speed <= 100'000'000 && modes.fastest <= 100'000'000);
        }
}

void EthtoolModesTest::KI_03_lengthsThatLieHarmNobody()
{
    for (const quint16 length : {0, 1, 3, 4, 5, 0x7fff, 0xffff})
        for (const QByteArray &inner : {speed(10), ours(bit(0, "10baseT/Full", true))}) {
            QByteArray bytes = inner;
            bytes.replace(0, 2, native(length));
            const std::vector<char> own(bytes.begin(), bytes.end());
            QCOMPARE(linkModesFrom({own.data(), bytes.size()}), LinkModes{});
        }
}

void EthtoolModesTest::KI_03_aNameWithoutEndIsNone()
{
    const QByteArray endless = nest(ETHTOOL_A_BITSET_BITS_BIT, attribute(ETHTOOL_A_BITSET_BIT_NAME, "1000base"));
    QCOMPARE(linkModesFrom(ours(endless)), LinkModes{});
}

} // namespace rdma

QTEST_APPLESS_MAIN(rdma::EthtoolModesTest)
#include "ethtoolmodestest.moc"
