// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Limits of locked memory on the mock machine.
#include "tests/gui/mocklimits.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

const QString limitsConf = u"/etc/security/limits.conf"_s;
const QString rdmaConf = rdmaLimitsFile;
const QString dropIn = u"/etc/systemd/system/opensm.service.d/50-rdma-memlock.conf"_s;

constexpr MemoryAmount usual = mebibytes(8);

ShownRule everyone()
{
    return {limitsConf, 12, u"*"_s, LimitRule::Both, mebibytes(64)};
}

ShownRule group(int line, LimitRule::Kind kind)
{
    return {rdmaConf, line, u"@rdma"_s, kind, unlimitedMemory};
}

/// Of somebody in the group.
LoginLimit byGroup()
{
    LoginLimit login{.outcome = LimitOutcome::Set, .effective = sameFor(unlimitedMemory)};
    login.soft = {group(2, LimitRule::Soft), {{everyone(), LimitLoss::Rank}}};
    login.hard = {group(3, LimitRule::Hard), {{everyone(), LimitLoss::Rank}}};
    return login;
}

LoginLimit byEveryone()
{
    LoginLimit login{.outcome = LimitOutcome::Set, .effective = sameFor(mebibytes(64))};
    login.soft = login.hard = {everyone(), {}};
    return login;
}

LimitsLive live()
{
    LimitsLive live;
    live.rules = {everyone(), group(2, LimitRule::Soft), group(3, LimitRule::Hard)};
    live.problems = {{u"/etc/security/limits.d/90-site.conf"_s, 4, LimitProblem::WrongValue,
                      u"wrong limit value 'lots' for limit type 'soft'"_s}};
    live.usual = sameFor(usual);
    live.units[u"opensm.service"_s] = {PlacedLimit{dropIn, 2, sameFor(unlimitedMemory)},
                                       {{u"/usr/lib/systemd/system/opensm.service"_s, 9, sameFor(mebibytes(64))}},
                                       {}};
    live.units[u"mpi-broker.service"_s] = {
        PlacedLimit{u"/usr/lib/systemd/system/mpi-broker.service"_s, 7, {mebibytes(64), mebibytes(1024)}}, {}, {}};
    live.services = {u"mpi-broker.service"_s, u"opensm.service"_s, u"srp_daemon.service"_s};
    live.members = QStringList{u"alice"_s};
    return live;
}

} // namespace

LimitHolder holder(const QString &text)
{
    const auto holder = LimitHolder::fromText(text);
    if (!holder)
        qFatal("no holder: %s", qPrintable(text));
    return *holder;
}

MemoryLimit sameFor(MemoryAmount amount)
{
    return {amount, amount};
}

Result<LimitsState> MockLimits::answerTo(const LimitsQuery &query) const
{
    const auto answering = [](const LimitAnswer &answer) {
        LimitsState answered;
        answered.live.answer = answer;
        return answered;
    };
    if (query.running) {
        LimitsState answered;
        answered.live.running = running;
        if (more > 0)
            answered.notes = {{NoteCode::MoreRunning, {}, QString::number(more)}};
        return answered;
    }
    if (query.unit)
        return answering({{}, valueAt(state.live.units, *query.unit).value_or(UnitMemlock()), {}});
    if (query.pid && processes.contains(*query.pid))
        return answering(processes.at(*query.pid));
    const auto login = query.user    ? valueAt(users, *query.user)
                       : query.group ? valueAt(groups, *query.group)
                                     : std::nullopt;
    if (login)
        return answering({login, {}, {}, query.user ? login : std::nullopt});
    if (query == LimitsQuery())
        return state;
    return fail(ErrorCode::NotFound, query.user.value_or(query.group.value_or(QString())), {});
}

MockLimits someLimits()
{
    MockLimits limits;
    limits.state.config.users[holder(u"@rdma"_s)] = {unlimitedMemory, unlimitedMemory};
    limits.state.config.units[u"opensm.service"_s] = sameFor(unlimitedMemory);
    limits.state.live = live();
    limits.users = {{u"alice"_s, byGroup()}, {u"bob"_s, byEveryone()}};
    limits.groups = {{u"rdma"_s, byGroup()}};
    limits.running = {{2101, u"sshd"_s, u"alice"_s, u"session-4.scope"_s, sameFor(usual)},
                      {2102, u"systemd"_s, u"alice"_s, u"user@1000.service"_s, sameFor(unlimitedMemory)},
                      {2207, u"bash"_s, u"bob"_s, u"session-6.scope"_s, sameFor(mebibytes(64))},
                      {744, u"opensm"_s, u"root"_s, u"opensm.service"_s, sameFor(mebibytes(64))}};
    limits.processes[2101] = {byGroup(), {}, limits.running.front()};
    return limits;
}

QJsonObject stateJson(const LimitsState &state)
{
    return {{u"config"_s, toJson(state.config)}, {u"live"_s, toJson(state.live)}, {u"notes"_s, toJson(state.notes)}};
}

} // namespace rdma
