// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// One feature of the helper as the front ends see it: asynchronous calls with typed answers. The only part that knows
// D-Bus.
#pragma once

#include "gui/client/answer.h"
#include "model/plan.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <chrono>

namespace rdma {

class HelperGate;

/// Whether a person may be asked for a password before a call is answered.
enum class Asks { Nobody, Person };

[[nodiscard]] std::chrono::milliseconds patienceFor(Asks asks);

/// Never blocks. An answer never comes before the call returned, and is dropped when its context object is gone. Before
/// the first call on a connection the owner of org.rdmamanager.Helper1 is looked up: on the system bus it must be uid
/// 0, on another bus uid 0 or ourselves, and Version must have our major; else NoHelper.
class FeatureClient : public QObject {
    Q_OBJECT
public:
    FeatureClient(const QDBusConnection &bus, QString feature, QObject *parent = nullptr);

    [[nodiscard]] QString feature() const;

    void read(const QJsonObject &query, QObject *context, Answer<QJsonObject> answer); ///< {config, live, notes}
    /// As read(), of what not everybody may see, like the kernel's log: only ever because somebody asked for it just
    /// now. The same query through read() asks nobody and answers NoAgent where a password is needed.
    void inspect(const QJsonObject &query, QObject *context, Answer<QJsonObject> answer);
    void preview(const QJsonObject &wish, QObject *context, Answer<PlanView> answer);
    void apply(const QString &planId, const QJsonObject &wish, QObject *context, Answer<QString> answer); ///< job id
    void cancel(const QString &job, QObject *context, Answer<void> answer);
    void watch(); ///< from now on changed() is emitted; renewed by itself when the helper restarts, not when refused

    /// For all clients of this feature on the connection: the helper counts connections. Who watches again reads again.
    void unwatch();

signals:
    void changed(const QString &topic); ///< "config", "live" or "job"; all three after the helper restarted
    void watchGranted();
    void watchRefused(const rdma::Error &error); ///< watch() asks again
    void helperVanished();                       ///< idle exit or crash; the next call starts it again

private slots:
    void takeChanged(const QString &topic);

private:
    struct Call {
        QString method;
        QVariantList arguments;
        Asks asks = Asks::Nobody;
        bool retried = false;
    };

    void readAs(Asks asks, const QJsonObject &query, QObject *context, Answer<QJsonObject> answer);
    void send(const Call &call, QObject *context, const Answer<QDBusMessage> &answer);
    void sendTo(const QString &owner, const Call &call, QObject *context, const Answer<QDBusMessage> &answer);
    void renewWatch();
    void watchAt(const QString &owner);
    void takeWatchAnswer(const QDBusMessage &reply);
    void ceaseToHear();
    [[nodiscard]] QString path() const;

    QDBusConnection m_bus;
    QString m_feature;
    HelperGate *m_gate;
    QString m_watchedOwner; ///< the unique name whose Changed signal we get
    bool m_watching = false;
    bool m_watchedBefore = false;
    bool m_watchRefused = false;
};

} // namespace rdma
