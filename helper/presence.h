// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Who needs the helper to stay: callers that watch, calls that are being answered. With nobody left it may exit.
#pragma once

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

namespace rdma {

class Presence : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds defaultPatience{30};

    explicit Presence(std::chrono::milliseconds patience = defaultPatience);

    void watch(const QString &caller, const QString &feature);
    void forget(const QString &caller); ///< it left the bus
    void callBegins();
    void callEnds();
    [[nodiscard]] bool isDeserted() const;
    [[nodiscard]] bool isWatched(const QString &feature) const;

signals:
    void watchersChanged(); ///< somebody began or ceased to watch something
    void deserted();        ///< nobody watches or waits, for as long as the patience

private:
    void reconsider();

    QHash<QString, QSet<QString>> m_watchers; ///< the features that a caller watches
    QTimer m_patience;
    int m_calls = 0;
};

} // namespace rdma
