// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Users and groups of the fake root's /etc/passwd and /etc/group (passwd(5), group(5)).
#pragma once

#include "helper/accounts.h"
#include "tests/fake/fakehostroot.h"

namespace rdma {

class FakeAccounts final : public Accounts {
public:
    explicit FakeAccounts(FakeHostRoot &files) : m_files(files) {}

    [[nodiscard]] Result<std::optional<UserAccount>> user(const QString &name) const override;
    [[nodiscard]] Result<bool> hasUser(const QString &name) const override;
    [[nodiscard]] Result<std::optional<GroupAccount>> group(const QString &name) const override;
    [[nodiscard]] Result<std::optional<QString>> nameOf(quint32 uid) const override;

private:
    [[nodiscard]] QList<QStringList> entriesOf(const QString &path) const;

    FakeHostRoot &m_files;
};

} // namespace rdma
