// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks once a second what a port has counted, while somebody looks.
#pragma once

#include "gui/pages/page.h"
#include "model/devices.h"

#include <QTimer>

namespace rdma {

/// On InfiniBand every counter is a question to the port's firmware, so nobody is asked for what is not on screen.
class PortSampler : public QObject {
    Q_OBJECT
public:
    explicit PortSampler(Page *page);

    void setPort(const std::optional<PortId> &port); ///< none: stop
    void setSeen(bool seen);

signals:
    void sampled(const rdma::PortId &port, const rdma::PortCounters &counters);
    void unreadable(const rdma::PortId &port, const QString &why); ///< in words

private:
    void restart();
    void sample();
    void take(const PortId &port, const Result<QJsonObject> &state);

    Page *m_page;
    QTimer m_clock;
    std::optional<PortId> m_port;
    bool m_seen = false;
    bool m_asking = false;
};

} // namespace rdma
