// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who needs the helper to stay: callers that watch, calls that are being answered. With nobody left it may exit.
#pragma once

#include "model/result.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace rdma {

class Presence : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds defaultPatience{30};
    static constexpr int maxWatchersOfUser = 32; ///< connections that watch

    explicit Presence(std::chrono::milliseconds patience = defaultPatience);

    /// TooMany when the user has too many watchers already.
    [[nodiscard]] Result<void> watch(const QString &caller, uint uid, const QString &feature);
    void unwatch(const QString &caller, const QString &feature); ///< nothing where it does not watch
    void forget(const QString &caller);                          ///< it left the bus
    void callBegins();
    void callEnds();
    [[nodiscard]] bool isDeserted() const;
    [[nodiscard]] bool isWatched(const QString &feature) const;

signals:
    void watchersChanged(); ///< somebody began or ceased to watch something
    void deserted();        ///< nobody watches or waits, for as long as the patience

private:
    struct Watcher {
        uint uid = 0;
        QSet<QString> features;
    };

    void reconsider();
    [[nodiscard]] bool hasPlaceFor(uint uid) const;

    QHash<QString, Watcher> m_watchers; ///< by unique name
    QTimer m_patience;
    int m_calls = 0;
};

} // namespace rdma
