// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names", remarks: which of the rules there are lose, are hidden, or are for nobody here.
#include "helper/features/names.h"
#include "model/append.h"

#include <algorithm>
#include <set>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t maxOfAKind = 8; // a file of thousands of rules for one port must not make thousands of remarks

QString placeOf(const NextName &next)
{
    return next.file + u':' + QString::number(next.line);
}

void remarkOnDoubts(std::vector<Note> &notes, const Interface &one, const QStringList &doubts)
{
    for (const QString &place : doubts.first(std::min(doubts.size(), qsizetype{maxOfAKind})))
        notes.push_back({NoteCode::NameInDoubt, one.name, place});
}

/// The losers are said after the winner.
void remarkOnDuplicates(std::vector<Note> &notes, const Interface &one, const std::vector<NamingRule> &naming,
                        const QStringList &doubts)
{
    const QString winner = one.nextBoot.source == NameSource::Rule ? placeOf(one.nextBoot) : QString();
    std::vector<Note> losers;
    for (const NamingRule &rule : naming)
        if (rule.place() != winner && !doubts.contains(rule.place()) && losers.size() < maxOfAKind)
            losers.push_back({NoteCode::RuleLoses, one.name, rule.place()});
    if (!losers.empty() && !winner.isEmpty())
        notes.push_back({NoteCode::DuplicateRule, one.name, winner});
    append(notes, losers);
}

void remarkOnLinkFile(std::vector<Note> &notes, const NamesState &state, const Interface &one)
{
    const auto choice = state.live.linkChoices.find(one.id);
    if (choice == state.live.linkChoices.end() || choice->second.line == 0 || one.nextBoot.source != NameSource::Rule)
        return;
    notes.push_back(
        {NoteCode::LinkFileLoses, one.name, choice->second.file + u':' + QString::number(choice->second.line)});
}

void remarkOnAbsentPorts(std::vector<Note> &notes, const NamesState &state)
{
    std::set<Guid> present;
    for (const auto &[id, one] : state.live.interfaces)
        present.insert(id.portGuid);
    std::size_t said = 0;
    for (const NamingRule &rule : namingRules(state.live.rules))
        if (rule.port && !present.contains(*rule.port) && said++ < maxOfAKind)
            notes.push_back({NoteCode::AbsentPort, QString::fromUtf8(rule.name), rule.place()});
}

/// The files come directory by directory, the winning one first.
void remarkOnHiddenFiles(std::vector<Note> &notes, const std::vector<RulesFile> &files)
{
    std::map<QString, QString> winners;
    for (const RulesFile &file : files) {
        const auto [winner, isFirst] = winners.try_emplace(file.path.section(u'/', -1), file.path);
        if (!isFirst && !portRules(LineDocument(file.bytes)).empty())
            notes.push_back({NoteCode::FileShadowed, file.path, winner->second});
    }
}

} // namespace

std::vector<Note> remarksOnRules(const NamesState &state)
{
    std::vector<Note> notes;
    for (const auto &[id, names] : state.config.interfaces) {
        const Interface &one = state.live.interfaces.at(id);
        const QStringList &doubts = state.live.doubts.at(id);
        remarkOnDuplicates(notes, one, rulesNaming(state.live.rules, state.live.devices.at(id)), doubts);
        remarkOnDoubts(notes, one, doubts);
        remarkOnLinkFile(notes, state, one);
    }
    remarkOnAbsentPorts(notes, state);
    remarkOnHiddenFiles(notes, state.live.rulesFiles);
    return notes;
}

} // namespace rdma
