// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator", planning: log out, set, log in, look for LUNs; what is remembered comes last.
#include "helper/features/srpinitiator.h"

#include "model/append.h"
#include "model/srpuses.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

SrpSetup setupOf(const KnownTarget &target)
{
    return {target.login, target.timeouts};
}

class Planning {
public:
    Planning(const SrpInitiatorState &current, const SrpInitiatorConfig &wanted) : m_current(current), m_wanted(wanted)
    {
    }

    Result<Plan> run()
    {
        for (const auto &[id, target] : m_current.config.targets)
            if (target.connected && !wishes(id).connected)
                m_plan.steps.emplace_back(ChangeSession{id, knownSetupOf(id, target), std::nullopt});
        for (const auto &[id, target] : m_wanted.targets)
            addTimeouts(id, target);
        const auto logins = m_plan.steps.size();
        for (const auto &[id, target] : m_wanted.targets)
            if (target.connected && !present(id).connected)
                m_plan.steps.emplace_back(ChangeSession{id, std::nullopt, setupOf(target)});
        if (m_plan.steps.size() > logins && !m_current.live.moduleLoaded)
            m_plan.steps.emplace(m_plan.steps.begin(), SwitchModule{u"ib_srp"_s, false, true});
        for (const auto &[id, target] : m_wanted.targets)
            if (target.rescan)
                m_plan.steps.emplace_back(RescanSession{id});
        return addFiles();
    }

private:
    KnownTarget present(const SrpTargetId &id) const { return valueIn(m_current.config.targets, id); }
    KnownTarget wishes(const SrpTargetId &id) const { return valueIn(m_wanted.targets, id); }

    static KnownTarget valueIn(const std::map<SrpTargetId, KnownTarget> &targets, const SrpTargetId &id)
    {
        const auto found = targets.find(id);
        return found == targets.end() ? KnownTarget{} : found->second;
    }

    /// What another login could be made of. Of a session that others made the kernel does not show all, and of two
    /// under one id not which is which.
    SrpSetup knownSetupOf(const SrpTargetId &id, const KnownTarget &target) const
    {
        const auto sessions = m_current.live.sessions.find(id);
        const bool isOne = sessions != m_current.live.sessions.end() && sessions->second.size() == 1;
        SrpSetup setup = setupOf(target);
        if (!isOne || !m_current.live.remembered.contains(id))
            setup.login.path.reset();
        return setup;
    }

    void addTimeouts(const SrpTargetId &id, const KnownTarget &wanted)
    {
        const KnownTarget now = present(id);
        if (now.connected && wanted.connected && now.timeouts != wanted.timeouts)
            m_plan.steps.emplace_back(ChangeSession{id, setupOf(now), SrpSetup{now.login, wanted.timeouts}});
    }

    /// What was remembered, and what this wish is about. Sessions of others are theirs to remember.
    RememberedTargets remembered() const
    {
        RememberedTargets targets;
        for (const auto &[id, target] : m_wanted.targets) {
            KnownTarget asked = target;
            asked.rescan = false;
            const auto before = m_current.live.remembered.find(id);
            if (asked != present(id))
                targets[id] = {target.login, target.atBoot, target.timeouts};
            else if (before != m_current.live.remembered.end())
                targets.insert(*before); // as it is: its session may have other timeouts
        }
        return targets;
    }

    /// A session that runs is not ended because it could not be written down: these steps are loose.
    Result<Plan> addFiles()
    {
        const std::size_t machineSteps = m_plan.steps.size();
        if (const RememberedTargets targets = remembered(); targets != m_current.live.remembered) {
            if (m_current.live.unreadable)
                return std::unexpected(*m_current.live.unreadable);
            m_plan.steps.emplace_back(WriteFile{.path = knownTargetsPath,
                                                .before = m_current.live.file.value_or(std::nullopt),
                                                .after = knownTargetsFile(targets),
                                                .mode = privateMode, // an initiator_ext opens what an ACL guards
                                                .makesDirectory = true});
        }
        m_plan.looseSteps = machineSteps == 0 ? 0 : m_plan.steps.size() - machineSteps;
        return addDaemons();
    }

    /// Before the loose ones: what fails of it is taken back.
    Result<Plan> addDaemons()
    {
        auto steps = daemonSteps(m_current.live.daemonState, m_current.config, m_wanted);
        if (!steps)
            return std::unexpected(steps.error());
        addBootLogins(*steps);
        m_plan.steps.insert(m_plan.steps.end() - static_cast<std::ptrdiff_t>(m_plan.looseSteps), steps->begin(),
                            steps->end());
        return std::move(m_plan);
    }

    /// Who chooses a target for each boot wants it to be logged in to.
    void addBootLogins(std::vector<Step> &steps) const
    {
        const auto isNews = [this](const auto &target) {
            return target.second.atBoot && !present(target.first).atBoot;
        };
        const auto &unit = m_current.live.bootLogins;
        if (!unit || (unit->enabled && !isMasked(*unit)) || std::ranges::none_of(m_wanted.targets, isNews))
            return;
        steps.emplace_back(
            SwitchUnit{srpConnectUnit, *unit, {.enabled = true, .masked = false, .active = unit->active}});
    }

    const SrpInitiatorState &m_current;
    const SrpInitiatorConfig &m_wanted;
    Plan m_plan{.feature = u"srp_initiator"_s};
};

} // namespace

Result<Plan> planSrpInitiator(const SrpInitiatorState &current, const SrpInitiatorConfig &wanted)
{
    return checkInitiatorWish(current, wanted).and_then([&] { return Planning(current, wanted).run(); });
}

} // namespace rdma
