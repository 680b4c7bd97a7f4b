// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Feature "limits", reading: limits files, systemd's own files, those of services.
#include "helper/features/limits.h"

#include "helper/pamlimits.h"
#include "model/unitdropin.h"
#include "model/unitorder.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// MLOCK_LIMIT of the kernel since 5.16, and DEFAULT_RLIMIT_MEMLOCK of systemd since 251.
constexpr MemoryLimit todaysUsual{{quint64{8} * 1024 * 1024}, {quint64{8} * 1024 * 1024}};

void showLines(LimitsLive &live, const LimitLines &lines, const std::set<QString> &privateFiles)
{
    for (const LimitRule &rule : lines.rules)
        live.rules.push_back(shownTo({lines.path, rule}, privateFiles));
    const bool isPrivate = privateFiles.contains(lines.path);
    for (const LimitProblem &problem : lines.problems)
        live.problems.push_back(
            {lines.path, problem.line, problem.kind, isPrivate ? QString() : QString::fromUtf8(problem.said)});
}

void readUsers(LimitsState &state, const Host &host)
{
    LimitsMachine &live = state.live;
    live.pam = readPamLimits(host);
    live.limitsFiles = readLimitsFiles(host, state.notes);
    for (const RulesFile &file : live.limitsFiles)
        if (!isPublicFile(host, file.path))
            live.privateFiles.insert(file.path);
    for (const LimitLines &lines : linesOf(live.limitsFiles, live.pam))
        showLines(live, lines, live.privateFiles);
    live.ownFile = host.read(rdmaLimitsFile);
    if (!live.ownFile)
        state.notes.push_back({NoteCode::UnreadableFile, rdmaLimitsFile, live.ownFile.error().detail});
    const auto bytes = live.ownFile.value_or(std::nullopt);
    state.config.users = wantedLimitsIn(bytes.value_or(QByteArray()), live.pam);
}

UnitMemlock readManager(const Host &host, const QString &name, std::vector<Note> &notes)
{
    std::vector<RulesFile> files;
    QStringList directories;
    for (const QLatin1StringView directory : managerDirectories) {
        directories.append(directory);
        if (const QString path = directory + u'/' + name; host.modeOf(path))
            files.push_back(peekFile(host, path, notes));
        const QString dropIns = directory + u'/' + name + ".d"_L1;
        for (const QString &dropIn : host.list(dropIns))
            if (dropIn.endsWith(".conf"_L1))
                files.push_back(peekFile(host, dropIns + u'/' + dropIn, notes));
    }
    return managerMemlock(managerFilesInOrder(name, directories, files));
}

/// What a service has of which no file says anything is decided by systemd's version and by what the kernel gave to
/// process 1 (bump_rlimit_memlock() in src/core/main.c). We are such a service, so our own limit is theirs.
MemoryLimit readUsual(const Host &host)
{
    return host.attribute(u"/proc/self/limits"_s)
        .and_then([](const QByteArray &limits) {
            const auto limit = memlockIn(limits);
            return limit ? std::optional(*limit) : std::nullopt;
        })
        .value_or(todaysUsual);
}

/// The kernel asks for CAP_SYS_RESOURCE of its first user namespace (do_prlimit() in kernel/sys.c). Process 1 is
/// root's, and ProtectProc= hides no process from group root (has_pid_permissions() in fs/proc/base.c).
bool mayRaise(const Host &host)
{
    constexpr quint64 sysResource = quint64{1} << 24;
    const QByteArray key = "CapBnd:";
    const auto uids = host.attribute(u"/proc/self/uid_map"_s);
    if (uids && uids->simplified() != "0 0 4294967295")
        return false;
    for (const QByteArray &line : host.attribute(u"/proc/1/status"_s).value_or(QByteArray()).split('\n'))
        if (line.startsWith(key))
            return line.sliced(key.size()).trimmed().toULongLong(nullptr, 16) & sysResource;
    return true;
}

/// A login has what systemd gave to the service that lets people in.
LimitStart startOf(const LimitsMachine &live, const Host &host)
{
    LimitStart start{.inherited = live.system.winner ? live.system.winner->limit : live.usual,
                     .mayRaise = mayRaise(host)};
    const auto limits = host.attribute(u"/proc/1/limits"_s);
    const auto ofInit = memlockIn(limits.value_or(QByteArray()));
    if (live.pam.readsWords && live.pam.isDebians && ofInit)
        start.ofInit = *ofInit;
    return start;
}

void readOwnDropIn(LimitsState &state, const QString &unit, const Host &host)
{
    const QString path = memlockDropInPath(unit).value_or(QString());
    auto file = host.read(path);
    const auto bytes = file.value_or(std::nullopt);
    const auto limit = bytes ? memlockOfDropIn(*bytes) : fail(ErrorCode::NotFound, path);
    if (limit)
        state.config.units[unit] = *limit;
    else
        state.notes.push_back({NoteCode::UnreadableFile, path, file ? limit.error().detail : file.error().detail});
    state.live.ownDropIns[unit] = std::move(file);
}

void readUnits(LimitsState &state, const Host &host)
{
    LimitsMachine &live = state.live;
    live.system = readManager(host, u"system.conf"_s, state.notes);
    live.user = readManager(host, u"user.conf"_s, state.notes);
    live.usual = readUsual(host);
    live.serviceFiles = ServiceFiles(host, state.notes);
    live.services = live.serviceFiles.services();
    live.units = live.serviceFiles.memlocks();
    for (const QString &unit : live.serviceFiles.withOwnDropIn())
        readOwnDropIn(state, unit, host);
}

void readMembers(LimitsState &state, const Accounts &accounts)
{
    const auto group = accounts.group(u"rdma"_s);
    if (!group)
        state.notes.push_back({NoteCode::AccountsSilent, u"rdma"_s, group.error().detail});
    else if (*group)
        state.live.members = (*group)->members;
}

} // namespace

Result<LimitsState> readLimits(Machine &machine)
{
    LimitsState state;
    readUsers(state, machine.host);
    readUnits(state, machine.host);
    state.live.start = startOf(state.live, machine.host);
    readMembers(state, machine.accounts);
    return state;
}

} // namespace rdma
