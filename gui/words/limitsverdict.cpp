// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// An answer about locked memory in words and lines of a table.
#include "gui/words/limitsverdict.h"

#include "gui/words/limitswords.h"
#include "gui/words/plaintext.h"

#include <QCoreApplication>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(rdma::LimitsVerdict)
};

QString whoWords(const LimitsQuery &query, const LimitAnswer &answer)
{
    if (query.user)
        return fill(Words::tr("User %1"), technical(*query.user));
    if (query.group)
        return fill(Words::tr("Whoever is in the group %1"), technical(*query.group));
    if (query.unit)
        return fill(Words::tr("Service %1"), technical(*query.unit));
    const RunningLimit process = answer.process.value_or(RunningLimit());
    return fill(Words::tr("Process %1, %2"), QString::number(query.pid.value_or(0)), technical(process.program));
}

MemoryLimit limitOf(const LimitAnswer &answer, const LimitsLive &live)
{
    if (answer.process)
        return answer.process->limit;
    if (answer.login)
        return answer.login->effective;
    return answer.unit && answer.unit->winner ? answer.unit->winner->limit : live.usual;
}

LimitLine lineOf(const ShownRule &rule, const QString &side, const QString &fares, const QString &remark = {})
{
    const QString amount = rule.kind == LimitRule::Exempt ? QString() : ruleAmountWords(rule);
    return {.id = side + u' ' + rule.path + u':' + QString::number(rule.line),
            .cells = {placeWords(rule.path, rule.line), domainWords(rule.domain), side, amount, fares},
            .remark = remark};
}

void append(std::vector<LimitLine> &lines, const ShownSide &side, const QString &name)
{
    if (side.winner)
        lines.push_back(lineOf(*side.winner, name, Words::tr("wins")));
    for (const ShownLoss &loss : side.losers)
        lines.push_back(lineOf(loss.rule, name, lossLabel(loss.why), lossWords(loss.why, side.winner)));
}

void append(std::vector<LimitLine> &lines, const LoginLimit &login)
{
    if (login.exemption)
        lines.push_back(lineOf(*login.exemption, ruleKindWords(LimitRule::Exempt), Words::tr("wins over all rules")));
    if (login.soft == login.hard)
        return append(lines, login.soft, ruleKindWords(LimitRule::Both));
    append(lines, login.soft, ruleKindWords(LimitRule::Soft));
    append(lines, login.hard, ruleKindWords(LimitRule::Hard));
}

LimitLine lineOf(const PlacedLimit &limit, const QString &fares)
{
    return {.id = u"systemd "_s + limit.path + u':' + QString::number(limit.line),
            .cells = {placeWords(limit.path, limit.line), Words::tr("the service"), ruleKindWords(LimitRule::Both),
                      limitWords(limit.limit), fares}};
}

LimitLine lineOf(const UnitLimitComplaint &complaint)
{
    return {.id = u"complaint "_s + complaint.path + u':' + QString::number(complaint.line),
            .cells = {placeWords(complaint.path, complaint.line), {}, {}, {}, Words::tr("does nothing")},
            .isProblem = true,
            .remark = unitProblemWords(complaint.problem)};
}

/// Limits files win over what systemd gives: side by side, so that both have to say something.
bool isOutdone(const std::optional<LoginLimit> &login)
{
    return login && login->soft.winner && login->hard.winner;
}

void append(std::vector<LimitLine> &lines, const UnitMemlock &unit, const std::optional<LoginLimit> &login)
{
    if (unit.winner)
        lines.push_back(
            lineOf(*unit.winner, isOutdone(login) ? Words::tr("loses: limits files hold") : Words::tr("wins")));
    for (const PlacedLimit &lost : unit.overridden)
        lines.push_back(lineOf(lost, Words::tr("loses: a later line holds")));
    for (const UnitLimitComplaint &complaint : unit.complaints)
        lines.push_back(lineOf(complaint));
}

QStringList unitWhy(const UnitMemlock &unit, const LimitsLive &live)
{
    return {unit.winner ? fill(Words::tr("Its limit is set by %1."), placeWords(unit.winner->path, unit.winner->line))
                        : Words::tr("No file of this service says anything about it.") + u' ' + usualWords(live)};
}

QStringList managerWhy(const LimitAnswer &answer)
{
    if (!answer.manager || answer.manager->effective == answer.login->effective)
        return {};
    return {fill(
        Words::tr("What systemd starts for the user, such as a desktop, gets %1: the files of user@.service say so."),
        limitWords(answer.manager->effective))};
}

/// A process keeps what it was started with, and may have changed it since.
QStringList processWhy(const LimitAnswer &answer, const LimitsLive &live)
{
    QStringList why;
    const RunningLimit &process = *answer.process;
    if (!process.unit.isEmpty())
        why.append(fill(Words::tr("It runs for user %1 in %2."), technical(process.user), technical(process.unit)));
    if (answer.login)
        why.append(
            fill(process.limit == answer.login->effective
                     ? Words::tr("That is what a new login of the user gets, too.")
                     : Words::tr("A new login of the user gets something else: %1. What runs keeps what it has."),
                 limitWords(answer.login->effective)));
    const auto next =
        answer.unit ? std::optional(answer.unit->winner ? answer.unit->winner->limit : live.usual) : std::nullopt;
    if (next && !answer.login)
        why.append(fill(process.limit == *next
                            ? Words::tr("That is what the service gets at its next start, too.")
                            : Words::tr("At its next start the service gets something else: %1. What runs keeps what "
                                        "it has."),
                        limitWords(*next)));
    return why;
}

bool isUserManager(const LimitsQuery &query)
{
    return query.unit && query.unit->startsWith("user@"_L1);
}

/// For a service the limits files are named as well: people look for its limit there.
QString effectOf(const LimitsQuery &query, const LimitAnswer &answer)
{
    if (isUserManager(query))
        return fill(Words::tr("A changed LimitMEMLOCK= takes effect %1. Limits files win over it."),
                    effectWords(LimitSource::UserManagerDropIn, LimitReceiver::Desktop));
    if (answer.login)
        return fill(Words::tr("A changed limits file takes effect %1; for what the desktop starts, %2."),
                    effectWords(LimitSource::LimitsFile, LimitReceiver::Login),
                    effectWords(LimitSource::LimitsFile, LimitReceiver::Desktop));
    if (!answer.unit)
        return {};
    return fill(Words::tr("A changed LimitMEMLOCK= takes effect %1; a changed limits file %2."),
                effectWords(LimitSource::ServiceDropIn, LimitReceiver::Service),
                effectWords(LimitSource::LimitsFile, LimitReceiver::Service));
}

} // namespace

LimitVerdict verdictOf(const LimitsQuery &query, const LimitAnswer &answer, const LimitsLive &live)
{
    LimitVerdict verdict;
    verdict.title = fill(Words::tr("%1: %2"), whoWords(query, answer), limitWords(limitOf(answer, live)));
    if (answer.process)
        verdict.why = processWhy(answer, live);
    else if (answer.login)
        verdict.why = loginWords(*answer.login) + managerWhy(answer);
    else if (answer.unit)
        verdict.why = unitWhy(*answer.unit, live);
    if (answer.login)
        append(verdict.lines, *answer.login);
    if (answer.unit)
        append(verdict.lines, *answer.unit, answer.login);
    verdict.effect = effectOf(query, answer);
    return verdict;
}

} // namespace rdma
