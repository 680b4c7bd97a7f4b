// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who is behind a bus name, and how much of the helper one user may hold at once.
#pragma once

#include "model/result.h"

#include <QDBusConnection>
#include <QHash>
#include <QObject>
#include <functional>
#include <memory>

namespace rdma {

/// What the calls of one user, or of all users together, occupy until they are answered.
struct Load {
    int calls = 0;
    qsizetype bytes = 0; ///< of arguments

    bool operator==(const Load &) const = default;
};

constexpr Load maxLoadOfUser{32, 8 * 1024 * 1024};
constexpr Load maxLoad{256, 48 * 1024 * 1024};

struct Loads;

/// Counts by user and not by connection: opening more connections buys nobody more.
class Callers : public QObject {
    Q_OBJECT
public:
    explicit Callers(const QDBusConnection &bus);

    /// One admitted call: its place is free again when the last copy is gone.
    class Ticket {
    public:
        [[nodiscard]] uint uid() const;

    private:
        friend class Callers;
        struct Place;
        std::shared_ptr<const Place> m_place;
    };

    /// Finds out the caller's uid from the bus and gives the call a place. Calls of one sender are answered in their
    /// order: while some wait for the bus, later ones wait behind them. TooMany when the user holds too many;
    /// NotAuthorized when the caller has left the bus.
    void admit(const QString &sender, qsizetype bytes, std::function<void(Result<Ticket>)> answer);

    /// A place for a call of a user who is known. TooMany when they hold too many.
    [[nodiscard]] Result<Ticket> placeFor(uint uid, qsizetype bytes);

signals:
    void left(const QString &name); ///< a connection left the bus, whether it ever called or not

private slots:
    void takeOwnerChange(const QString &name, const QString &before, const QString &after);

private:
    void addUnidentified(const QString &sender, int calls, qsizetype bytes);
    void identify(const QString &sender, std::function<void(Result<uint>)> answer);

    QDBusConnection m_bus;
    QHash<QString, uint> m_known; ///< by unique name, which the bus never gives to another connection
    std::shared_ptr<Loads> m_loads;
    QHash<QString, Load> m_unidentified; ///< by unique name: the first calls of one do not keep out others
    qsizetype m_unidentifiedBytes = 0;   ///< of all; the bus bounds how many names there are
};

} // namespace rdma
