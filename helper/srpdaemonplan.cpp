// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Planning what srp_daemon shall do. Its one switch is srp_daemon.service, which starts an instance for every
// InfiniBand port; a port is kept out by masking its instance (srp_daemon_port@.service(5)).
#include "helper/srpdaemon.h"

#include "model/append.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

using Ports = std::map<PortId, bool>;

class Switching {
public:
    Switching(const DaemonState &state, const Ports &wanted) : m_state(state), m_wanted(wanted) {}

    std::vector<Step> run()
    {
        if (std::ranges::none_of(m_wanted, &Ports::value_type::second)) {
            leaveAll();
            return std::move(m_steps);
        }
        const bool wasOn = std::ranges::any_of(m_state.enabled, &Ports::value_type::second);
        for (const auto &[port, on] : m_wanted)
            if (m_state.kind == DaemonKind::PerPort)
                letIn(srpDaemonPortUnit(port), on);
        if (!wasOn)
            add(srpDaemonUnit, {.enabled = true, .masked = false, .active = true});
        return std::move(m_steps);
    }

private:
    [[nodiscard]] UnitState stateOf(const QString &unit) const { return m_state.units.at(unit); }

    void add(const QString &unit, const UnitState &after)
    {
        if (const UnitState before = stateOf(unit); before != after)
            m_steps.emplace_back(SwitchUnit{unit, before, after});
    }

    /// An instance that somebody enabled would start all of them again.
    void leaveAll()
    {
        for (auto [unit, after] : m_state.units)
            if (unit != srpDaemonUnit && after.enabled) {
                after.enabled = false;
                add(unit, after);
            }
        UnitState after = stateOf(srpDaemonUnit);
        after.enabled = after.active = false;
        add(srpDaemonUnit, after);
    }

    /// What runs with srp_daemon.service is started with it; beside one that runs already it has to be started alone.
    void letIn(const QString &unit, bool on)
    {
        UnitState after = stateOf(unit);
        if (isMasked(after) != on)
            return;
        after.masked = !on;
        after.maskedUntilBoot = false;
        after.active = on && stateOf(srpDaemonUnit).active;
        add(unit, after);
    }

    const DaemonState &m_state;
    const Ports &m_wanted;
    std::vector<Step> m_steps;
};

/// A port that the wish leaves out stays as it is.
Result<Ports> wantedPorts(const DaemonState &state, const Ports &wish)
{
    Ports ports = state.enabled;
    for (const auto &[port, on] : wish) {
        const auto known = ports.find(port);
        if (known == ports.end())
            return fail(ErrorCode::InvalidWish, "daemons."_L1 + port.text(), u"no InfiniBand port"_s);
        known->second = on;
    }
    return ports;
}

Result<void> expectPossible(const DaemonState &state, const Ports &wanted)
{
    if (state.kind == DaemonKind::None)
        return fail(ErrorCode::ToolMissing, u"srp_daemon"_s);
    const auto isOther = [&](const auto &one) { return one.second != wanted.begin()->second; };
    if (state.kind == DaemonKind::One && std::ranges::any_of(wanted, isOther))
        return fail(ErrorCode::InvalidWish, u"daemons"_s, u"one service for all ports"_s);
    return {};
}

Result<std::vector<Step>> switchSteps(const DaemonState &state, const Ports &wish)
{
    return wantedPorts(state, wish).and_then([&](const Ports &wanted) -> Result<std::vector<Step>> {
        if (wanted == state.enabled)
            return std::vector<Step>();
        return expectPossible(state, wanted).transform([&] { return Switching(state, wanted).run(); });
    });
}

Result<std::vector<Step>> rulesSteps(const DaemonState &state, const std::vector<DaemonRule> &wanted)
{
    if (wanted == state.rules)
        return std::vector<Step>();
    if (state.kind == DaemonKind::None)
        return fail(ErrorCode::ToolMissing, u"srp_daemon"_s);
    if (state.rulesError)
        return std::unexpected(*state.rulesError);
    return withRules(state.rulesBytes.value_or(QByteArray()), wanted).transform([&](const QByteArray &file) {
        return std::vector<Step>{
            WriteFile{.path = state.rulesFile, .before = state.rulesBytes, .after = file, .reader = Reader::SrpDaemon}};
    });
}

Step starting(const DaemonState &state, const QString &unit)
{
    UnitState after = state.units.at(unit);
    after.active = true;
    return SwitchUnit{unit, state.units.at(unit), after};
}

/// The service starts all instances; where it runs, those that ended by themselves are started alone.
std::vector<Step> startSteps(const DaemonState &state, const Ports &wish)
{
    std::vector<PortId> ports = state.stopped;
    std::erase_if(ports, [&](const PortId &port) { return wish.contains(port) && !wish.at(port); });
    if (ports.empty())
        return {};
    if (!state.units.at(srpDaemonUnit).active)
        return {starting(state, srpDaemonUnit)};
    std::vector<Step> steps;
    for (const PortId &port : ports)
        steps.push_back(starting(state, srpDaemonPortUnit(port)));
    return steps;
}

} // namespace

Result<std::vector<Step>> daemonSteps(const DaemonState &state, const SrpInitiatorConfig &now,
                                      const SrpInitiatorConfig &wanted)
{
    if (wanted.rules == now.rules && wanted.daemons == now.daemons && !wanted.startDaemon)
        return std::vector<Step>();
    return rulesSteps(state, wanted.rules).and_then([&](std::vector<Step> steps) {
        return switchSteps(state, wanted.daemons).transform([&](const std::vector<Step> &more) {
            append(steps, more);
            if (wanted.startDaemon)
                append(steps, startSteps(state, wanted.daemons));
            return std::move(steps);
        });
    });
}

} // namespace rdma
