// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to users and groups, wherever this system has them from (nsswitch.conf(5)): files, systemd, a directory.
#pragma once

#include "model/result.h"

#include <QStringList>
#include <optional>
#include <vector>

namespace rdma {

struct GroupAccount {
    QString name;
    quint32 gid = 0;
    QStringList members; ///< that the group itself names; those whose primary group it is are not among them

    bool operator==(const GroupAccount &) const = default;
};

struct UserAccount {
    QString name;
    quint32 uid = 0;
    quint32 gid = 0;
    std::vector<GroupAccount> groups; ///< all, the primary one as well; without their members

    bool operator==(const UserAccount &) const = default;
};

/// nullopt: there is nobody of that name. Io: the database did not answer. Each look may take a directory's time, and
/// groups one for each.
class Accounts {
public:
    virtual ~Accounts() = default;
    [[nodiscard]] virtual Result<std::optional<UserAccount>> user(const QString &name) const = 0;
    /// In this spelling: a directory may find "Alice" for "alice", pam_limits does not.
    [[nodiscard]] virtual Result<bool> hasUser(const QString &name) const = 0;
    [[nodiscard]] virtual Result<std::optional<GroupAccount>> group(const QString &name) const = 0;
    [[nodiscard]] virtual Result<std::optional<QString>> nameOf(quint32 uid) const = 0;
};

} // namespace rdma
