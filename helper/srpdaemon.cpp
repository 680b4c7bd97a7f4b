// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading how srp_daemon is set up. rdma-core: srp_daemon/srp_daemon.service.in, srp_daemon_port@.service.in.
#include "helper/srpdaemon.h"

#include "helper/units.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

DaemonKind kindOn(const Host &host)
{
    if (hasUnitFile(host, u"srp_daemon_port@.service"_s))
        return DaemonKind::PerPort;
    return hasUnitFile(host, srpDaemonUnit) ? DaemonKind::One : DaemonKind::None;
}

QString wordsOf(RulesFault fault)
{
    switch (fault) {
    case RulesFault::NoNewline:
        return u"no newline at its end"_s;
    case RulesFault::LineTooLong:
        return u"too long"_s;
    case RulesFault::NeitherAllowNorDeny:
        return u"begins with neither a nor d"_s;
    case RulesFault::BadItem:
        return u"a key or a value that srp_daemon does not take"_s;
    case RulesFault::OptionsTooLong:
        return u"too many options"_s;
    }
    Q_UNREACHABLE_RETURN({});
}

/// A remark is for everybody: of a file that not everybody may read it has no text.
QString told(const RulesProblem &problem, bool isPublic)
{
    const QString where = u"%1: "_s.arg(problem.line) + wordsOf(problem.fault);
    return isPublic ? QString(where + ": "_L1 + problem.text) : where;
}

void readRules(DaemonState &state, const Host &host)
{
    auto bytes = host.read(state.rulesFile);
    if (!bytes) {
        state.rulesError = bytes.error();
        state.notes.push_back({NoteCode::UnreadableFile, state.rulesFile, bytes.error().detail});
        return;
    }
    state.rulesBytes = *std::move(bytes);
    auto rules = rulesIn(state.rulesBytes.value_or(QByteArray()));
    if (rules) {
        state.rules = *std::move(rules);
        return;
    }
    state.rulesError = Error{ErrorCode::BadFile, state.rulesFile, u"line %1"_s.arg(rules.error().line)};
    state.notes.push_back(
        {NoteCode::RulesRefused, state.rulesFile, told(rules.error(), host.isReadableByAll(state.rulesFile))});
}

void readUnits(DaemonState &state, const Host &host, const std::vector<PortId> &ports)
{
    if (state.kind == DaemonKind::None)
        return;
    state.units[srpDaemonUnit] = readUnit(host, srpDaemonUnit);
    if (state.kind == DaemonKind::PerPort)
        for (const PortId &port : ports)
            state.units[srpDaemonPortUnit(port)] = readUnit(host, srpDaemonPortUnit(port));
}

/// An instance that is wanted at boot takes srp_daemon.service with it (BindsTo=), and that starts all the others.
bool startsAtBoot(const DaemonState &state)
{
    return std::ranges::any_of(state.units,
                               [](const auto &one) { return one.second.enabled && !isMasked(one.second); }) &&
           !isMasked(state.units.at(srpDaemonUnit));
}

bool isMasked(const DaemonState &state, const PortId &port)
{
    const auto unit = state.units.find(srpDaemonPortUnit(port));
    return unit != state.units.end() && isMasked(unit->second);
}

/// srp_daemon.service starts the instances; where it runs, an instance may have ended by itself.
bool runsOn(const DaemonState &state, const PortId &port)
{
    const auto unit = state.units.find(state.kind == DaemonKind::PerPort ? srpDaemonPortUnit(port) : srpDaemonUnit);
    return unit != state.units.end() && unit->second.active;
}

std::vector<PortId> stoppedPorts(const DaemonState &state)
{
    std::vector<PortId> ports;
    for (const auto &[port, isSet] : state.enabled)
        if (isSet && !state.rulesError && !runsOn(state, port))
            ports.push_back(port);
    return ports;
}

} // namespace

Result<DaemonState> readDaemon(const Host &host, const std::vector<PortId> &infiniBandPorts)
{
    DaemonState state;
    state.kind = kindOn(host);
    readRules(state, host);
    readUnits(state, host, infiniBandPorts);
    const bool starts = state.kind != DaemonKind::None && startsAtBoot(state);
    for (const PortId &port : infiniBandPorts)
        state.enabled[port] = starts && !isMasked(state, port);
    state.stopped = stoppedPorts(state);
    state.multipathd = isUnitActive(host, u"multipathd.service"_s);
    return state;
}

} // namespace rdma
