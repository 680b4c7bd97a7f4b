// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// systemd as srp_daemon's services meet it: unit files, the links it makes for them, and which of them run.
#pragma once

#include "helper/tools.h"
#include "tests/fake/fakehostroot.h"

#include <set>

namespace rdma {

class FakeUnits {
public:
    explicit FakeUnits(FakeHostRoot &files) : m_files(files) {}

    void install(const QString &name, const QString &directory = QStringLiteral("/usr/lib/systemd/system"));
    [[nodiscard]] Result<void> act(Tool verb, const QString &unit);
    void setActive(const QString &unit, bool active); ///< by itself
    void endsAtOnce(const QString &unit) { m_ending.insert(unit); }

private:
    [[nodiscard]] bool isInstalled(const QString &unit) const;
    [[nodiscard]] Result<void> start(const QString &unit);
    void stop(const QString &unit);

    FakeHostRoot &m_files;
    std::set<QString> m_active;
    std::set<QString> m_ending;
};

} // namespace rdma
