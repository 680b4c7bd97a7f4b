// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "names", consequences: what else on the machine knows an interface by the name that it loses.
#include "helper/features/names.h"
#include "helper/initramfs.h"
#include "helper/mentions.h"
#include "helper/routes.h"
#include "model/append.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// An interface of the plan: what is reached over it, and the names that no longer mean it.
struct Affected {
    QByteArray name; ///< now
    bool goesDown = false;
    std::vector<NameChange> changes;
};

template <typename T> const T *findStep(const Plan &plan, auto wanted)
{
    for (const Step &step : plan.steps)
        if (const auto *one = std::get_if<T>(&step); one && wanted(*one))
            return one;
    return nullptr;
}

const WriteFile *rulesStep(const Plan &plan)
{
    return findStep<WriteFile>(plan, [](const WriteFile &file) { return file.path == ipoibRulesPath; });
}

void addChange(Affected &affected, const QString &before, const QString &after)
{
    const NameChange change{before.toUtf8(), after.toUtf8()};
    if (before != after && !before.isEmpty() &&
        !std::ranges::contains(affected.changes, change.before, &NameChange::before))
        affected.changes.push_back(change);
}

/// The name now and the one at boot can both go away. Where the kernel chooses at boot, the one now stands for it.
/// `rules`: those there will be; nullptr when they stay.
Affected affectedBy(const Plan &plan, const NamesState &current, const InterfaceId &id, const ParsedRules *rules)
{
    const Interface &one = current.live.interfaces.at(id);
    Affected affected{one.name.toUtf8(), false, {}};
    const auto isMine = [&](const RenameInterface &step) { return step.id == id; };
    if (const auto *rename = findStep<RenameInterface>(plan, isMine)) {
        affected.goesDown = rename->mayGoDown;
        addChange(affected, rename->before, rename->after);
    }
    const QString before = one.nextBoot.name;
    const QString after = rules ? nextNameOf(current.live, id, *rules).next.name : before;
    if (before != after)
        addChange(affected, before.isEmpty() ? one.name : before, after);
    return affected;
}

void warnOfRoutes(std::vector<Note> &notes, const std::vector<Route> &routes, const std::vector<Affected> &affected)
{
    for (const Affected &one : affected)
        if (hasDefaultRoute(routes, one.name))
            notes.push_back(
                {one.goesDown ? NoteCode::RouteLost : NoteCode::RouteKept, QString::fromUtf8(one.name), {}});
}

void warnOfMounts(std::vector<Note> &notes, const std::vector<Route> &routes, const std::vector<NetworkMount> &mounts,
                  const std::vector<Affected> &affected)
{
    std::size_t told = 0;
    for (const NetworkMount &mount : mounts) {
        const auto over = std::ranges::find(affected, interfaceTowards(routes, mount.server), &Affected::name);
        if (over == affected.end())
            continue;
        const NoteCode code = over->goesDown ? NoteCode::MountStalls : NoteCode::MountKept;
        const Note note{code, QString::fromUtf8(over->name), mount.point};
        if (!std::ranges::contains(notes, note) && ++told <= maxMentions)
            notes.push_back(note);
    }
    if (told > maxMentions)
        notes.push_back(
            {NoteCode::MoreMentions, QString::fromUtf8(affected.front().name), QString::number(told - maxMentions)});
}

void warnOfTraffic(std::vector<Note> &notes, const Host &host, const std::vector<Affected> &affected)
{
    const auto routes = readRoutes(host);
    if (!routes) {
        notes.push_back({NoteCode::NotSearched, QString::fromUtf8(affected.front().name), routes.error().subject});
        return;
    }
    warnOfRoutes(notes, *routes, affected);
    if (const auto mounts = readNetworkMounts(host))
        warnOfMounts(notes, *routes, *mounts, affected);
    else
        notes.push_back({NoteCode::NotSearched, QString::fromUtf8(affected.front().name), mounts.error().subject});
}

void warnOfLostAddresses(std::vector<Note> &notes, const Plan &plan)
{
    for (const Step &step : plan.steps)
        if (const auto *rename = std::get_if<RenameInterface>(&step); rename && rename->mayGoDown)
            notes.push_back({NoteCode::LosesAddresses, rename->before, {}});
}

} // namespace

std::vector<Note> consequencesOfNames(Machine &machine, const NamesState &current, const Plan &plan)
{
    const WriteFile *file = rulesStep(plan);
    const auto rules = file ? std::optional(rulesWith(current.live, file->after)) : std::nullopt;
    std::vector<Affected> affected;
    for (const auto &[id, names] : current.config.interfaces)
        affected.push_back(affectedBy(plan, current, id, rules ? &*rules : nullptr));
    std::erase_if(affected, [](const Affected &one) { return one.changes.empty(); });
    std::vector<Note> notes;
    warnOfLostAddresses(notes, plan);
    if (!affected.empty())
        warnOfTraffic(notes, machine.host, affected);
    std::vector<NameChange> changes;
    for (const Affected &one : affected)
        append(changes, one.changes);
    append(notes, mentionsOf(machine.host, changes));
    if (const auto command = file ? initramfsCommand(machine.host) : std::nullopt)
        notes.push_back({NoteCode::InitramfsCopies, ipoibRulesPath, *command});
    return notes;
}

} // namespace rdma
