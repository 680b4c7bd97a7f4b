// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One colon-separated line for each.
#include "tests/fake/fakeaccounts.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr qsizetype passwdFields = 7;
constexpr qsizetype groupFields = 4;

GroupAccount groupFrom(const QStringList &entry)
{
    return {entry[0], entry[2].toUInt(), entry[3].split(u',', Qt::SkipEmptyParts)};
}

} // namespace

QList<QStringList> FakeAccounts::entriesOf(const QString &path) const
{
    QList<QStringList> entries;
    if (m_files.exists(path))
        for (const QByteArray &line : m_files.read(path).split('\n'))
            if (line.contains(':'))
                entries.append(QString::fromUtf8(line).split(u':'));
    return entries;
}

Result<std::optional<UserAccount>> FakeAccounts::user(const QString &name) const
{
    for (const QStringList &entry : entriesOf(u"/etc/passwd"_s)) {
        if (entry.size() != passwdFields || entry[0] != name)
            continue;
        UserAccount account{name, entry[2].toUInt(), entry[3].toUInt(), {}};
        for (const QStringList &line : entriesOf(u"/etc/group"_s))
            if (line.size() == groupFields)
                if (const GroupAccount group = groupFrom(line);
                    group.gid == account.gid || group.members.contains(name))
                    account.groups.push_back({group.name, group.gid, {}});
        return account;
    }
    return std::nullopt;
}

Result<bool> FakeAccounts::hasUser(const QString &name) const
{
    return user(name).transform([](const auto &found) { return found.has_value(); });
}

Result<std::optional<GroupAccount>> FakeAccounts::group(const QString &name) const
{
    for (const QStringList &entry : entriesOf(u"/etc/group"_s))
        if (entry.size() == groupFields && entry[0] == name)
            return groupFrom(entry);
    return std::nullopt;
}

Result<std::optional<QString>> FakeAccounts::nameOf(quint32 uid) const
{
    for (const QStringList &entry : entriesOf(u"/etc/passwd"_s))
        if (entry.size() == passwdFields && entry[2].toUInt() == uid)
            return entry[0];
    return std::nullopt;
}

} // namespace rdma
