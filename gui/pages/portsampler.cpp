// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Asks once a second what a port has counted, while somebody looks.
#include "gui/pages/portsampler.h"

#include "gui/words/errorwords.h"
#include "gui/words/notewords.h"

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

/// A remark says why an answer has nothing of the port: its driver hangs.
QString absenceWords(const QJsonObject &answer)
{
    const auto notes = notesFromJson(answer[u"notes"_s].toArray());
    return notes.empty() ? PortSampler::tr("The helper’s answer says nothing of this port.") : noteWords(notes.front());
}

std::expected<PortCounters, QString> countersOf(const PortId &port, const Result<QJsonObject> &state)
{
    const auto live =
        state.and_then([](const QJsonObject &answer) { return devicesLiveFromJson(answer[u"live"_s].toObject()); });
    if (!live)
        return std::unexpected(errorWords(live.error()).happened);
    if (!live->counters.contains(port))
        return std::unexpected(absenceWords(*state));
    return live->counters.at(port);
}

} // namespace

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

void PortSampler::take(const PortId &port, const Result<QJsonObject> &state)
{
    m_asking = false;
    if (const auto counters = countersOf(port, state))
        emit sampled(port, *counters);
    else
        emit unreadable(port, counters.error());
}

} // namespace rdma
