// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Reading the rules of a file and finding where their GOTOs lead.
#include "model/ruleflow.h"

#include "model/rulelines.h"

#include <QHash>

namespace rdma {

namespace {

/// GOTO: the first of the rule. LABEL: the last of the rule.
std::optional<QByteArray> flowValue(const Tokens &tokens, QByteArrayView key)
{
    std::optional<QByteArray> value;
    for (const RuleToken &token : tokens)
        if (token.key == key && (!value || key == "LABEL"))
            value = plainValue(token);
    return value;
}

/// A GOTO jumps forward to the next rule with its label, or nowhere.
void resolveTargets(std::vector<FlowRule> &rules)
{
    QHash<QByteArray, std::size_t> next;
    for (std::size_t i = rules.size(); i-- > 0;) {
        if (const auto label = flowValue(rules[i].tokens, "GOTO"); label && next.contains(*label))
            rules[i].target = next.value(*label);
        if (const auto label = flowValue(rules[i].tokens, "LABEL"))
            next[*label] = i;
    }
}

} // namespace

bool runsLinkPolicy(const RuleToken &token)
{
    return token.key == "IMPORT" && (token.attribute == "builtin" || token.attribute == "program") &&
           plainValue(token).value_or(QByteArray()).startsWith("net_setup_link");
}

bool takesLinkName(const RuleToken &assignment)
{
    const auto value = plainValue(assignment);
    return value == "$env{ID_NET_NAME}" || value == "%E{ID_NET_NAME}";
}

std::vector<FlowRule> flowRules(const QByteArray &bytes)
{
    std::vector<FlowRule> rules;
    const auto lines = ruleLines(LineDocument(bytes));
    if (!lines)
        return rules; // udev ignores such a file as a whole
    for (const RuleLine &line : lines->rules)
        if (auto tokens = parseRule(line.text))
            rules.push_back({std::move(*tokens), line.number(), std::nullopt});
    resolveTargets(rules);
    return rules;
}

} // namespace rdma
