// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain and the proof as rows of a list of checks.
#include "gui/pages/chainrows.h"

#include "gui/words/chainwords.h"
#include "gui/words/failurewords.h"

namespace rdma {

namespace {

CheckStanding standingOf(ChainStanding standing)
{
    switch (standing) {
    case ChainStanding::Good:
        return CheckStanding::Good;
    case ChainStanding::Broken:
        return CheckStanding::Broken;
    case ChainStanding::NotKnown:
        return CheckStanding::NotKnown;
    case ChainStanding::DoesNotApply:
        break;
    }
    return CheckStanding::DoesNotApply;
}

} // namespace

QList<CheckRow> checkRows(const std::vector<ChainCheck> &chain, bool targetIsHere)
{
    QList<CheckRow> rows;
    for (const ChainCheck &check : chain) {
        CheckRow row{.standing = standingOf(check.standing),
                     .title = chainLinkLabel(check.link),
                     .evidence = chainFactWords(check),
                     .cure = cureLabel(check.cure, targetIsHere)};
        if (const QString cure = cureWords(check.cure, targetIsHere);
            check.standing == ChainStanding::Broken && !cure.isEmpty())
            row.evidence += u'\n' + cure;
        rows.append(row);
    }
    return rows;
}

QList<CheckRow> checkRows(const DiskProof &proof)
{
    QList<CheckRow> rows;
    for (const ProofRow &row : proof.rows)
        rows.append({.standing = standingOf(row.standing),
                     .title = proofLabel(row.item),
                     .evidence = proofWords(row),
                     .cure = {}});
    return rows;
}

} // namespace rdma
