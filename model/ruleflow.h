// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The rules of one file in the order in which udev runs them: GOTO, LABEL, and what a jump that may happen leaves in
// doubt.
#pragma once

#include "model/udevrules.h"

#include <set>

namespace rdma {

using Tokens = std::vector<RuleToken>;

struct FlowRule {
    Tokens tokens;
    int line = 0;                      ///< for people, from 1
    std::optional<std::size_t> target; ///< the rule its GOTO jumps to
};

/// The rule asks systemd's .link files for a name.
[[nodiscard]] bool runsLinkPolicy(const RuleToken &token);

/// The NAME that is assigned is the one of the .link files.
[[nodiscard]] bool takesLinkName(const RuleToken &assignment);

/// Empty for a file that udev ignores as a whole.
[[nodiscard]] std::vector<FlowRule> flowRules(const QByteArray &bytes);

/// Which rules of a file run. Jumps go forward only, so one pass is enough: a jump that may happen leaves what it skips
/// in doubt until its label. The main path takes every Unknown as a No.
class RuleFlow {
public:
    void arriveAt(std::size_t rule)
    {
        m_reached = m_pending.erase(rule) > 0 || m_reached;
        m_onMain = m_onMain || m_mainTarget == rule;
    }
    void jump(std::size_t target, Match match, bool mainJumps)
    {
        m_pending.insert(target);
        m_reached = m_reached && match != Match::Yes;
        if (m_onMain && mainJumps)
            m_mainTarget = target;
        m_onMain = m_onMain && !mainJumps;
    }
    [[nodiscard]] bool reached() const { return m_reached; }
    [[nodiscard]] bool onMain() const { return m_onMain; }
    [[nodiscard]] bool isCertain() const { return m_reached && m_pending.empty(); }

private:
    bool m_reached = true;
    bool m_onMain = true;
    std::optional<std::size_t> m_mainTarget;
    std::set<std::size_t> m_pending;
};

} // namespace rdma
