// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain and the proof as a person sees them: rows, what to do, a button where this program does it.
#include "gui/pages/chainrows.h"
#include "tests/model/srpscene.h"

#include <QTest>

using namespace Qt::StringLiterals;

namespace rdma {

class ChainRowsTest : public QObject {
    Q_OBJECT

private slots:
    void theBrokenRowSaysWhatToDo();
    void theTargetsOwnerDoesTheRest();
    void aProofIsRowsAsWell();
};

void ChainRowsTest::theBrokenRowSaysWhatToDo()
{
    SrpScene scene = overInfiniBand();
    scene.live.moduleLoaded = false;
    const auto rows = checkRows(scene.chain(), false);
    QCOMPARE(rows.size(), 9);
    QCOMPARE(rows[0], (CheckRow{CheckStanding::Good, u"Cable"_s, u"The line to the other end is up."_s, {}}));
    QCOMPARE(rows[2].evidence, u"The port’s subnet manager is at LID 1."_s);
    QCOMPARE(rows[3],
             (CheckRow{CheckStanding::Broken, u"Kernel module"_s,
                       u"The kernel module ib_srp is not loaded.\nConnect, which loads ib_srp."_s, u"Connect"_s}));
    QCOMPARE(rows[8].standing, CheckStanding::NotKnown);
    QVERIFY(rows[8].cure.isEmpty());
}

void ChainRowsTest::theTargetsOwnerDoesTheRest()
{
    SrpScene scene = overInfiniBand();
    scene.logOut();
    scene.log = chapter::logOf(chapter::refusedAtInitiator);
    const auto theirs = checkRows(scene.chain(), false)[6];
    QVERIFY(theirs.cure.isEmpty());
    QVERIFY(theirs.evidence.contains(chapter::initiatorId));
    QVERIFY(theirs.evidence.contains(u"Ask whoever administers the target"_s));
    const auto ours = checkRows(scene.chain(), true)[6];
    QCOMPARE(ours.cure, u"Allow This Initiator…"_s);
}

void ChainRowsTest::aProofIsRowsAsWell()
{
    const auto rows = checkRows(srpProof(onOneHost().scene()).at(0));
    QCOMPARE(rows.size(), 6);
    QCOMPARE(rows[1], (CheckRow{CheckStanding::Good, u"SCSI address"_s, u"7:0:0:0"_s, {}}));
    QVERIFY(rows[5].evidence.endsWith(u", as exported"_s));
}

} // namespace rdma

QTEST_GUILESS_MAIN(rdma::ChainRowsTest)
#include "chainrowstest.moc"
