// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Dialect by dialect: rdma.conf, rdma-core's lists, systemd's lists, openib.conf.
#include "model/bootvotes.h"

#include "model/append.h"
#include "model/moduleslist.h"
#include "model/rdmaconf.h"

#include <algorithm>
#include <functional>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

std::optional<BootObstacle> obstacleIn(const QString &path, const ShellReading &reading)
{
    if (!reading.refusal)
        return std::nullopt;
    const bool isBroken = isSyntaxError(reading.refusal->problem);
    return BootObstacle{isBroken ? BootHindrance::SyntaxError : BootHindrance::NotUnderstood,
                        {path, reading.refusal->line}};
}

BootChoice::State stateOf(const ShellReading &reading, QByteArrayView key)
{
    if (reading.refusal && !isSyntaxError(reading.refusal->problem))
        return BootChoice::Unknown;
    return isOn(reading, key) ? BootChoice::On : BootChoice::Off;
}

BootVote voteOfKey(BootDialect dialect, const QString &path, const ShellReading &reading, QByteArrayView key)
{
    const auto value = valueIn(reading, key);
    return {dialect, stateOf(reading, key), {path, value ? value->line : 0}, obstacleIn(path, reading)};
}

/// rdma-init-kernel turns IPoIB on where RDS is.
void addRds(BootVote &ipoib, const ShellReading &reading)
{
    const auto rds = valueIn(reading, "RDS_LOAD");
    if (!rds || rds->value != "yes")
        return;
    ipoib.state = BootChoice::On;
    ipoib.place.line = rds->line;
    ipoib.obstacle = BootObstacle{BootHindrance::ForcedByRds, ipoib.place};
}

std::vector<BootVote> votesOfRdmaConf(const BootFiles &files, const ProtocolInfo &info)
{
    const QByteArrayView key = rdmaConfKey(files, info.protocol);
    BootVote vote{BootDialect::RdmaConf, BootChoice::On, {rdmaConfPath, 0}, std::nullopt};
    if (files.live.rdmaConf != DialectUse::Live || (key.isEmpty() && !info.alwaysWithRdmaConf))
        return {};
    if (info.alwaysWithRdmaConf) {
        vote.obstacle = BootObstacle{BootHindrance::AlwaysLoaded, {}};
        return {vote};
    }
    const ShellReading reading = readShell(files.rdmaConf.value_or(missingRdmaConf.toByteArray()));
    vote = voteOfKey(BootDialect::RdmaConf, rdmaConfPath, reading, key);
    if (info.protocol == Protocol::Ipoib)
        addRds(vote, reading);
    if (!files.rdmaConf)
        vote.place.line = 0;
    return {vote};
}

std::vector<BootVote> votesOfList(BootDialect dialect, const QString &path, const QByteArray &bytes,
                                  QLatin1StringView module)
{
    std::vector<BootVote> votes;
    for (const ModuleLine &line : moduleLines(bytes))
        if (line.kind != ModuleLine::Odd && QByteArrayView(line.name) == QByteArrayView(module))
            votes.push_back({dialect,
                             line.kind == ModuleLine::Loads ? BootChoice::On : BootChoice::Off,
                             {path, line.line},
                             std::nullopt});
    return votes;
}

bool isOff(const BootVote &vote)
{
    return vote.state == BootChoice::Off;
}

/// A commented line counts where the packages have it; one is enough for each file.
std::optional<BootVote> commentedIn(const BootFiles &files, BootList home, QLatin1StringView module)
{
    const auto votes = votesOfList(BootDialect::BootList, pathOf(home), files.lists.at(home), module);
    const auto off = std::ranges::find_if(votes, isOff);
    return off == votes.end() ? std::nullopt : std::optional(*off);
}

std::vector<BootVote> offVotesOfLists(const BootFiles &files, const std::vector<BootList> &homes,
                                      QLatin1StringView module)
{
    std::vector<BootVote> commented;
    for (const BootList home : homes)
        if (auto vote = commentedIn(files, home, module))
            commented.push_back(*std::move(vote));
    if (!commented.empty() || homes.empty())
        return commented;
    return {BootVote{BootDialect::BootList, BootChoice::Off, {pathOf(homes.front()), 0}, std::nullopt}};
}

/// Those that hardware of this host has read, or all of them if there is none.
std::vector<BootList> countingHomes(const BootFiles &files, Protocol protocol)
{
    std::vector<BootList> homes = homesOf(protocol, files.packager);
    std::erase_if(homes, [&](BootList home) { return !files.lists.contains(home); });
    if (!std::ranges::all_of(homes, [&](BootList home) { return files.idle.contains(home); }))
        std::erase_if(homes, [&](BootList home) { return files.idle.contains(home); });
    return homes;
}

