// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What there is to tell of one card beside its choices.
#include "gui/pages/portsfacts.h"

#include "gui/words/mstwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QCoreApplication>
#include <QDateTime>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct PortsPageWords {
    Q_DECLARE_TR_FUNCTIONS(rdma::PortsPage)
};

void add(QList<Fact> &facts, const QString &label, const QString &value, Fact::Kind kind = Fact::Kind::Text)
{
    if (!value.isEmpty())
        facts.append({label, value, kind});
}

const PortChoices &portsOf(const PortsState &state, const QString &slot)
{
    static const PortChoices none;
    const auto card = state.config.cards.find(slot);
    return card == state.config.cards.end() ? none : card->second;
}

QString timeWords(qint64 when)
{
    return QDateTime::fromMSecsSinceEpoch(when).toString(u"yyyy-MM-dd HH:mm"_s);
}

QString readingWords(const CardLive &card, const QString &slot)
{
    if (!card.reading)
        return {};
    const QString when = fill(PortsPageWords::tr("Read: %1"), timeWords(card.reading->read));
    if (!card.reading->problem)
        return when;
    const auto cause = valueOf(cannotOpenCauseNames, card.reading->cause).value_or(CannotOpenCause::Unknown);
    QString words = when + u'\n' + mstText(*card.reading->problem, cause, slot);
    if (!card.reading->detail.isEmpty())
        words += u'\n' + fill(PortsPageWords::tr("mstconfig says: %1"), technical(card.reading->detail));
    return words;
}

QString keptWords(const CardLive &card, const PortChoices &ports)
{
    QStringList sentences{roadWords(card)};
    if (card.reason != RoadReason::LinkTypeRows)
        sentences.append(roadReasonWords(card, ports));
    for (const PortRoad road : card.alsoSetBy)
        sentences.append(otherRoadWords(road));
    sentences.removeAll(QString());
    return sentences.join(u'\n');
}

QString imageWords(const PortsLive &live, const CardLive &card)
{
    const bool isOfFiles = card.road == PortRoad::Mlx4Conf || card.road == PortRoad::ModuleOption;
    return isOfFiles ? bootImageWords(live.image) : QString();
}

} // namespace

PortNews newsOf(const PortsState &state, const QString &slot)
{
    const CardLive &card = state.live.cards.at(slot);
    PortNews news;
    bool waits = false;
    for (const auto &[port, live] : card.ports) {
        const PortType atBoot = typeAt(state, {slot, port, PortWhen::AtBoot});
        const PortType now = presentType(state, slot, port);
        const bool isNow = live.verdict == TypeVerdict::HarmlessMessage;
        const QString words = typeVerdictWords(live.verdict, isNow ? now : atBoot, card, state.live.image);
        if (!words.isEmpty())
            news.sentences.append(fill(PortsPageWords::tr("Port %1: %2"), QString::number(port), words));
        news.isBad = news.isBad || isBad(live.verdict);
        news.hasMessages = news.hasMessages || isBad(live.verdict) || live.verdict == TypeVerdict::HarmlessMessage;
        waits = waits || isPending(live.verdict);
    }
    if (card.restart && waits)
        news.sentences.append(restartWords(*card.restart));
    if (const QString words = missingCopyWords(state.live.image, card); !words.isEmpty()) {
        news.sentences.append(words);
        news.isBad = true;
    }
    news.canRebuild = lacksCopy(state.live.image, card) && isBuiltHere(state.live.image.builder);
    return news;
}

QList<Fact> factsOf(const PortsState &state, const QString &slot)
{
    const CardLive &card = state.live.cards.at(slot);
    const bool isCard = card.kind == FunctionKind::Card;
    QList<Fact> facts;
    add(facts, isCard ? PortsPageWords::tr("Kept") : PortsPageWords::tr("Why"), keptWords(card, portsOf(state, slot)));
    add(facts, PortsPageWords::tr("Changed"), nowWords(card));
    add(facts, PortsPageWords::tr("Boot image"), imageWords(state.live, card));
    add(facts, PortsPageWords::tr("Firmware’s answer"), readingWords(card, slot));
    add(facts, PortsPageWords::tr("Firmware"), technical(card.firmware));
    add(facts, PortsPageWords::tr("Board"), plain(card.boardId), Fact::Kind::Exact);
    if (isCard)
        add(facts, PortsPageWords::tr("Driver"),
            card.driver.isEmpty() ? PortsPageWords::tr("none: this kernel has no driver for the card")
                                  : technical(card.driver));
    if (card.functions.size() > 1)
        add(facts, PortsPageWords::tr("Functions"), technical(card.functions.join(u", "_s), 400));
    return facts;
}

QString readingWords(const PortsLive &live)
{
    qint64 last = 0;
    for (const auto &[slot, card] : live.cards)
        if (card.reading)
            last = std::max(last, card.reading->read);
    return last == 0 ? PortsPageWords::tr("The firmware was not read since this computer started. Reading it takes up "
                                          "to a minute and may need a password.")
                     : fill(PortsPageWords::tr("The firmware was read: %1."), timeWords(last));
}

} // namespace rdma
