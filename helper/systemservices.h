// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// systemd's own word about services, over the system bus (org.freedesktop.systemd1(5)).
#pragma once

#include "helper/services.h"

namespace rdma {

class SystemServices final : public Services {
public:
    [[nodiscard]] Result<std::map<QString, ServiceStanding>> standing(const QStringList &units) const override;
};

} // namespace rdma
