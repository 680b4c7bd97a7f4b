// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The door to what systemd knows of services and no file tells: whether one failed, and since when it is as it is.
#pragma once

#include "model/result.h"
#include "model/servicestate.h"

#include <QStringList>
#include <map>

namespace rdma {

class Services {
public:
    virtual ~Services() = default;
    /// Starts and loads nothing; a unit that systemd has not in memory is left out. Timeout, Io (no systemd).
    [[nodiscard]] virtual Result<std::map<QString, ServiceStanding>> standing(const QStringList &units) const = 0;
};

} // namespace rdma
