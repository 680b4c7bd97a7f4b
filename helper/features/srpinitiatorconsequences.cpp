// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "srp_initiator", consequences: which programs have the disks open that a logout takes away.
#include "helper/features/srpinitiator.h"

#include "helper/srpholders.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype maxShownPaths = 8;

std::set<SrpTargetId> endedBy(const Plan &plan)
{
    std::set<SrpTargetId> targets;
    for (const Step &step : plan.steps)
        if (const auto *change = std::get_if<ChangeSession>(&step); change && change->before && !change->after)
            targets.insert(change->target);
    return targets;
}

QString pathsOf(const std::vector<GoingDevice> &devices)
{
    QStringList paths;
    for (const GoingDevice &device : devices)
        paths.append(device.path);
    const bool isCut = paths.size() > maxShownPaths;
    return paths.first(std::min(paths.size(), maxShownPaths)).join(u", "_s) + (isCut ? u", …"_s : QString());
}

/// The process first: a program's name may hold anything.
void addNotes(std::vector<Note> &notes, const QString &path, const DeviceHolders &holders)
{
    for (const DiskHolder &one : holders.named)
        notes.push_back({NoteCode::DiskOpen, path, QString::number(one.pid) + u' ' + one.program});
    if (holders.more > 0)
        notes.push_back({NoteCode::DiskOpenByMore, path, QString::number(holders.more)});
}

} // namespace

std::vector<Note> consequencesOfSrpInitiator(Machine &machine, const SrpInitiatorState &current, const Plan &plan)
{
    const auto devices = goingWith(endedBy(plan), current.live.sessions, machine.host);
    const auto holders = holdersOf(devices, machine, Tool::GlimpseHolders);
    if (!holders)
        return {{NoteCode::HoldersUnknown, pathsOf(devices), codeName(holders.error().code)}};
    std::vector<Note> notes;
    for (const GoingDevice &device : devices)
        if (const auto found = holders->find(device.number); found != holders->end())
            addNotes(notes, device.path, found->second);
    return notes;
}

} // namespace rdma
