// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain as JSON: every link, fact, cause and cure has a name of its own, and what is not there is not told.
#include "model/srpchainjson.h"
#include "srpscene.h"

#include <QtTest>

using namespace rdma;

namespace {

template <typename Enum> void expectNames(Enum last, const std::function<QString(Enum)> &nameIn)
{
    QSet<QString> names;
    for (int value = 0; value <= static_cast<int>(last); ++value)
        names.insert(nameIn(static_cast<Enum>(value)));
    QCOMPARE(names.size(), static_cast<int>(last) + 1);
    QVERIFY(!names.contains(QString()));
}

} // namespace

class SrpChainJsonTest : public QObject {
    Q_OBJECT
private slots:
    void everyValueHasAName()
    {
        expectNames<ChainLink>(ChainLink::Disk,
                               [](ChainLink link) { return toJson(ChainCheck{.link = link})[u"link"_s].toString(); });
        expectNames<ChainStanding>(ChainStanding::DoesNotApply, [](ChainStanding standing) {
            return toJson(ChainCheck{.standing = standing})[u"standing"_s].toString();
        });
        expectNames<ChainFact>(ChainFact::DiskOffline,
                               [](ChainFact fact) { return toJson(ChainCheck{.fact = fact})[u"fact"_s].toString(); });
        expectNames<LoginCause>(LoginCause::LostWhileScanning, [](LoginCause cause) {
            return toJson(ChainCheck{.failure = LoginFailure{.cause = cause}})[u"failure"_s][u"cause"_s].toString();
        });
        expectNames<ProofItem>(ProofItem::Serial, [](ProofItem item) {
            return toJson(DiskProof{.rows = {{.item = item}}})[u"proof"_s][0][u"item"_s].toString();
        });
        for (int cure = 1; cure <= static_cast<int>(LoginCure::ReadTargetLog); ++cure)
            QVERIFY(!toJson(ChainCheck{.cure = static_cast<LoginCure>(cure)})[u"cure"_s].toString().isEmpty());
    }

    void aRefusedLogin()
    {
        SrpScene scene = overInfiniBand();
        scene.logOut();
        scene.log = chapter::logOf(chapter::refusedAtTarget + chapter::refusedAtInitiator);
        const QJsonObject broken = toJson(scene.broken().value());
        QCOMPARE(broken[u"link"_s], u"Permission"_s);
        QCOMPARE(broken[u"fact"_s], u"NotPermitted"_s);
        QCOMPARE(broken[u"text"_s], chapter::initiatorId);
        QCOMPARE(broken[u"failure"_s][u"cause"_s], u"NoAcl"_s);
        QCOMPARE(broken[u"failure"_s][u"reason"_s], 0x00010006);
        QCOMPARE(broken[u"failure"_s][u"to"_s], chapter::targetGid);
        QCOMPARE(broken[u"failure"_s][u"initiator"_s], chapter::initiatorId);
        QCOMPARE(broken[u"cure"_s], u"AllowInitiator"_s);
    }

    void whatIsNotThereIsNotTold()
    {
        const QJsonObject login = toJson(overInfiniBand().check(ChainLink::Permission));
        QCOMPARE(login.keys(), QStringList({u"fact"_s, u"link"_s, u"standing"_s}));
        const QJsonObject size = toJson(DiskProof{.rows = {{.item = ProofItem::Size}}})[u"proof"_s][0].toObject();
        QVERIFY(size[u"value"_s].isNull());
        QVERIFY(!size.contains(u"expected"_s));
    }
};

QTEST_GUILESS_MAIN(SrpChainJsonTest)
#include "srpchainjsontest.moc"
