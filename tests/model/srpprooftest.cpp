// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What proves that a disk is the one that was exported: real values, and the target's beside them where both are here.
#include "model/srpproof.h"
#include "srpscene.h"

#include <QtTest>

using namespace rdma;
using namespace Qt::StringLiterals;

namespace {

ProofRow rowOf(const SrpScene &scene, ProofItem item)
{
    return srpProof(scene.scene()).at(0).rows.at(static_cast<std::size_t>(item));
}

} // namespace

class SrpProofTest : public QObject {
    Q_OBJECT
private slots:
    /// lsscsi of the chapter: [7:0:0:0] disk LIO-ORG vol1 4.0 /dev/sdb
    void theChapter()
    {
        const auto proofs = srpProof(overInfiniBand().scene());
        QCOMPARE(proofs.size(), 1U);
        QCOMPARE(proofs[0].path, u"/dev/sdb"_s);
        QStringList values;
        for (const ProofRow &row : proofs[0].rows) {
            QCOMPARE(row.standing, ChainStanding::Good);
            QVERIFY(!row.compared);
            values += row.value;
        }
        QCOMPARE(values, (QStringList{u"7"_s, u"7:0:0:0"_s, u"LIO-ORG"_s, u"vol1"_s, QString(),
                                      u"8a3d6c1e-0000-4000-8000-00000000c0de"_s}));
        QCOMPARE(proofs[0].rows[4].size, 83'588'284'416U);
    }

    void withBothSidesSizeAndSerialAreCompared()
    {
        SrpScene scene = onOneHost();
        QVERIFY(rowOf(scene, ProofItem::Serial).compared && rowOf(scene, ProofItem::Size).compared);
        QCOMPARE(rowOf(scene, ProofItem::Serial).standing, ChainStanding::Good);
        QCOMPARE(rowOf(scene, ProofItem::Size).standing, ChainStanding::Good);
        scene.exportsLive.backstores.begin()->second.size += 512;
        QCOMPARE(rowOf(scene, ProofItem::Size).standing, ChainStanding::Broken);
        QCOMPARE(rowOf(scene, ProofItem::Size).expectedSize, 83'588'284'928U);
        scene.exports->backstores.begin()->second.serial = u"another"_s;
        QCOMPARE(rowOf(scene, ProofItem::Serial).standing, ChainStanding::Broken);
        QCOMPARE(rowOf(scene, ProofItem::Serial).expected, u"another"_s);
    }

    void theNaaIdStandsInForTheSerial()
    {
        SrpScene scene = onOneHost();
        scene.session().luns[0].disk.serial.clear();
        QCOMPARE(rowOf(scene, ProofItem::Serial).standing, ChainStanding::Good);
        scene.session().luns[0].wwid = u"naa.60014058a3d6c1e00004000800000001"_s;
        QCOMPARE(rowOf(scene, ProofItem::Serial).standing, ChainStanding::Broken);
        scene.session().luns[0].wwid.clear();
        QCOMPARE(rowOf(scene, ProofItem::Serial).standing, ChainStanding::NotKnown);
    }

    void aSerialWithoutHexDigitsIsComparedAsItIs()
    {
        SrpLun lun;
        lun.disk.serial = u"xyz"_s;
        QVERIFY(isSerialOf(lun, u"xyz"_s));
        QVERIFY(!isSerialOf(lun, u"uvw"_s));
        QVERIFY(!isSerialOf({}, QString()));
    }

    void ofALunThatOthersMappedNothingIsCompared()
    {
        SrpScene scene = onOneHost();
        scene.session().luns[0].lun = 5;
        QVERIFY(!rowOf(scene, ProofItem::Serial).compared);
        scene.session().luns[0].lun = 1ULL << 32;
        QVERIFY(!rowOf(scene, ProofItem::Serial).compared);
    }

    void withoutASessionThereIsNothingToProve()
    {
        SrpScene scene = onOneHost();
        scene.logOut();
        QVERIFY(srpProof(scene.scene()).empty());
    }
};

QTEST_GUILESS_MAIN(SrpProofTest)
#include "srpprooftest.moc"
