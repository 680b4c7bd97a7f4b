// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What "limits" and its kin print.
#include "gui/ctl/limitstext.h"

#include "gui/ctl/printout.h"
#include "gui/ctl/table.h"
#include "gui/words/limitsverdict.h"
#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Ctl {
    Q_DECLARE_TR_FUNCTIONS(rdma::Ctl)
};

QStringList rowOf(const LimitLine &line)
{
    QStringList row;
    for (const QString &cell : line.cells)
        row.append(cell.isEmpty() ? u"-"_s : cell);
    return row;
}

/// Below the table: what there is more to say of a line.
QString remarksText(const std::vector<LimitLine> &lines, bool ofAll)
{
    QString text;
    for (const LimitLine &line : lines)
        if ((ofAll || line.isProblem) && !line.remark.isEmpty())
            text += (line.isProblem ? u" ! "_s : u" - "_s) + line.cells.front() + u": "_s +
                    QString(line.remark).replace(u'\n', u' ') + u'\n';
    return text;
}

QString tableOf(const std::vector<LimitLine> &lines, const QString &last)
{
    QList<QStringList> rows{{Ctl::tr("FILE AND LINE"), Ctl::tr("FOR"), Ctl::tr("LIMIT"), Ctl::tr("AMOUNT"), last}};
    for (const LimitLine &line : lines)
        rows.append(rowOf(line));
    return tableText(rows);
}

} // namespace

QString limitsText(const LimitsLive &live, const std::vector<Note> &notes)
{
    const auto lines = ruleLines(live);
    const QString table = lines.empty() ? Ctl::tr("No file says anything about locked memory.") + u'\n'
                                        : tableOf(lines, Ctl::tr("REMARK"));
    return table + remarksText(lines, false) + u" - "_s + usualWords(live) + u'\n' + notesText(notes);
}

QString limitAnswerText(const LimitsQuery &query, const LimitAnswer &answer, const LimitsLive &live)
{
    const LimitVerdict verdict = verdictOf(query, answer, live);
    QString text = verdict.title + u'\n';
    for (const QString &sentence : verdict.why)
        text += sentence + u'\n';
    if (!verdict.lines.empty())
        text += u'\n' + tableOf(verdict.lines, Ctl::tr("HOW IT FARES")) + remarksText(verdict.lines, true);
    return verdict.effect.isEmpty() ? text : text + u'\n' + verdict.effect + u'\n';
}

QString runningLimitsText(const std::vector<RunningLimit> &running, const std::vector<Note> &notes)
{
    if (running.empty())
        return Ctl::tr("No session and no service runs.") + u'\n';
    QList<QStringList> rows{{Ctl::tr("USER"), Ctl::tr("UNIT"), Ctl::tr("PROCESS"), Ctl::tr("SOFT"), Ctl::tr("HARD")}};
    for (const RunningLimit &one : running)
        rows.append({technical(one.user), technical(one.unit),
                     fill(u"%1 %2"_s, QString::number(one.pid), technical(one.program)), memoryWords(one.limit.soft),
                     memoryWords(one.limit.hard)});
    return tableText(rows) + notesText(notes);
}

} // namespace rdma
