// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who needs the helper to stay.
#include "helper/presence.h"

namespace rdma {

namespace {

// A watcher is one bus name; the bus itself allows 256 connections a user, who could take everybody's places.
constexpr qsizetype maxWatchers = 256;

} // namespace

Presence::Presence(std::chrono::milliseconds patience)
{
    m_patience.setSingleShot(true);
    m_patience.setInterval(patience);
    connect(&m_patience, &QTimer::timeout, this, &Presence::deserted);
    reconsider();
}

Result<void> Presence::watch(const QString &caller, uint uid, const QString &feature)
{
    if (!m_watchers.contains(caller) && !hasPlaceFor(uid))
        return fail(ErrorCode::TooMany);
    auto &watcher = m_watchers[caller];
    watcher.uid = uid;
    watcher.features.insert(feature);
    reconsider();
    emit watchersChanged();
    return {};
}

bool Presence::hasPlaceFor(uint uid) const
{
    return m_watchers.size() < maxWatchers && std::ranges::count(m_watchers, uid, &Watcher::uid) < maxWatchersOfUser;
}

/// Who watches nothing any more holds no place and keeps nobody up.
void Presence::unwatch(const QString &caller, const QString &feature)
{
    const auto watcher = m_watchers.find(caller);
    if (watcher == m_watchers.end() || !watcher->features.remove(feature))
        return;
    if (watcher->features.isEmpty())
        m_watchers.erase(watcher);
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
    return std::ranges::any_of(m_watchers, [&](const Watcher &watcher) { return watcher.features.contains(feature); });
}

void Presence::reconsider()
{
    if (isDeserted())
        m_patience.start();
    else
        m_patience.stop();
}

} // namespace rdma
