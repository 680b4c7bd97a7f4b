// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of one udev rule: tokens stand where they say, a renamed rule differs in its name alone.
#include "model/udevrules.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

using Tokens = std::vector<RuleToken>;

UdevDevice deviceWith(const QByteArray &kernelName)
{
    UdevDevice device;
    device.kernelName = kernelName;
    device.driver = "mlx4_core";
    device.attributes = {{"type", "32"}, {"address", "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"}};
    return device;
}

void checkTokens(const QByteArray &line, const Tokens &rule)
{
    law(!rule.empty(), "a rule has tokens");
    qsizetype end = 0;
    for (const RuleToken &token : rule) {
        law(token.valueStart > end, "tokens follow each other");
        law(line.mid(token.valueStart, token.value.size()) == token.value, "a value stands where it says");
        law(plainValue(token).has_value(), "udev can read what we take");
        end = token.valueStart + token.value.size();
        law(line.at(end) == '"', "a value ends at its quote");
    }
}

void checkRename(const QByteArray &line, const Tokens &rule)
{
    const QByteArray renamed = withName(line, "mlx4_ib7");
    const RuleToken *assignment = nameAssignment(rule);
    if (!assignment) {
        law(renamed == line, "a rule without a name has none to change");
        return;
    }
    const auto after = parseRule(renamed);
    law(after && assignedName(*after) == QByteArray("mlx4_ib7"), "the new name is what udev will read");
    law(after->size() == rule.size(), "renaming adds no key");
    for (std::size_t i = 0; i < rule.size(); ++i) {
        const RuleToken &one = rule[i];
        const RuleToken &other = (*after)[i];
        law(one.key == other.key && one.attribute == other.attribute && one.op == other.op, "keys stay");
        law(&one == assignment || one.value == other.value, "other values stay");
    }
    law(withName(line, "a\"b") == line && withName(line, "a\nb") == line, "a bad name is not written");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const auto rule = parseRule(input);
    if (!rule)
        return;
    checkTokens(input, *rule);
    checkRename(input, *rule);
    for (const QByteArray &kernelName : {QByteArray(), QByteArray("ib0"), QByteArray("ib0.8002")}) {
        const UdevDevice device = deviceWith(kernelName);
        law(evaluate(*rule, device) == evaluate(*rule, UdevEvent{device, {}, {}}), "both forms say the same");
    }
    if (const auto guid = namedGuid(*rule))
        law(Guid::fromHex(guid->hex()) == *guid, "a rule names ports that can be");
}

} // namespace rdma
