// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who needs the helper to stay.
#include "helper/presence.h"

namespace rdma {

namespace {

constexpr qsizetype maxWatchers = 256; // a watcher is one bus name; the bus itself allows 256 connections a user

} // namespace

Presence::Presence(std::chrono::milliseconds patience)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &Presence::deserted);
    reconsider();
}

void Presence::watch(const QString &caller, const QString &feature)
{
    if (!m_watchers.contains(caller) && m_watchers.size() >= maxWatchers)
        return;
    m_watchers[caller].insert(feature);
    reconsider();
    emit watchersChanged();
}

void Presence::forget(const QString &caller)
{
    if (!m_watchers.remove(caller))
        return;
    reconsider();
    emit watchersChanged();
}

void Presence::callBegins()
{
    ++m_calls;
    reconsider();
}

void Presence::callEnds()
{
    --m_calls;
    reconsider();
}

bool Presence::isDeserted() const
{
    return m_watchers.isEmpty() && m_calls == 0;
}

bool Presence::isWatched(const QString &feature) const
{
    return std::ranges::any_of(m_watchers, [&](const auto &features) { return features.contains(feature); });
}

void Presence::reconsider()
{
    if (isDeserted())
        m_patience.start();
    else
        m_patience.stop();
}

} // namespace rdma
