// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks once a second what a port has counted, while somebody looks.
#include "gui/pages/portsampler.h"

namespace rdma {

using namespace Qt::StringLiterals;

PortSampler::PortSampler(Page *page) : QObject(page), m_page(page)
{
    m_clock.setInterval(std::chrono::seconds(1));
    connect(&m_clock, &QTimer::timeout, this, &PortSampler::sample);
}

void PortSampler::setPort(const std::optional<PortId> &port)
{
    if (std::exchange(m_port, port) != port)
        restart();
}

void PortSampler::setSeen(bool seen)
{
    if (std::exchange(m_seen, seen) != seen)
        restart();
}

void PortSampler::restart()
{
    if (!m_port || !m_seen)
        return m_clock.stop();
    m_clock.start();
    sample();
}

/// A slow answer delays the next question; it is not asked twice.
void PortSampler::sample()
{
    if (m_asking || !m_port)
        return;
    m_asking = true;
    m_page->read(toJson(DevicesQuery(CounterSample{{*m_port}})), this,
                 [this, port = *m_port](const Result<QJsonObject> &state) { take(port, state); });
}

/// A port that cannot be asked has nothing measured; why is told where the devices are read.
void PortSampler::take(const PortId &port, const Result<QJsonObject> &state)
{
    m_asking = false;
    const auto live =
        state.and_then([](const QJsonObject &answer) { return devicesLiveFromJson(answer[u"live"_s].toObject()); });
    if (live && live->counters.contains(port))
        emit sampled(port, live->counters.at(port));
}

} // namespace rdma
