// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Which rules files count, and in which order.
#include "model/nextname.h"

#include <algorithm>
#include <map>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

struct Place {
    qsizetype directory = 0;
    const RulesFile *file = nullptr;
};

} // namespace

std::vector<RulesFile> effectiveFiles(const std::vector<RulesFile> &files, const QStringList &directories,
                                      QLatin1StringView ending)
{
    std::map<QByteArray, Place> places; // sorted by the bytes of the name
    for (const RulesFile &file : files) {
        const qsizetype slash = std::max(file.path.lastIndexOf(u'/'), qsizetype{0});
        const Place place{directories.indexOf(file.path.left(slash)), &file};
        if (place.directory < 0 || !file.path.endsWith(ending))
            continue;
        const auto [known, isNew] = places.try_emplace(file.path.mid(slash + 1).toUtf8(), place);
        if (!isNew && place.directory < known->second.directory)
            known->second = place;
    }
    std::vector<RulesFile> effective;
    for (const auto &[name, place] : places)
        if (!place.file->bytes.isEmpty())
            effective.push_back(*place.file);
    return effective;
}

std::vector<RulesFile> effectiveRules(const std::vector<RulesFile> &files)
{
    return effectiveFiles(files, {rulesDirectories.begin(), rulesDirectories.end()}, ".rules"_L1);
}

} // namespace rdma
