// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names", planning: what a wish may want, the edited rules file, the renames and what the user should know.
#include "helper/features/names.h"
#include "helper/udevfiles.h"
#include "model/ifname.h"

#include <algorithm>
#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

QString keyOf(const InterfaceId &id, QLatin1StringView field)
{
    return "interfaces."_L1 + id.text() + u'.' + field;
}

std::unexpected<Error> refuse(const InterfaceId &id, QLatin1StringView field, const QString &why)
{
    return fail(ErrorCode::InvalidWish, keyOf(id, field), why);
}

/// Who is given which name by the host's effective rules.
using GivenNames = std::multimap<QByteArray, std::optional<Guid>>;

GivenNames givenNames(const ParsedRules &rules)
{
    GivenNames given;
    for (const NamingRule &rule : namingRules(rules))
        given.emplace(rule.name, rule.port);
    return given;
}

bool isNamedByAnotherRule(const GivenNames &given, const InterfaceId &id, const QString &name)
{
    const auto [first, last] = given.equal_range(name.toUtf8());
    return std::any_of(first, last, [&](const auto &entry) { return entry.second != id.portGuid; });
}

bool isWantedByAnother(const NamesConfig &wanted, const InterfaceId &id, const QString &name)
{
    return std::ranges::any_of(wanted.interfaces, [&](const auto &entry) {
        return entry.first != id && (entry.second.name == name || entry.second.ruleName == name);
    });
}

Result<void> checkName(const NamesState &current, const NamesConfig &wanted, const GivenNames &given,
                       const InterfaceId &id, QLatin1StringView field, const QString &name)
{
    if (const auto problem = problemOf(name); problem != NameProblem::None)
        return refuse(id, field, nameOf(problem));
    const bool isOwn = current.config.interfaces.at(id).name == name;
    if (!isOwn && (current.live.takenNames.contains(name) || isWantedByAnother(wanted, id, name)))
        return refuse(id, field, u"taken"_s);
    if (isNamedByAnotherRule(given, id, name))
        return refuse(id, field, u"taken by rule"_s);
    return {};
}

Result<void> checkInterface(const NamesState &current, const NamesConfig &wanted, const GivenNames &given,
                            const InterfaceId &id)
{
    const InterfaceNames &before = current.config.interfaces.at(id);
    const InterfaceNames &after = wanted.interfaces.at(id);
    if (after.name != before.name)
        if (auto fit = checkName(current, wanted, given, id, "name"_L1, after.name); !fit)
            return fit;
    if (after.ruleName && after.ruleName != before.ruleName)
        if (auto fit = checkName(current, wanted, given, id, "ruleName"_L1, *after.ruleName); !fit)
            return fit;
    if (after.name != before.name && after.ruleName && after.ruleName != after.name)
        return refuse(id, "ruleName"_L1, u"disagrees with rule"_s);
    return {};
}

Result<void> checkWish(const NamesState &current, const NamesConfig &wanted)
{
    for (const auto &[id, names] : wanted.interfaces)
        if (!current.config.interfaces.contains(id))
            return current.live.interfaces.contains(id) ? fail(ErrorCode::NotSupported, id.text(), u"P_Key child"_s)
                                                        : fail(ErrorCode::NotFound, id.text(), u"interface"_s);
    const GivenNames given = givenNames(current.live.rules);
    for (const auto &[id, names] : current.config.interfaces) {
        if (!wanted.interfaces.contains(id))
            return fail(ErrorCode::InvalidWish, "interfaces."_L1 + id.text(), u"removed"_s);
        if (auto fit = checkInterface(current, wanted, given, id); !fit)
            return fit;
    }
    return {};
}

/// A rule of the file that gets another name or (nullopt) goes.
struct RuleEdit {
    RuleLine rule;
    std::optional<QByteArray> name;

    [[nodiscard]] std::pair<qsizetype, qsizetype> place() const
    {
        return {rule.parts.front().line, rule.parts.front().offset};
    }
};

struct RuleEdits {
    std::vector<RuleEdit> edits;
    QByteArrayList added;
};

/// For one interface: change the rule that counts, add one, or remove all that name it.
void addEdits(RuleEdits &edits, const std::vector<RuleLine> &mine, Guid port, const std::optional<QString> &name)
{
    if (!name)
        for (const RuleLine &rule : mine)
            edits.edits.push_back({rule, std::nullopt});
    else if (mine.empty())
        edits.added.append(formatIpoibRule(port, name->toUtf8()));
    else
        edits.edits.push_back({mine.back(), name->toUtf8()});
}

RuleEdits ruleEdits(const NamesState &current, const NamesConfig &wanted, const LineDocument &document)
{
    RuleEdits edits;
    const PortRules rules = portRules(document);
    for (const auto &[id, names] : wanted.interfaces)
        if (names.ruleName != current.config.interfaces.at(id).ruleName)
            addEdits(edits, rulesNaming(rules, id, current.live.devices.at(id)), id.portGuid, names.ruleName);
    return edits;
}

