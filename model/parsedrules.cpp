// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Parsing the rules of a machine and sorting them by the ports they ask for.
#include "model/parsedrules.h"

#include <algorithm>

namespace rdma {

namespace {

bool hasKey(const Tokens &tokens, QByteArrayView key)
{
    return std::ranges::contains(tokens, key, &RuleToken::key);
}

bool decidesNames(const Tokens &tokens)
{
    return nameAssignment(tokens) || hasKey(tokens, "GOTO") || hasKey(tokens, "LABEL") ||
           std::ranges::any_of(tokens, runsLinkPolicy);
}

/// Jumps lead to labels whatever the rule there asks for: such a rule is everybody's.
void place(ParsedFile &file, std::size_t which)
{
    const Tokens &tokens = file.rules[which].tokens;
    if (!decidesNames(tokens))
        return;
    const auto port = hasKey(tokens, "LABEL") ? std::nullopt : namedGuid(tokens);
    (port ? file.ofPorts[*port] : file.common).push_back(which);
}

std::optional<NamingRule> namingRule(const ParsedFile &file, const FlowRule &rule)
{
    const RuleToken *assignment = nameAssignment(rule.tokens);
    if (!assignment || takesLinkName(*assignment))
        return std::nullopt;
    return NamingRule{file.path, rule.line, plainValue(*assignment).value_or(QByteArray()), namedGuid(rule.tokens)};
}

} // namespace

std::vector<std::size_t> ParsedFile::concerning(const UdevDevice &device) const
{
    const auto address = IpoibAddress::fromText(device.attributes.value("address"));
    std::vector<std::size_t> found = common;
    for (const auto &[port, which] : ofPorts)
        if (!address)
            found.insert(found.end(), which.begin(), which.end());
    if (const auto mine = address ? ofPorts.find(address->portGuid()) : ofPorts.end(); mine != ofPorts.end())
        found.insert(found.end(), mine->second.begin(), mine->second.end());
    std::ranges::sort(found);
    return found;
}

ParsedRules parseRules(const std::vector<RulesFile> &effective)
{
    ParsedRules parsed;
    for (const RulesFile &file : effective) {
        ParsedFile &one = parsed.emplace_back(file.path, flowRules(file.bytes));
        for (std::size_t i = 0; i < one.rules.size(); ++i)
            place(one, i);
    }
    return parsed;
}

std::vector<NamingRule> namingRules(const ParsedRules &rules)
{
    std::vector<NamingRule> found;
    for (const ParsedFile &file : rules)
        for (const FlowRule &rule : file.rules)
            if (auto naming = namingRule(file, rule))
                found.push_back(*std::move(naming));
    return found;
}

std::vector<NamingRule> rulesNaming(const ParsedRules &rules, const UdevDevice &device)
{
    std::vector<NamingRule> found;
    for (const ParsedFile &file : rules)
        for (const std::size_t which : file.concerning(device)) {
            auto naming = namingRule(file, file.rules[which]);
            if (naming && evaluate(file.rules[which].tokens, device) != Match::No)
                found.push_back(*std::move(naming));
        }
    return found;
}

} // namespace rdma
