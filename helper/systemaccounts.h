// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Users and groups as the C library has them (getpwnam_r(3), getpwuid_r(3), getgrnam_r(3), getgrouplist(3)).
#pragma once

#include "helper/accounts.h"

namespace rdma {

class SystemAccounts final : public Accounts {
public:
    [[nodiscard]] Result<std::optional<UserAccount>> user(const QString &name) const override;
    [[nodiscard]] Result<bool> hasUser(const QString &name) const override;
    [[nodiscard]] Result<std::optional<GroupAccount>> group(const QString &name) const override;
    [[nodiscard]] Result<std::optional<QString>> nameOf(quint32 uid) const override;
};

} // namespace rdma
