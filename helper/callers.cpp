// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is behind a bus name, and how much of the helper one user may hold at once.
#include "helper/callers.h"

#include <QDBusMessage>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QMutex>

namespace rdma {

using namespace Qt::StringLiterals;

namespace {

constexpr int patience = 10'000; // milliseconds; the bus itself answers
const QString busName = u"org.freedesktop.DBus"_s;
const QString busPath = u"/org/freedesktop/DBus"_s;

bool fits(const Load &present, qsizetype bytes, const Load &limit)
{
    return present.calls < limit.calls && present.bytes + bytes <= limit.bytes;
}

void add(Load &load, int calls, qsizetype bytes)
{
    load.calls += calls;
    load.bytes += bytes;
}

} // namespace

/// Tickets die in whatever thread worked for the call last.
struct Loads {
    QMutex mutex;
    QHash<uint, Load> users;
    Load all;
};

struct Callers::Ticket::Place {
    Place(std::shared_ptr<Loads> where, uint user, qsizetype size) : loads(std::move(where)), uid(user), bytes(size) {}
    ~Place()
    {
        const QMutexLocker lock(&loads->mutex);
        add(loads->all, -1, -bytes);
        add(loads->users[uid], -1, -bytes);
        if (loads->users[uid].calls == 0)
            loads->users.remove(uid);
    }
    Q_DISABLE_COPY_MOVE(Place)

    std::shared_ptr<Loads> loads;
    uint uid;
    qsizetype bytes;
};

uint Callers::Ticket::uid() const
{
    return m_place->uid;
}

Callers::Callers(const QDBusConnection &bus) : m_bus(bus), m_loads(std::make_shared<Loads>())
{
    // One rule for all names: the bus lets a connection have few, and a user could use them up.
    m_bus.connect(busName, busPath, busName, u"NameOwnerChanged"_s, this,
                  SLOT(takeOwnerChange(QString, QString, QString)));
}

void Callers::takeOwnerChange(const QString &name, const QString &, const QString &after)
{
    if (!name.startsWith(u':') || !after.isEmpty())
        return;
    m_known.remove(name);
    emit left(name);
}

void Callers::admit(const QString &sender, qsizetype bytes, std::function<void(Result<Ticket>)> answer)
{
    const auto known = m_known.constFind(sender);
    if (known != m_known.cend() && !m_unidentified.contains(sender))
        return answer(placeFor(*known, bytes));
    if (!sender.startsWith(u':'))
        return answer(fail(ErrorCode::NotAuthorized, sender, u"not a unique bus name"_s));
    if (!fits(m_unidentified.value(sender), bytes, maxLoadOfUser) || m_unidentifiedBytes + bytes > maxLoad.bytes)
        return answer(fail(ErrorCode::TooMany));
    addUnidentified(sender, 1, bytes);
    identify(sender, [this, sender, bytes, answer = std::move(answer)](const Result<uint> &uid) {
        addUnidentified(sender, -1, -bytes);
        answer(uid.and_then([&](uint user) { return placeFor(user, bytes); }));
    });
}

void Callers::addUnidentified(const QString &sender, int calls, qsizetype bytes)
{
    m_unidentifiedBytes += bytes;
    add(m_unidentified[sender], calls, bytes);
    if (m_unidentified[sender].calls == 0)
        m_unidentified.remove(sender);
}

void Callers::identify(const QString &sender, std::function<void(Result<uint>)> answer)
{
    auto call = QDBusMessage::createMethodCall(busName, busPath, busName, u"GetConnectionUnixUser"_s);
    auto *watcher = new QDBusPendingCallWatcher(m_bus.asyncCall(call << sender, patience), this);
    connect(watcher, &QDBusPendingCallWatcher::finished, this, [this, sender, watcher, answer = std::move(answer)] {
        watcher->deleteLater();
        const QDBusPendingReply<uint> reply = *watcher;
        if (reply.isError())
            return answer(fail(ErrorCode::NotAuthorized, {}, reply.error().name()));
        m_known.insert(sender, reply.value());
        answer(reply.value());
    });
}

Result<Callers::Ticket> Callers::placeFor(uint uid, qsizetype bytes)
{
    const QMutexLocker lock(&m_loads->mutex);
    if (!fits(m_loads->users.value(uid), bytes, maxLoadOfUser) || !fits(m_loads->all, bytes, maxLoad))
        return fail(ErrorCode::TooMany);
    add(m_loads->users[uid], 1, bytes);
    add(m_loads->all, 1, bytes);
    Ticket ticket;
    ticket.m_place = std::make_shared<const Ticket::Place>(m_loads, uid, bytes);
    return ticket;
}

} // namespace rdma
