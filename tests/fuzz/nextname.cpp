// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Laws of the prediction of names: it always comes, is about files that count, and never promises an impossible name.
#include "model/nextname.h"
#include "model/ifname.h"
#include "tests/fuzz/law.h"

#include <algorithm>

namespace rdma {

namespace {

/// The first two bytes choose the path: few, so that files hide each other.
RulesFile fileOf(const QByteArray &piece)
{
    const QString directory = rulesDirectories[static_cast<unsigned char>(piece.at(0)) % rulesDirectories.size()];
    const QChar name = QChar(u'a' + static_cast<unsigned char>(piece.at(1)) % 3);
    return {directory + u'/' + name + QLatin1StringView(".rules"), piece.mid(2)};
}

UdevDevice port(const QByteArray &kernelName)
{
    UdevDevice device;
    device.kernelName = kernelName;
    device.driver = "mlx4_core";
    device.attributes = {
        {"type", "32"}, {"dev_port", "0"}, {"address", "80:00:02:08:fe:80:00:00:00:00:00:00:f4:52:14:03:00:7b:cb:a1"}};
    if (!kernelName.isEmpty())
        device.parents = {{"0000:05:00.0", "pci", "mlx4_core"}};
    return device;
}

void checkPrediction(const std::vector<RulesFile> &files, const UdevDevice &device,
                     const std::optional<QByteArray> &linkName)
{
    const NamePrediction found = predictName(files, device, linkName);
    law(found == predictName(files, device, linkName), "the same rules give the same name");
    const NextName &next = found.next;
    const NameProblem problem = problemOf(next.name);
    law(next.name.isEmpty() || problem == NameProblem::None || problem == NameProblem::Quote, "a name that can be");
    const auto isIt = [&](const RulesFile &file) { return file.path == next.file; };
    law((next.source == NameSource::Rule) == std::ranges::any_of(files, isIt), "a rule is of a file that counts");
    law((next.source == NameSource::Rule) == (next.line > 0), "a rule has a line");
}

} // namespace

void fuzz(const QByteArray &input)
{
    std::vector<RulesFile> files;
    for (const QByteArray &piece : pieces(input))
        if (piece.size() >= 2)
            files.push_back(fileOf(piece));
    const auto effective = effectiveRules(files);
    law(effectiveRules(effective) == effective, "what counts, counts");
    for (std::size_t i = 1; i < effective.size(); ++i)
        law(effective[i - 1].path.section(u'/', -1) < effective[i].path.section(u'/', -1), "by name, each once");
    checkPrediction(effective, port({}), std::nullopt);
    checkPrediction(effective, port("ib0"), QByteArray("ibp5s0"));
}

} // namespace rdma
