// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The C library's databases: an entry's texts lie in a buffer that is enlarged until they have room.
#include "helper/systemaccounts.h"

#include "helper/errnoerror.h"

#include <algorithm>
#include <cerrno>
#include <grp.h>
#include <pwd.h>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr std::size_t firstRoom = 4096;
constexpr std::size_t mostRoom = std::size_t{4} * 1024 * 1024; // a group of some 100,000 members
constexpr int mostGroups = 65536;                              // NGROUPS_MAX

/// What getpwnam_r() and its siblings share: `ask(buffer, size, found)` returns an errno.
template <typename Entry> Result<Entry *> lookUp(std::vector<char> &buffer, Entry &entry, auto ask)
{
    Entry *found = nullptr;
    int answer = ERANGE;
    for (std::size_t room = firstRoom; answer == ERANGE && room <= mostRoom; room *= 4) {
        buffer.resize(room);
        answer = ask(&entry, buffer.data(), buffer.size(), &found);
    }
    // Databases that have no such entry may say so in any of these ways (getpwnam(3)).
    if (answer == 0 || answer == ENOENT || answer == ESRCH || answer == EBADF || answer == EPERM)
        return answer == 0 ? found : nullptr;
    return fail(ErrorCode::Io, u"accounts"_s, errnoName(answer));
}

Result<std::optional<GroupAccount>> groupBy(auto ask)
{
    std::vector<char> buffer;
    struct group entry{};
    const auto found = lookUp(buffer, entry, ask);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    GroupAccount account{QString::fromUtf8(entry.gr_name), entry.gr_gid, {}};
    for (char **member = entry.gr_mem; *member; ++member)
        account.members.append(QString::fromUtf8(*member));
    return account;
}

std::vector<gid_t> groupIdsOf(const passwd &entry)
{
    int count = 64;
    std::vector<gid_t> ids(static_cast<std::size_t>(count));
    while (::getgrouplist(entry.pw_name, entry.pw_gid, ids.data(), &count) < 0 && count <= mostGroups)
        ids.resize(static_cast<std::size_t>(count));
    ids.resize(static_cast<std::size_t>(std::min(count, int(ids.size()))));
    return ids;
}

/// A group without a name is known by its number alone.
Result<std::vector<GroupAccount>> groupsOf(const passwd &entry)
{
    std::vector<GroupAccount> groups;
    for (const gid_t id : groupIdsOf(entry)) {
        auto found = groupBy([&](struct group *into, char *room, std::size_t size, struct group **out) {
            return ::getgrgid_r(id, into, room, size, out);
        });
        if (!found)
            return std::unexpected(found.error());
        groups.push_back({found->value_or(GroupAccount{}).name, id, {}});
    }
    return groups;
}

Result<passwd *> userBy(const QString &name, std::vector<char> &buffer, passwd &entry)
{
    const QByteArray asked = name.toUtf8();
    return lookUp(buffer, entry, [&](passwd *into, char *room, std::size_t size, passwd **out) {
        return ::getpwnam_r(asked.constData(), into, room, size, out);
    });
}

} // namespace

Result<bool> SystemAccounts::hasUser(const QString &name) const
{
    std::vector<char> buffer;
    passwd entry{};
    return userBy(name, buffer, entry).transform([&](const passwd *found) {
        return found && QString::fromUtf8(found->pw_name) == name;
    });
}

Result<std::optional<UserAccount>> SystemAccounts::user(const QString &name) const
{
    std::vector<char> buffer;
    passwd entry{};
    const auto found = userBy(name, buffer, entry);
    if (!found)
        return std::unexpected(found.error());
    if (!*found)
        return std::nullopt;
    return groupsOf(entry).transform([&](std::vector<GroupAccount> groups) {
        return std::optional(
            UserAccount{QString::fromUtf8(entry.pw_name), entry.pw_uid, entry.pw_gid, std::move(groups)});
    });
}

Result<std::optional<GroupAccount>> SystemAccounts::group(const QString &name) const
{
    const QByteArray asked = name.toUtf8();
    return groupBy([&](struct group *into, char *room, std::size_t size, struct group **out) {
        return ::getgrnam_r(asked.constData(), into, room, size, out);
    });
}

Result<std::optional<QString>> SystemAccounts::nameOf(quint32 uid) const
{
    std::vector<char> buffer;
    passwd entry{};
    return lookUp(buffer, entry,
                  [&](passwd *into, char *room, std::size_t size, passwd **out) {
                      return ::getpwuid_r(uid, into, room, size, out);
                  })
        .transform([](const passwd *found) {
            return found ? std::optional(QString::fromUtf8(found->pw_name)) : std::nullopt;
        });
}

} // namespace rdma
