// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// All rules about locked memory as lines of a table.
#include "gui/words/limitsrulelines.h"

#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>
#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsRuleLines)
};

/// limits.conf before limits.d, those by the bytes of their names, then the lines.
struct Place {
    bool isDropIn = false;
    QByteArray name;
    int line = 0;

    auto operator<=>(const Place &) const = default;
};

Place placeOf(const QString &path, int line)
{
    const QString directory = path.section(u'/', -2, -2);
    return {directory == "limits.d"_L1, path.section(u'/', -1).toUtf8(), line};
}

QString idOf(const QString &kind, const QString &path, int line)
{
    return kind + u' ' + path + u':' + QString::number(line);
}

LimitLine lineOf(const ShownRule &rule)
{
    const bool isExemption = rule.kind == LimitRule::Exempt;
    const QString place = placeWords(rule.path, rule.line);
    const QString who = domainWords(rule.domain);
    LimitLine line{idOf(u"rule"_s, rule.path, rule.line), {place, who, ruleKindWords(rule.kind)}};
    if (!isExemption) {
        line.cells.append({ruleAmountWords(rule), {}});
        line.remark = Words::tr("whether this rule wins depends on who logs in.");
        return line;
    }
    line.cells.append({{}, Words::tr("nothing is set for them")});
    line.remark = Words::tr("no rule of any file is about them: they keep what whatever opens the session has.");
    return line;
}

LimitLine lineOf(const ShownLimitProblem &problem)
{
    const QString said = plain(problem.said);
    const QString advice = limitProblemAdvice(problem.kind);
    return {.id = idOf(u"problem"_s, problem.path, problem.line),
            .cells = {placeWords(problem.path, problem.line),
                      {},
                      {},
                      {},
                      fill(Words::tr("does nothing: %1"), limitProblemLabel(problem.kind))},
            .isProblem = true,
            .remark = said.isEmpty() ? advice : fill(Words::tr("%2\npam_limits says: %1"), said, advice)};
}

LimitLine lineOf(const PlacedLimit &limit, const QString &who)
{
    const bool isOne = limit.limit.soft == limit.limit.hard;
    const QString both = fill(Words::tr("%1, %2"), memoryWords(limit.limit.soft), memoryWords(limit.limit.hard));
    return {.id = idOf(u"systemd"_s, limit.path, limit.line) + u' ' + who,
            .cells = {placeWords(limit.path, limit.line), who,
                      isOne ? ruleKindWords(LimitRule::Both) : Words::tr("soft, hard"),
                      isOne ? memoryWords(limit.limit.soft) : both}};
}

LimitLine lineOf(const UnitLimitComplaint &complaint, const QString &who)
{
    return {.id = idOf(u"complaint"_s, complaint.path, complaint.line) + u' ' + who,
            .cells = {placeWords(complaint.path, complaint.line), who, {}, {}, Words::tr("does nothing")},
            .isProblem = true,
            .remark = unitProblemWords(complaint.problem)};
}

void append(std::vector<LimitLine> &lines, const UnitMemlock &unit, const QString &who, const QString &reach)
{
    for (const PlacedLimit &lost : unit.overridden) {
        LimitLine &line = lines.emplace_back(lineOf(lost, who));
        line.cells.append(Words::tr("overridden"));
        line.remark = fill(Words::tr("it does not count, since %1 is read later."),
                           unit.winner ? placeWords(unit.winner->path, unit.winner->line) : QString());
    }
    if (unit.winner) {
        LimitLine &line = lines.emplace_back(lineOf(*unit.winner, who));
        line.cells.append(QString());
        line.remark = reach;
    }
    for (const UnitLimitComplaint &complaint : unit.complaints)
        lines.push_back(lineOf(complaint, who));
}

QString reachWords(LimitSource source, LimitReceiver receiver)
{
    return fill(Words::tr("a change takes effect %1."), effectWords(source, receiver));
}

bool isUserManager(const QString &unit)
{
    return unit.startsWith("user@"_L1);
}

} // namespace

std::vector<LimitLine> ruleLines(const LimitsLive &live)
{
    std::vector<std::pair<Place, LimitLine>> placed;
    for (const ShownRule &rule : live.rules)
        placed.emplace_back(placeOf(rule.path, rule.line), lineOf(rule));
    for (const ShownLimitProblem &problem : live.problems)
        placed.emplace_back(placeOf(problem.path, problem.line), lineOf(problem));
    std::ranges::stable_sort(placed, {}, [](const auto &one) { return one.first; });
    std::vector<LimitLine> lines;
    for (auto &[place, line] : placed)
        lines.push_back(std::move(line));
    append(lines, live.system, Words::tr("services, by default"),
           reachWords(LimitSource::SystemDefault, LimitReceiver::Service));
    append(lines, live.user, Words::tr("units of users, by default"),
           reachWords(LimitSource::UserDefault, LimitReceiver::Desktop));
    for (const auto &[unit, memlock] : live.units)
        append(lines, memlock, fill(Words::tr("service %1"), technical(unit)),
               isUserManager(unit) ? reachWords(LimitSource::UserManagerDropIn, LimitReceiver::Desktop)
                                   : reachWords(LimitSource::ServiceDropIn, LimitReceiver::Service));
    return lines;
}

QString usualWords(const LimitsLive &live)
{
    const QString limit = limitWords(live.usual);
    if (live.system.winner && live.system.winner->limit != live.usual)
        return fill(Words::tr("Services of which nobody says anything have %1."), limit) + u' ' +
               fill(Words::tr("%1 has %2: systemd counts it from the next daemon-reexec or reboot on."),
                    placeWords(live.system.winner->path, live.system.winner->line),
                    limitWords(live.system.winner->limit));
    return live.system.winner
               ? fill(Words::tr("Services of which nobody says anything have %1, as %2 has it."), limit,
                      placeWords(live.system.winner->path, live.system.winner->line))
               : fill(Words::tr("Services of which nobody says anything have %1, systemd’s own default."), limit);
}

} // namespace rdma
