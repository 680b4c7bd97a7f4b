// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which assignment of some files holds, as config_parse_rlimit() of systemd 257 has it: the last that is valid.
#include "model/unitmemlock.h"

#include "model/unitlines.h"

namespace rdma {

namespace {

/// The sections of what runs processes: systemd.exec(5).
bool isAboutProcesses(const QByteArray &section)
{
    return section == "Service" || section == "Socket" || section == "Mount" || section == "Swap";
}

void takeAssignment(UnitMemlock &result, const QString &path, const UnitAssignment &assignment)
{
    const auto limit = unitLimitFrom(assignment.value);
    if (!limit) {
        result.complaints.push_back({path, assignment.line, limit.error()});
        return;
    }
    if (result.winner)
        result.overridden.push_back(*result.winner);
    result.winner = PlacedLimit{path, assignment.line, *limit};
}

/// Whether the file was read to its end.
template <typename IsMeant> bool takeFile(UnitMemlock &result, const RulesFile &file, IsMeant isMeant)
{
    const UnitLines lines = unitLinesIn(file.bytes);
    for (const UnitAssignment &assignment : lines.assignments)
        if (isMeant(assignment))
            takeAssignment(result, file.path, assignment);
    if (lines.brokenLine)
        result.complaints.push_back({file.path, *lines.brokenLine, UnitLimitProblem::BrokenFile});
    return !lines.brokenLine;
}

} // namespace

UnitMemlock unitMemlock(const std::vector<RulesFile> &files)
{
    UnitMemlock result;
    for (const RulesFile &file : files)
        takeFile(result, file,
                 [](const UnitAssignment &one) { return one.key == "LimitMEMLOCK" && isAboutProcesses(one.section); });
    return result;
}

UnitMemlock managerMemlock(const std::vector<RulesFile> &files)
{
    UnitMemlock result;
    for (const RulesFile &file : files)
        if (!takeFile(result, file, [](const UnitAssignment &one) {
                return one.key == "DefaultLimitMEMLOCK" && one.section == "Manager";
            }))
            break;
    return result;
}

} // namespace rdma
