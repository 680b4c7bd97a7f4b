// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names", planning: what a wish may want, the edited rules file, the renames and what the user should know.
#include "helper/features/names.h"
#include "helper/udevfiles.h"
#include "model/ifname.h"

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

/// Another rule of the host's effective files gives this very name to another port.
bool isNamedByAnotherRule(const NamesMachine &machine, const InterfaceId &id, const QString &name)
{
    for (const RulesFile &file : effectiveRules(machine.rulesFiles)) {
        const auto lines = ruleLines(LineDocument(file.bytes));
        for (const RuleLine &line : lines ? lines->rules : std::vector<RuleLine>()) {
            const auto rule = parseRule(line.text);
            if (rule && assignedName(*rule) == name.toUtf8() && namedGuid(*rule) != id.portGuid)
                return true;
        }
    }
    return false;
}

bool isWantedByAnother(const NamesConfig &wanted, const InterfaceId &id, const QString &name)
{
    return std::ranges::any_of(wanted.interfaces, [&](const auto &entry) {
        return entry.first != id && (entry.second.name == name || entry.second.ruleName == name);
    });
}

Result<void> checkName(const NamesState &current, const NamesConfig &wanted, const InterfaceId &id,
                       QLatin1StringView field, const QString &name)
{
    if (const auto problem = problemOf(name); problem != NameProblem::None)
        return refuse(id, field, nameOf(problem));
    const bool isOwn = current.config.interfaces.at(id).name == name;
    if (!isOwn && (current.live.takenNames.contains(name) || isWantedByAnother(wanted, id, name)))
        return refuse(id, field, u"taken"_s);
    if (isNamedByAnotherRule(current.live, id, name))
        return refuse(id, field, u"taken by rule"_s);
    return {};
}

Result<void> checkInterface(const NamesState &current, const NamesConfig &wanted, const InterfaceId &id)
{
    const InterfaceNames &before = current.config.interfaces.at(id);
    const InterfaceNames &after = wanted.interfaces.at(id);
    if (after.name != before.name)
        if (auto fit = checkName(current, wanted, id, "name"_L1, after.name); !fit)
            return fit;
    if (after.ruleName && after.ruleName != before.ruleName)
        if (auto fit = checkName(current, wanted, id, "ruleName"_L1, *after.ruleName); !fit)
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
    for (const auto &[id, names] : current.config.interfaces) {
        if (!wanted.interfaces.contains(id))
            return fail(ErrorCode::InvalidWish, "interfaces."_L1 + id.text(), u"removed"_s);
        if (auto fit = checkInterface(current, wanted, id); !fit)
            return fit;
    }
    return {};
}

Result<LineDocument> withoutRules(LineDocument document, const InterfaceId &id, const UdevDevice &device)
{
    for (auto mine = rulesNaming(document, id, device); !mine.empty(); mine = rulesNaming(document, id, device)) {
        auto shorter = withoutRule(document, mine.back());
        if (!shorter)
            return shorter;
        document = *shorter;
    }
    return document;
}

/// One edit for one interface: change the rule that counts, add one, or remove all that name it.
Result<LineDocument> edited(const LineDocument &document, const InterfaceId &id, const UdevDevice &device,
                            const std::optional<QString> &name)
{
    if (!name)
        return withoutRules(document, id, device);
    const auto mine = rulesNaming(document, id, device);
    return mine.empty() ? withRule(document, formatIpoibRule(id.portGuid, name->toUtf8()))
                        : withRuleName(document, mine.back(), name->toUtf8());
}

/// The file as wished. A file of which nothing is left is removed.
Result<std::optional<QByteArray>> editedFile(const NamesState &current, const NamesConfig &wanted)
{
    LineDocument document(current.live.ownRules->value_or(QByteArray()));
    for (const auto &[id, names] : wanted.interfaces) {
        if (names.ruleName == current.config.interfaces.at(id).ruleName)
            continue;
        auto next = edited(document, id, current.live.devices.at(id), names.ruleName);
        if (!next)
            return fail(next.error().code, ipoibRulesPath, next.error().detail);
        document = *next;
    }
    return document.bytes().isEmpty() ? std::nullopt : std::optional(document.bytes());
}

std::vector<RulesFile> rulesWith(const NamesMachine &machine, const std::optional<QByteArray> &own)
{
    return effectiveRules(withRulesFile(machine.rulesFiles, ipoibRulesPath, own));
}

/// Without a rule the interface must already be called what it will be called anyway; else the name would not last.
Result<void> checkAgreement(const NamesState &current, const NamesConfig &wanted, const std::vector<RulesFile> &files)
{
    for (const auto &[id, names] : wanted.interfaces) {
        if (names.name == current.config.interfaces.at(id).name || names.ruleName)
            continue;
        const auto next = nextNameOf(current.live, id, files);
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
    for (const auto &[id, names] : wanted.interfaces) {
        if (names.name == current.config.interfaces.at(id).name)
            continue;
        const auto rename = renameOf(current, id, names.name);
        if (rename.mayGoDown)
            plan.warnings.push_back({NoteCode::LosesAddresses, rename.before, {}});
        plan.steps.emplace_back(rename);
    }
}

void warnOfChildren(Plan &plan, const NamesState &current, const InterfaceId &id, const RulesFile &own)
{
    for (const auto &[childId, child] : current.live.interfaces) {
        if (childId.portGuid != id.portGuid || child.parent.isEmpty())
            continue;
        const auto mine = rulesNaming(LineDocument(own.bytes), id, current.live.devices.at(childId));
        if (!mine.empty())
            plan.warnings.push_back(
                {NoteCode::RuleMatchesChildren, child.name, u"%1:%2"_s.arg(own.path).arg(mine.back().number())});
    }
}

void warnOfRule(Plan &plan, const NamesState &current, const InterfaceId &id, const InterfaceNames &names,
                const std::vector<RulesFile> &files)
{
    const auto next = nextNameOf(current.live, id, files);
    if (names.ruleName && looksKernelGiven(*names.ruleName))
        plan.warnings.push_back({NoteCode::KernelStyleName, *names.ruleName, {}});
    if (names.ruleName && next.name != *names.ruleName)
        plan.warnings.push_back({NoteCode::RuleOverridden, *names.ruleName, u"%1:%2"_s.arg(next.file).arg(next.line)});
    if (names.ruleName != names.name)
        plan.warnings.push_back({NoteCode::AtNextBoot, names.name, next.name});
}

void addWarnings(Plan &plan, const NamesState &current, const NamesConfig &wanted, const std::optional<QByteArray> &own)
{
    const auto files = rulesWith(current.live, own);
    for (const auto &[id, names] : wanted.interfaces) {
        if (names == current.config.interfaces.at(id))
            continue;
        warnOfRule(plan, current, id, names, files);
        warnOfChildren(plan, current, id, {ipoibRulesPath, own.value_or(QByteArray())});
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
    if (auto agree = checkAgreement(current, wanted, rulesWith(current.live, *own)); !agree)
        return std::unexpected(agree.error());
    if (*own != *current.live.ownRules)
        plan.steps.emplace_back(WriteFile{ipoibRulesPath, *current.live.ownRules, *own, Reader::Udev});
    addRenames(plan, current, wanted);
    addWarnings(plan, current, wanted, *own);
    return plan;
}

} // namespace rdma
