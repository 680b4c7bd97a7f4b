// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A peer's port as people paste it, and the ids under which it logs in.
#include "model/peerport.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

const Guid peer{0x001175000077d708};
const QString target = u"0xfe80000000000000001175000077dd7e"_s;

QStringList texts(const std::vector<LoginId> &ids)
{
    QStringList all;
    for (const LoginId &one : ids)
        all.append(one.id.text());
    return all;
}

} // namespace

class PeerPortTest : public QObject {
    Q_OBJECT
private slots:
    void spellingsAreOnePort_data()
    {
        QTest::addColumn<QString>("text");
        for (const char *text :
             {"001175000077d708", "0x001175000077D708", "0011:7500:0077:d708", " 00:11:75:00:00:77:d7:08\n",
              "fe80:0000:0000:0000:0011:7500:0077:d708", "fe80::11:7500:77:d708", "fe80000000000000001175000077d708",
              "0xFE80000000000000001175000077D708", "fec0:0000:0000:0001:0011:7500:0077:d708",
              "80:00:02:08:fe:80:00:00:00:00:00:00:00:11:75:00:00:77:d7:08"})
            QTest::newRow(text) << QString::fromLatin1(text);
    }

    void spellingsAreOnePort()
    {
        QFETCH(QString, text);
        const auto port = peerPortFromText(text);
        QVERIFY(port);
        QCOMPARE(*port, peer);
    }

    void refusals_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<PeerPortProblem>("problem");
        const auto row = [](const char *text, PeerPortProblem problem) {
            QTest::newRow(text) << QString::fromUtf8(text) << problem;
        };
        row(" ", PeerPortProblem::Empty);
        row("mlx4_0", PeerPortProblem::BadCharacter);
        row("192.0.2.1", PeerPortProblem::BadCharacter);
        row("0011 7500 0077 d708", PeerPortProblem::BadCharacter);
        row("001175000077d70", PeerPortProblem::WrongLength);
        row("00:11:75:00:00:77", PeerPortProblem::WrongLength);
        row("0011:7500:77:d708", PeerPortProblem::WrongLength);
        row(":", PeerPortProblem::WrongLength);
        row("0000:0000:0000:0000:0000:ffff:c0a8:0705", PeerPortProblem::AddressGid);
        row("::ffff:c0a8:705", PeerPortProblem::AddressGid);
        row("0000000000000000", PeerPortProblem::NoGuid);
        row("ffff:ffff:ffff:ffff", PeerPortProblem::NoGuid);
        QTest::newRow("long") << QString(5000, u'0') << PeerPortProblem::WrongLength;
    }

    void refusals()
    {
        QFETCH(QString, text);
        QFETCH(PeerPortProblem, problem);
        const auto port = peerPortFromText(text);
        QVERIFY(!port);
        QCOMPARE(port.error(), problem);
    }

    void threeIdsOnInfiniBand()
    {
        const QStringList chapter{u"0x001175000077dd7e001175000077d708"_s, u"0x7edd770000751100001175000077d708"_s,
                                  u"0x0000000000000000001175000077d708"_s};
        QCOMPARE(texts(loginIdsAt(peer, target, LinkLayer::InfiniBand)), chapter);
        QCOMPARE(texts(loginIdsAt(peer, u"0011:7500:0077:dd7e"_s, LinkLayer::InfiniBand)), chapter);
    }

    void oneIdOnEthernet()
    {
        QCOMPARE(texts(loginIdsAt(peer, target, LinkLayer::Ethernet)),
                 QStringList(u"0x0000000000000000001175000077d708"_s));
    }
};

QTEST_GUILESS_MAIN(PeerPortTest)
#include "peerporttest.moc"
