// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A directory of users and groups in which everybody is there, that takes its time, and counts how often it is asked.
#pragma once

#include "helper/accounts.h"

#include <QThread>
#include <chrono>

namespace rdma {

class SlowAccounts final : public Accounts {
public:
    explicit SlowAccounts(std::chrono::milliseconds time) : m_time(time) {}

    [[nodiscard]] Result<std::optional<UserAccount>> user(const QString &name) const override
    {
        look();
        return UserAccount{name, 1000, 1000, {}};
    }
    [[nodiscard]] Result<bool> hasUser(const QString &name) const override
    {
        look();
        return !name.startsWith(stranger);
    }
    [[nodiscard]] Result<std::optional<GroupAccount>> group(const QString &name) const override
    {
        look();
        return GroupAccount{name, 1000, {}};
    }
    [[nodiscard]] Result<std::optional<QString>> nameOf(quint32) const override { return std::nullopt; }

    [[nodiscard]] int looks() const { return m_looks; }

    static constexpr QLatin1StringView stranger{"stranger"};

private:
    void look() const
    {
        ++m_looks;
        QThread::sleep(m_time);
    }

    std::chrono::milliseconds m_time;
    mutable int m_looks = 0;
};

} // namespace rdma