/// From the end to the beginning: what is still to be edited stays where it was found.
Result<LineDocument> edited(LineDocument document, RuleEdits edits)
{
    std::ranges::sort(edits.edits, std::greater(), &RuleEdit::place);
    for (const RuleEdit &edit : edits.edits) {
        auto next = edit.name ? withRuleName(std::move(document), edit.rule, *edit.name)
                              : withoutRule(std::move(document), edit.rule);
        if (!next)
            return next;
        document = *std::move(next);
    }
    if (edits.added.isEmpty())
        return document;
    return withRule(std::move(document), edits.added.takeFirst()).transform([&](LineDocument longer) {
        for (const QByteArray &rule : edits.added)
            longer.append(rule);
        return longer;
    });
}

/// The file as wished. A file of which nothing is left is removed.
Result<std::optional<QByteArray>> editedFile(const NamesState &current, const NamesConfig &wanted)
{
    const LineDocument document(current.live.ownRules->value_or(QByteArray()));
    const auto next = edited(document, ruleEdits(current, wanted, document));
    if (!next)
        return fail(next.error().code, ipoibRulesPath, next.error().detail);
    const QByteArray bytes = next->bytes();
    return bytes.isEmpty() ? std::nullopt : std::optional(bytes);
}

/// Without a rule the interface must already be called what it will be called anyway; else the name would not last.
Result<void> checkAgreement(const NamesState &current, const NamesConfig &wanted, const ParsedRules &rules)
{
    for (const auto &[id, names] : wanted.interfaces) {
        if (names.name == current.config.interfaces.at(id).name || names.ruleName)
            continue;
        const auto next = nextNameOf(current.live, id, rules).next;
        const bool kernelMayChooseIt = next.name.isEmpty() && looksKernelGiven(names.name);
        if (next.name != names.name && !kernelMayChooseIt)
            return refuse(id, "ruleName"_L1, u"disagrees with rule"_s);
    }
    return {};
}

RenameInterface renameOf(const NamesState &current, const InterfaceId &id, const QString &after)
{
    const Interface &one = current.live.interfaces.at(id);
    return {.id = id, .before = one.name, .after = after, .mayGoDown = one.up && !current.live.renamesWhileUp};
}

void addRenames(Plan &plan, const NamesState &current, const NamesConfig &wanted)
{
    for (const auto &[id, names] : wanted.interfaces)
        if (names.name != current.config.interfaces.at(id).name)
            plan.steps.emplace_back(renameOf(current, id, names.name));
}

void warnOfChildren(Plan &plan, const NamesState &current, const InterfaceId &id, const PortRules &own)
{
    for (auto child = current.live.interfaces.lower_bound({id.portGuid, 0});
         child != current.live.interfaces.end() && child->first.portGuid == id.portGuid; ++child) {
        if (child->second.parent.isEmpty())
            continue;
        const auto mine = rulesNaming(own, id, current.live.devices.at(child->first));
        if (!mine.empty())
            plan.warnings.push_back({NoteCode::RuleMatchesChildren, child->second.name,
                                     u"%1:%2"_s.arg(ipoibRulesPath).arg(mine.back().number())});
    }
}

void warnOfRule(Plan &plan, const NamesState &current, const InterfaceId &id, const InterfaceNames &names,
                const ParsedRules &rules)
{
    const auto next = nextNameOf(current.live, id, rules).next;
    if (names.ruleName && looksKernelGiven(*names.ruleName))
        plan.warnings.push_back({NoteCode::KernelStyleName, *names.ruleName, {}});
    if (names.ruleName && next.name != *names.ruleName)
        plan.warnings.push_back({NoteCode::RuleOverridden, *names.ruleName, u"%1:%2"_s.arg(next.file).arg(next.line)});
    if (names.ruleName != names.name)
        plan.warnings.push_back({NoteCode::AtNextBoot, names.name, next.name});
}

void addWarnings(Plan &plan, const NamesState &current, const NamesConfig &wanted, const std::optional<QByteArray> &own,
                 const ParsedRules &rules)
{
    const PortRules ownRules = portRules(LineDocument(own.value_or(QByteArray())));
    for (const auto &[id, names] : wanted.interfaces) {
        if (names == current.config.interfaces.at(id))
            continue;
        warnOfRule(plan, current, id, names, rules);
        warnOfChildren(plan, current, id, ownRules);
    }
    if (!current.live.ownRules->has_value() && own)
        plan.warnings.push_back({NoteCode::FileCreated, ipoibRulesPath, {}});
}

} // namespace

Result<Plan> planNames(const NamesState &current, const NamesConfig &wanted)
{
    if (auto fit = checkWish(current, wanted); !fit)
        return std::unexpected(fit.error());
    Plan plan{.feature = u"names"_s};
    if (wanted == current.config)
        return plan;
    if (!current.live.ownRules)
        return std::unexpected(current.live.ownRules.error());
    const auto own = editedFile(current, wanted);
    if (!own)
        return std::unexpected(own.error());
    const ParsedRules rules = rulesWith(current.live, *own);
    if (auto agree = checkAgreement(current, wanted, rules); !agree)
        return std::unexpected(agree.error());
    if (*own != *current.live.ownRules)
        plan.steps.emplace_back(WriteFile{ipoibRulesPath, *current.live.ownRules, *own, Reader::Udev});
    addRenames(plan, current, wanted);
    addWarnings(plan, current, wanted, *own, rules);
    return plan;
}

} // namespace rdma
