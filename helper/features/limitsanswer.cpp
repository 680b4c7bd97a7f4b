// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits", answers: which rule holds for somebody, and what a running process has.
#include "helper/features/limits.h"

#include "helper/runninglimits.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

ShownSide shown(const LimitSide &side, const std::set<QString> &privateFiles)
{
    ShownSide result{side.winner.transform([&](const PlacedRule &rule) { return shownTo(rule, privateFiles); }), {}};
    for (const LostRule &lost : side.losers)
        result.losers.push_back({shownTo(lost.rule, privateFiles), lost.why});
    return result;
}

LoginLimit shown(const LimitChoice &choice, const std::set<QString> &privateFiles)
{
    return {.outcome = choice.outcome,
            .exemption =
                choice.exemption.transform([&](const PlacedRule &rule) { return shownTo(rule, privateFiles); }),
            .soft = shown(choice.soft, privateFiles),
            .hard = shown(choice.hard, privateFiles),
            .isClamped = choice.isClamped,
            .effective = choice.effective};
}

LoginLimit loginOf(const LimitSubject &subject, const LimitsMachine &live, const LimitStart &start)
{
    return shown(chooseLimits(linesOf(live.limitsFiles, live.pam), subject, start, live.pam), live.privateFiles);
}

/// systemd gives a service its limits before it calls PAM for it (exec_child() in src/core/exec-invoke.c).
LoginLimit managerOf(const UserAccount &account, const LimitsMachine &live)
{
    LimitStart start = live.start;
    if (const UnitMemlock unit = live.serviceFiles.memlockOf(u"user@%1.service"_s.arg(account.uid)); unit.winner)
        start.inherited = unit.winner->limit;
    return loginOf(limitSubjectOf(account), live, start);
}

Result<LimitsView> answered(LimitAnswer answer)
{
    LimitsView view;
    view.live.answer = std::move(answer);
    return view;
}

Result<LimitsView> answerForUser(const QString &name, Machine &machine, const LimitsMachine &live)
{
    return machine.accounts.user(name).and_then([&](const auto &account) -> Result<LimitsView> {
        if (!account)
            return fail(ErrorCode::NotFound, name, u"user"_s);
        return answered(
            {.login = loginOf(limitSubjectOf(*account), live, live.start), .manager = managerOf(*account, live)});
    });
}

Result<LimitsView> answerForGroup(const QString &name, Machine &machine, const LimitsMachine &live)
{
    return machine.accounts.group(name).and_then([&](const auto &group) -> Result<LimitsView> {
        if (!group)
            return fail(ErrorCode::NotFound, name, u"group"_s);
        return answered({.login = loginOf(someone(group), live, live.start)});
    });
}

Result<LimitsView> answerForUnit(const QString &asked, const LimitsMachine &live)
{
    const QString unit = live.serviceFiles.ownNameOf(asked);
    if (!live.serviceFiles.has(unit))
        return fail(ErrorCode::NotFound, asked, u"service"_s);
    return answered({.unit = live.serviceFiles.memlockOf(unit)});
}

/// A number where nobody has that uid any more.
QString nameOf(quint32 uid, const Accounts &accounts)
{
    return accounts.nameOf(uid).value_or(std::nullopt).value_or(QString::number(uid));
}

RunningLimit shown(const RunningProcess &process, const Accounts &accounts)
{
    return {process.pid, process.program, nameOf(process.uid, accounts), process.unit, process.limit};
}

Result<RunningProcesses> look(Machine &machine, const QString &object)
{
    return machine.tools.run({Tool::FindLimits, object}).and_then([](const ToolOutcome &outcome) {
        return runningFromText(outcome.output);
    });
}

std::optional<LoginLimit> loginOf(const RunningLimit &process, const Accounts &accounts, const LimitsMachine &live)
{
    const bool isOfManager = process.unit.startsWith("user@"_L1);
    if (!isOfManager && !process.unit.startsWith("session-"_L1))
        return std::nullopt;
    const auto account = accounts.user(process.user).value_or(std::nullopt);
    return account.transform([&](const UserAccount &user) {
        return isOfManager ? managerOf(user, live) : loginOf(limitSubjectOf(user), live, live.start);
    });
}

LimitAnswer answerFor(const RunningLimit &process, Machine &machine, const LimitsMachine &live)
{
    LimitAnswer answer{.login = loginOf(process, machine.accounts, live), .process = process};
    if (live.serviceFiles.has(process.unit))
        answer.unit = live.serviceFiles.memlockOf(process.unit);
    return answer;
}

Result<LimitsView> answerForProcess(int pid, Machine &machine, const LimitsMachine &live)
{
    return look(machine, QString::number(pid)).and_then([&](const RunningProcesses &found) -> Result<LimitsView> {
        if (found.named.size() != 1 || found.named.front().pid != pid)
            return fail(ErrorCode::NotFound, QString::number(pid), u"process"_s);
        return answered(answerFor(shown(found.named.front(), machine.accounts), machine, live));
    });
}

Result<LimitsView> allThatRuns(Machine &machine)
{
    return look(machine, allRunning).transform([&](const RunningProcesses &found) {
        LimitsView view;
        for (const RunningProcess &process : found.named)
            view.live.running.push_back(shown(process, machine.accounts));
        if (found.more > 0)
            view.notes.push_back({NoteCode::MoreRunning, {}, QString::number(found.more)});
        return view;
    });
}

} // namespace

ShownRule shownTo(const PlacedRule &placed, const std::set<QString> &privateFiles)
{
    const LimitRule &rule = placed.rule;
    if (privateFiles.contains(placed.path))
        return {placed.path, rule.line, {}, rule.kind, {}};
    return {placed.path, rule.line, QString::fromUtf8(rule.domain.text), rule.kind, rule.amount};
}

LimitSubject limitSubjectOf(const UserAccount &account)
{
    LimitSubject subject{account.name.toUtf8(), account.uid, account.gid, {}};
    for (const GroupAccount &group : account.groups)
        subject.groups.push_back({group.name.toUtf8(), group.gid});
    return subject;
}

LimitSubject someone(const std::optional<GroupAccount> &group)
{
    constexpr quint32 lastPerson = 60000; // login.defs(5)
    if (!group)
        return {{}, lastPerson, lastPerson, {}};
    return {{}, lastPerson, lastPerson, {{group->name.toUtf8(), group->gid}}};
}

std::vector<LimitLines> linesOf(const std::vector<RulesFile> &limitsFiles, const PamLimits &pam)
{
    std::vector<LimitLines> lines;
    for (const RulesFile &file : limitsFiles)
        lines.push_back(limitLinesIn(file, pam));
    return lines;
}

Result<LimitsView> answerOfLimits(Machine &machine, const LimitsState &state, const LimitsQuery &query)
{
    if (query.user)
        return answerForUser(*query.user, machine, state.live);
    if (query.group)
        return answerForGroup(*query.group, machine, state.live);
    if (query.unit)
        return answerForUnit(*query.unit, state.live);
    if (query.pid)
        return answerForProcess(*query.pid, machine, state.live);
    return query.running ? allThatRuns(machine) : LimitsView{state.config, state.live, state.notes};
}

} // namespace rdma
