// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The chain from cable to disk as text and as JSON.
#include "gui/ctl/whytext.h"

#include "gui/ctl/curecommand.h"
#include "gui/ctl/table.h"
#include "gui/words/chainwords.h"
#include "gui/words/errorwords.h"
#include "gui/words/failurewords.h"
#include "gui/words/plaintext.h"
#include "gui/words/srpinitiatorwords.h"
#include "model/srpchainjson.h"
#include "model/srpproof.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QString titleText(const WhyKnown &known)
{
    const auto target = known.config.targets.find(known.target);
    const QString path = target == known.config.targets.end() ? QString() : loginPathWords(target->second.login);
    const QString title =
        fill(Ctl::tr("Target %1 from %2"), targetIdWords(known.target), technical(known.target.port.text()));
    return title + (path.isEmpty() ? QString() : u", "_s + path) + u'\n';
}

QString chainText(const std::vector<ChainCheck> &chain)
{
    QList<QStringList> rows{{Ctl::tr("LINK"), Ctl::tr("STANDING"), Ctl::tr("EVIDENCE")}};
    for (const ChainCheck &check : chain)
        rows.append({chainLinkLabel(check.link), chainStandingWords(check.standing), chainFactWords(check)});
    return tableText(rows);
}

QString cureText(const WhyKnown &known, const ChainCheck &broken)
{
    const QString words = cureWords(broken.cure, !ownTarget(known.scene()).isEmpty());
    const QString command = commandLine(cureCommand(known, broken));
    return (words.isEmpty() ? QString() : words + u'\n') + (command.isEmpty() ? QString() : u"  "_s + command + u'\n');
}

QString logText(const WhyKnown &known)
{
    return known.logRefusal ? fill(Ctl::tr("The kernel’s log, which may know more, was not read: %1"),
                                   errorText(*known.logRefusal)) +
                                  u'\n'
                            : QString();
}

QString proofText(const DiskProof &proof)
{
    QList<QStringList> rows{
        {fill(Ctl::tr("WHAT PROVES %1"), proofTitle(proof)), Ctl::tr("STANDING"), Ctl::tr("VALUE")}};
    for (const ProofRow &row : proof.rows)
        rows.append({proofLabel(row.item), chainStandingWords(row.standing), proofWords(row)});
    return u'\n' + tableText(rows);
}

bool isAnother(const DiskProof &proof)
{
    return std::ranges::contains(proof.rows, ChainStanding::Broken, &ProofRow::standing);
}

} // namespace

QString whyText(const WhyKnown &known)
{
    const auto chain = srpChain(known.scene());
    QString text = titleText(known) + u'\n' + chainText(chain) + u'\n' + chainSummary(chain) + u'\n';
    if (const ChainCheck *broken = firstBroken(chain))
        text += chainFactWords(*broken) + u'\n' + cureText(known, *broken);
    text += logText(known);
    for (const DiskProof &proof : srpProof(known.scene()))
        text += proofText(proof);
    return text;
}

QJsonObject whyJson(const WhyKnown &known)
{
    const auto chain = srpChain(known.scene());
    QJsonArray checks;
    for (const ChainCheck &check : chain)
        checks.append(toJson(check));
    QJsonArray disks;
    for (const DiskProof &proof : srpProof(known.scene()))
        disks.append(toJson(proof));
    QJsonObject object{{u"target"_s, known.target.text()},
                       {u"ok"_s, whyExitCode(known) == ExitDone},
                       {u"logRead"_s, known.log.has_value()},
                       {u"chain"_s, checks},
                       {u"disks"_s, disks}};
    if (const ChainCheck *broken = firstBroken(chain)) {
        object[u"broken"_s] = toJson(*broken);
        if (const QStringList command = cureCommand(known, *broken); !command.isEmpty())
            object[u"command"_s] = QJsonArray::fromStringList(command);
    }
    if (known.logRefusal)
        object[u"logRefusal"_s] = toJson(*known.logRefusal);
    return object;
}

ExitCode whyExitCode(const WhyKnown &known)
{
    const auto chain = srpChain(known.scene());
    return firstBroken(chain) || std::ranges::any_of(srpProof(known.scene()), isAnother) ? ExitBroken : ExitDone;
}

} // namespace rdma
