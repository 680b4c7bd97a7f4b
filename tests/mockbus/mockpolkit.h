// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A polkitd whose every answer the test decides, and when it comes.
#pragma once

#include "helper/polkittypes.h"

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusMessage>
#include <QObject>
#include <functional>

namespace rdma {

struct PolkitQuestion {
    QString sender;
    QString action;
    QMap<QString, QString> details;
    bool interactive = false;
    QString cancellation;
};

enum class PolkitVerdict { Yes, No, Challenge, Dismissed, Broken, Later };

class MockPolkit : public QObject, protected QDBusContext {
    Q_OBJECT
    Q_CLASSINFO("D-Bus Interface", "org.freedesktop.PolicyKit1.Authority")
public:
    /// Takes the name org.freedesktop.PolicyKit1 on a connection that nobody else in the process uses.
    explicit MockPolkit(const QDBusConnection &bus);

    std::function<PolkitVerdict(const PolkitQuestion &)> decide; ///< unset: a prompt succeeds, silence is a challenge
    QList<PolkitQuestion> asked;
    QStringList cancelled;

    void answer(const QString &cancellation, PolkitVerdict verdict); ///< for one that was decided Later
    [[nodiscard]] QStringList waiting() const { return m_waiting.keys(); }

public Q_SLOTS:
    Q_SCRIPTABLE rdma::PolkitResult CheckAuthorization(const rdma::PolkitSubject &subject, const QString &action,
                                                       const QMap<QString, QString> &details, uint flags,
                                                       const QString &cancellation);
    Q_SCRIPTABLE void CancelCheckAuthorization(const QString &cancellation);

private:
    void send(const QDBusMessage &call, PolkitVerdict verdict);

    QDBusConnection m_bus;
    QHash<QString, QDBusMessage> m_waiting;
};

} // namespace rdma
