// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of our file of module options: what is set is read, and other options stay.
#include "model/porttypearray.h"
#include "tests/fuzz/law.h"

namespace rdma {

namespace {

const PortTypes ethernet{{1, PortType::Ethernet}, {2, PortType::Ethernet}};

std::vector<RulesFile> asOurs(const QByteArray &file)
{
    return {{ownModuleOptionsPath, file}};
}

void checkMentions(const QByteArray &file)
{
    for (const PortTypeArray &one : portTypeArrays(asOurs(file))) {
        law(one.line > 0 && one.line <= file.count('\n') + 1, "a mention has its line");
        law(one.types.size() <= 2 && one.isUnderstood == !one.types.empty(), "types are one or two");
    }
}

/// What kmod hands on apart from ours.
std::vector<ModprobeLine> others(const QByteArray &file)
{
    std::vector<ModprobeLine> lines = modprobeLines(file);
    std::erase_if(
        lines, [](const ModprobeLine &line) { return line.name == "mlx4_core" && line.kind == ModprobeLine::Options; });
    for (ModprobeLine &line : lines)
        line.line = 0;
    return lines;
}

void checkEdits(const QByteArray &file, const QByteArray &set)
{
    const auto array = effectivePortTypeArray(asOurs(set));
    law(array && array->types == ethernet, "what is written is read");
    law(withPortTypeArray(set, ethernet) == set, "writing again changes nothing");
    law(others(set) == others(file), "other lines stay");
    const auto gone = withoutPortTypeArray(set);
    law(gone && portTypeArrays(asOurs(*gone)).empty(), "what is removed is gone");
    law(others(*gone) == others(file), "other lines stay");
    law(withoutPortTypeArray(*gone) == *gone, "removing again changes nothing");
    if (!portTypeArrays(asOurs(file)).empty())
        return;
    law(withoutPortTypeArray(file) == file, "without it there is nothing to remove");
}

} // namespace

void fuzz(const QByteArray &input)
{
    checkMentions(input);
    const auto set = withPortTypeArray(input, ethernet);
    law(set || set.error().code == ErrorCode::BadFile, "a refusal has its reason");
    if (set)
        checkEdits(input, *set);
}

} // namespace rdma
