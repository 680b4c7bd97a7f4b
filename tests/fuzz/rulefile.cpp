// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of editing a rules file: an edit changes the rule it is about, and no byte of another line.
#include "model/rulelines.h"
#include "model/udevrules.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

std::vector<RuleLine> rulesIn(const LineDocument &document)
{
    const auto lines = ruleLines(document);
    law(lines.has_value(), "an edit leaves a file that udev reads");
    return lines->rules;
}

void checkParts(const LineDocument &document, const RuleLine &rule)
{
    QByteArray joined;
    for (const RuleLine::Part &part : rule.parts) {
        law(part.start == joined.size(), "parts follow each other");
        joined += document.text(part.line).mid(part.offset, part.size);
    }
    law(joined == rule.text, "every byte of a rule lies where its part says");
}

void checkRename(const LineDocument &document, const std::vector<RuleLine> &before, std::size_t i)
{
    const auto renamed = withRuleName(document, before[i], "other0");
    if (!renamed)
        return;
    law(renamed->count() == document.count(), "renaming keeps the number of lines");
    qsizetype touched = 0;
    for (qsizetype line = 0; line < document.count(); ++line)
        touched += renamed->text(line) == document.text(line) ? 0 : 1;
    law(touched <= 1, "renaming touches one line");
    const auto after = rulesIn(*renamed);
    law(after.size() == before.size(), "renaming keeps the rules");
    for (std::size_t k = 0; k < after.size(); ++k)
        law(after[k].text == (k == i ? withName(before[k].text, "other0") : before[k].text), "other rules stay");
}

void checkRemoval(const LineDocument &document, const std::vector<RuleLine> &before, std::size_t i)
{
    const auto removed = withoutRule(document, before[i]);
    if (!removed)
        return;
    const auto after = rulesIn(*removed);
    law(after.size() == before.size() - 1, "removing takes one rule");
    for (std::size_t k = 0; k < after.size(); ++k)
        law(after[k].text == before[k < i ? k : k + 1].text, "other rules stay");
}

void checkAddition(const LineDocument &document, const std::vector<RuleLine> &before)
{
    const QByteArray rule = formatIpoibRule(Guid{0xf4521403007bcba1}, "mlx4_ib0");
    const auto longer = withRule(document, rule);
    if (!longer)
        return;
    law(longer->bytes().startsWith(document.bytes()), "adding keeps every byte");
    const auto after = rulesIn(*longer);
    law(after.size() == before.size() + 1 && after.back().text == rule, "adding adds this rule");
}

} // namespace

void fuzz(const QByteArray &input)
{
    const LineDocument document(input);
    const auto lines = ruleLines(document);
    if (!lines) {
        law(!withRule(document, "x"), "a file that udev ignores is not added to");
        return;
    }
    constexpr std::size_t enough = 12; // each rule costs two passes over the file
    for (std::size_t i = 0; i < std::min(lines->rules.size(), enough); ++i) {
        checkParts(document, lines->rules[i]);
        checkRename(document, lines->rules, i);
        checkRemoval(document, lines->rules, i);
    }
    checkAddition(document, lines->rules);
}

} // namespace rdma
