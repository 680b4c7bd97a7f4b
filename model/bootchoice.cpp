// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// From what single places say to what holds, and back to the lines that change it.
#include "model/bootchoice.h"

#include "model/bootvotes.h"
#include "model/moduleslist.h"
#include "model/rdmaconf.h"

#include <algorithm>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

BootChoice::State stateOf(const std::vector<BootVote> &votes)
{
    const auto has = [&](BootChoice::State state) { return std::ranges::contains(votes, state, &BootVote::state); };
    if (has(BootChoice::On))
        return BootChoice::On;
    return has(BootChoice::Unknown) ? BootChoice::Unknown : BootChoice::Off;
}

/// To be off it must be off everywhere; to be on one dialect is enough, the first that we may change.
std::vector<BootVote> decisiveVotes(std::vector<BootVote> votes, BootChoice::State state)
{
    std::erase_if(votes, [&](const BootVote &vote) { return vote.state != state; });
    if (state != BootChoice::Off)
        return votes;
    auto free = std::ranges::find(votes, std::optional<BootObstacle>(), &BootVote::obstacle);
    const BootDialect dialect = (free == votes.end() ? votes.begin() : free)->dialect;
    std::erase_if(votes, [&](const BootVote &vote) { return vote.dialect != dialect; });
    return votes;
}

/// `votes`: those that must be changed, or would have to be if they were known.
std::optional<BootObstacle> obstacleOf(const std::vector<BootVote> &votes, BootChoice::State state,
                                       ModuleState::Now now)
{
    if (now == ModuleState::BuiltIn)
        return BootObstacle{BootHindrance::BuiltIn, {}};
    if (now == ModuleState::Absent && state == BootChoice::Off)
        return BootObstacle{BootHindrance::NoModule, {}};
    const auto hindered = std::ranges::find_if(votes, [](const BootVote &vote) { return vote.obstacle.has_value(); });
    return hindered == votes.end() ? std::nullopt : hindered->obstacle;
}

QByteArray bytesOf(const BootFiles &files, const QString &path)
{
    for (const auto &[list, bytes] : files.lists)
        if (pathOf(list) == path)
            return bytes;
    const auto file = std::ranges::find(files.staticLists, path, &RulesFile::path);
    return file == files.staticLists.end() ? QByteArray() : file->bytes;
}

Result<RulesFile> changedFile(const BootFiles &files, Protocol protocol, const BootVote &vote, bool on)
{
    const auto asFile = [&](QByteArray bytes) { return RulesFile{vote.place.path, std::move(bytes)}; };
    if (vote.dialect == BootDialect::RdmaConf)
        return withKey(files.rdmaConf.value_or(missingRdmaConf.toByteArray()), rdmaConfKey(files, protocol), on)
            .transform(asFile);
    return withModule(bytesOf(files, vote.place.path), infoOf(protocol).module, on).transform(asFile);
}

} // namespace

BootChoice bootChoice(const BootFiles &files, Protocol protocol, ModuleState::Now now)
{
    auto all = bootVotes(files, protocol);
    const BootChoice::State state = stateOf(all);
    const auto votes = decisiveVotes(all, state);
    std::erase_if(all, [](const BootVote &vote) { return vote.state == BootChoice::Off; });
    BootChoice choice{.state = state, .impossible = obstacleOf(state == BootChoice::Off ? votes : all, state, now)};
    for (const BootVote &vote : votes)
        choice.places.push_back(vote.place);
    return choice;
}

Result<std::vector<RulesFile>> withChoice(const BootFiles &files, Protocol protocol, ModuleState::Now now, bool on)
{
    const BootChoice choice = bootChoice(files, protocol, now);
    if (choice.state == (on ? BootChoice::On : BootChoice::Off))
        return std::vector<RulesFile>();
    if (choice.impossible)
        return fail(ErrorCode::NotSupported, nameOf(protocolNames, protocol),
                    nameOf(bootHindranceNames, choice.impossible->reason));
    std::vector<RulesFile> changed;
    for (const BootVote &vote : decisiveVotes(bootVotes(files, protocol), choice.state)) {
        if (std::ranges::contains(changed, vote.place.path, &RulesFile::path))
            continue;
        auto file = changedFile(files, protocol, vote, on);
        if (!file)
            return std::unexpected(file.error());
        changed.push_back(*std::move(file));
    }
    return changed;
}

} // namespace rdma
