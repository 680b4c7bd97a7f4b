// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// systemd's word about services, as a test puts it.
#pragma once

#include "helper/services.h"

#include <QMutex>

namespace rdma {

class FakeServices final : public Services {
public:
    void say(const QString &unit, const ServiceStanding &standing);
    void fallSilent(); ///< as without systemd

    [[nodiscard]] Result<std::map<QString, ServiceStanding>> standing(const QStringList &units) const override;

private:
    mutable QMutex m_mutex;
    std::map<QString, ServiceStanding> m_units;
    bool m_silent = false;
};

} // namespace rdma
