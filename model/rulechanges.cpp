// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The longest common subsequence of two lists of rules, and what is between its members.
#include "model/rulechanges.h"

#include <algorithm>

namespace rdma {

namespace {

struct Pair {
    std::size_t present = 0;
    std::size_t wanted = 0;
};

/// How many of the rules from here on can stay.
class StayingRules {
public:
    StayingRules(const std::vector<DaemonLine> &present, const std::vector<DaemonRule> &wanted)
        : m_columns(wanted.size() + 1), m_counts((present.size() + 1) * m_columns, 0)
    {
        for (std::size_t i = present.size(); i-- > 0;)
            for (std::size_t k = wanted.size(); k-- > 0;)
                at(i, k) = present[i].rule == wanted[k] ? at(i + 1, k + 1) + 1 : std::max(at(i + 1, k), at(i, k + 1));
    }

    int &at(std::size_t present, std::size_t wanted) { return m_counts[present * m_columns + wanted]; }

private:
    std::size_t m_columns;
    std::vector<int> m_counts;
};

/// Both ends belong to it, so that the last gap is like the others.
std::vector<Pair> stayingPairs(const std::vector<DaemonLine> &present, const std::vector<DaemonRule> &wanted)
{
    StayingRules staying(present, wanted);
    std::vector<Pair> pairs;
    for (Pair next; next.present < present.size() && next.wanted < wanted.size();) {
        if (present[next.present].rule == wanted[next.wanted])
            pairs.push_back({next.present++, next.wanted++});
        else if (staying.at(next.present + 1, next.wanted) >= staying.at(next.present, next.wanted + 1))
            ++next.present;
        else
            ++next.wanted;
    }
    pairs.push_back({present.size(), wanted.size()});
    return pairs;
}

QByteArray spelled(const DaemonRule &rule, const std::vector<DaemonLine> &present)
{
    const auto same = std::ranges::find(present, rule, &DaemonLine::rule);
    return same == present.end() ? textOf(rule) : same->text;
}

/// Behind the rule before it, so that a comment at the end of the file stays there.
qsizetype placeBehind(const std::vector<DaemonLine> &present, std::size_t next)
{
    if (next > 0)
        return present[next - 1].line + 1;
    return present.empty() ? endOfFile : present.front().line;
}

} // namespace

std::vector<RuleChange> changesBetween(const std::vector<DaemonLine> &present, const std::vector<DaemonRule> &wanted)
{
    std::vector<RuleChange> changes;
    Pair from;
    for (const Pair &to : stayingPairs(present, wanted)) {
        for (; from.present < to.present && from.wanted < to.wanted; ++from.present, ++from.wanted)
            changes.push_back({RuleChange::Replace, present[from.present].line, spelled(wanted[from.wanted], present)});
        for (; from.present < to.present; ++from.present)
            changes.push_back({RuleChange::Remove, present[from.present].line, {}});
        for (; from.wanted < to.wanted; ++from.wanted)
            changes.push_back(
                {RuleChange::Insert, placeBehind(present, from.present), spelled(wanted[from.wanted], present)});
        from = {to.present + 1, to.wanted + 1};
    }
    return changes;
}

} // namespace rdma
