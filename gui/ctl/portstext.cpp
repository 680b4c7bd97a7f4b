// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "ports" prints.
#include "gui/ctl/portstext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/mstwords.h"
#include "gui/words/plaintext.h"
#include "gui/words/portswords.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QString orDash(const QString &text)
{
    return text.isEmpty() ? u"-"_s : text;
}

QString whereWords(const PortLive &port)
{
    QStringList words = port.interfaces;
    if (!port.device.isEmpty())
        words.prepend(port.device);
    return orDash(technical(words.join(u' ')));
}

QString sinceWords(const PortLive &port)
{
    QStringList words{pendingWords(port.verdict)};
    if (port.since)
        words.append(
            fill(Ctl::tr("since %1"), QDateTime::fromMSecsSinceEpoch(*port.since).toString(u"yyyy-MM-dd HH:mm")));
    words.removeAll(QString());
    return orDash(words.join(u", "_s));
}

void addRows(QList<QStringList> &rows, const QString &slot, const CardLive &card, const PortChoices &ports)
{
    const QString name = card.chip.isEmpty() ? functionKindWords(card.kind) : plain(card.chip);
    if (ports.empty())
        rows.append({technical(slot), name, u"-"_s, functionKindWords(card.kind), u"-"_s, u"-"_s, u"-"_s});
    for (const auto &[number, choice] : ports) {
        const auto found = card.ports.find(number);
        const PortLive port = found == card.ports.end() ? PortLive() : found->second;
        rows.append({technical(slot), name, QString::number(number), portNowWords(choice.now, port.found),
                     choice.atBoot == PortType::Unknown ? u"-"_s : portTypeWords(choice.atBoot), sinceWords(port),
                     whereWords(port)});
    }
}

/// " ! " before what is wrong, " - " before what is good to know, as of other tables.
QString remark(bool isProblem, const QString &words)
{
    return words.isEmpty() ? QString()
                           : (isProblem ? u" ! "_s : u" - "_s) + QString(words).replace(u'\n', u' ') + u'\n';
}

QString cardRemarks(const QString &slot, const CardLive &card, const PortChoices &ports, const BootImageLive &image)
{
    QString text;
    const auto told = [&](const QString &words) {
        return words.isEmpty() ? QString() : fill(u"%1: %2"_s, technical(slot), words);
    };
    for (const auto &[number, port] : card.ports) {
        const auto choice = ports.find(number);
        const PortType wanted = choice == ports.end() ? PortType::Unknown : choice->second.atBoot;
        const QString words = typeVerdictWords(port.verdict, wanted, card, image);
        text +=
            remark(isBad(port.verdict),
                   words.isEmpty() ? QString() : told(fill(Ctl::tr("port %1: %2"), QString::number(number), words)));
    }
    text += remark(true, told(missingCopyWords(image, card)));
    if (card.reading && card.reading->problem) {
        const auto cause = valueOf(cannotOpenCauseNames, card.reading->cause).value_or(CannotOpenCause::Unknown);
        text += remark(true, mstText(*card.reading->problem, cause, slot));
    } else if (card.road == PortRoad::None) {
        text += remark(false, told(roadReasonWords(card, ports)));
    }
    text += remark(false, told(roadWords(card)));
    if (card.road != PortRoad::None && card.reason != RoadReason::LinkTypeRows)
        text += remark(false, told(roadReasonWords(card, ports)));
    for (const PortRoad road : card.alsoSetBy)
        text += remark(true, told(otherRoadWords(road)));
    return text;
}

QString lineRemarks(const PortsConfig &config, const PortsLive &live)
{
    QString text;
    for (const auto &[line, words] : config.badLines) {
        const auto verdict = live.badLines.find(line);
        const QString wrong = verdict == live.badLines.end() ? QString() : mlx4ConfVerdictWords(verdict->second);
        text += remark(true, u"%1:%2: "_s.arg(QString(mlx4ConfPath), QString::number(line)) +
                                 fill(u"“%1” %2"_s, technical(words), wrong));
    }
    return text;
}

} // namespace

QString portsText(const PortsConfig &config, const PortsLive &live, const std::vector<Note> &notes)
{
    QList<QStringList> rows{{Ctl::tr("CARD"), Ctl::tr("CHIP"), Ctl::tr("PORT"), Ctl::tr("NOW"), Ctl::tr("AT NEXT BOOT"),
                             Ctl::tr("PENDING"), Ctl::tr("DEVICE")}};
    QString remarks;
    for (const auto &[slot, card] : live.cards) {
        const auto found = config.cards.find(slot);
        const PortChoices ports = found == config.cards.end() ? PortChoices() : found->second;
        addRows(rows, slot, card, ports);
        remarks += cardRemarks(slot, card, ports, live.image);
    }
    const QString table = live.cards.empty() ? Ctl::tr("No ConnectX card found.") + u'\n' : tableText(rows);
    for (const QString &sentence : hindranceWords(live))
        remarks += remark(true, sentence);
    return table + remarks + lineRemarks(config, live) + notesText(notes);
}

} // namespace rdma