/// The lines that load it, list by list.
std::map<BootList, std::vector<BootVote>> onVotesOfLists(const BootFiles &files, QLatin1StringView module)
{
    std::map<BootList, std::vector<BootVote>> votes;
    for (const auto &[list, bytes] : files.lists) {
        auto some = votesOfList(BootDialect::BootList, pathOf(list), bytes, module);
        std::erase_if(some, isOff);
        if (!some.empty())
            votes[list] = std::move(some);
    }
    return votes;
}

/// A list that nothing has read neither turns on what the others leave off, nor is changed where one that is read has
/// a line.
std::vector<BootVote> votesOfLists(const BootFiles &files, Protocol protocol)
{
    if (files.live.bootLists != DialectUse::Live)
        return {};
    const QLatin1StringView module = infoOf(protocol).module;
    const std::vector<BootList> homes = countingHomes(files, protocol);
    auto byList = onVotesOfLists(files, module);
    const auto isRead = [&](const auto &one) { return !files.idle.contains(one.first); };
    if (std::ranges::any_of(byList, isRead))
        std::erase_if(byList, std::not_fn(isRead));
    else if (std::ranges::none_of(homes, [&](BootList home) { return byList.contains(home); }))
        byList.clear();
    std::vector<BootVote> votes;
    for (auto &[list, some] : byList)
        append(votes, std::move(some));
    return votes.empty() ? offVotesOfLists(files, homes, module) : votes;
}

std::vector<BootVote> votesOfStaticLists(const BootFiles &files, Protocol protocol)
{
    std::vector<BootVote> votes;
    for (const RulesFile &file : effectiveStaticLists(files.staticLists))
        append(votes, votesOfList(BootDialect::StaticList, file.path, file.bytes, infoOf(protocol).module));
    std::erase_if(votes, [](const BootVote &vote) { return isOff(vote) && vote.place.path != ownModulesListPath; });
    for (BootVote &vote : votes)
        if (!vote.place.path.startsWith("/etc/"_L1))
            vote.obstacle = BootObstacle{BootHindrance::Packaged, vote.place};
    return votes;
}

/// openibd ends at once at boot unless ONBOOT is yes.
bool isOffAtBoot(const ShellReading &reading)
{
    const auto value = valueIn(reading, "ONBOOT");
    return value && value->value == "no";
}

std::vector<BootVote> votesOfOpenib(const BootFiles &files, const ProtocolInfo &info)
{
    if (files.live.openibConf != DialectUse::Live || info.openibKey.isEmpty() || !files.openibConf)
        return {};
    const ShellReading reading = readShell(*files.openibConf);
    if (isOffAtBoot(reading))
        return {};
    BootVote vote = voteOfKey(BootDialect::OpenibConf, openibConfPath, reading, info.openibKey);
    if (!vote.obstacle)
        vote.obstacle = BootObstacle{BootHindrance::NotOurs, vote.place};
    return {vote};
}

} // namespace

QByteArrayView rdmaConfKey(const BootFiles &files, Protocol protocol)
{
    return files.live.isRhel6 ? infoOf(protocol).rhel6Key : infoOf(protocol).key;
}

const QStringList &staticListDirectories()
{
    static const QStringList directories{u"/etc/modules-load.d"_s, u"/run/modules-load.d"_s,
                                         u"/usr/local/lib/modules-load.d"_s, u"/usr/lib/modules-load.d"_s};
    return directories;
}

std::vector<RulesFile> effectiveStaticLists(const std::vector<RulesFile> &files)
{
    return effectiveFiles(files, staticListDirectories(), ".conf"_L1);
}

QString pathOf(BootList list)
{
    return bootListPaths.at(static_cast<std::size_t>(list)).second;
}

std::vector<BootVote> bootVotes(const BootFiles &files, Protocol protocol)
{
    std::vector<BootVote> votes = votesOfRdmaConf(files, infoOf(protocol));
    append(votes, votesOfLists(files, protocol));
    append(votes, votesOfOpenib(files, infoOf(protocol)));
    append(votes, votesOfStaticLists(files, protocol));
    if (votes.empty())
        votes.push_back({BootDialect::StaticList, BootChoice::Off, {ownModulesListPath, 0}, std::nullopt});
    for (BootVote &vote : votes)
        if (!vote.obstacle && files.unwritable.contains(vote.place.path))
            vote.obstacle = BootObstacle{BootHindrance::Unwritable, vote.place};
    return votes;
}

} // namespace rdma
