// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Lets calls pass to the helper only after its owner and version were checked; starts it when it is not there.
#pragma once

#include "gui/client/answer.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QObject>
#include <QPointer>
#include <vector>

namespace rdma {

/// Whoever passes gets the unique name of the vetted process and must send to that name: nobody can slip in between
/// check and call. The check is made again when org.rdmamanager.Helper1 changes hands.
class HelperGate : public QObject {
    Q_OBJECT
public:
    /// `path`: any object of the helper, asked for its Version. `owners`: the user ids that may be the helper.
    HelperGate(const QDBusConnection &bus, QString path, QList<uint> owners, QObject *parent = nullptr);

    void pass(QObject *context, Answer<QString> answer);
    void forget(const QString &owner); ///< a call found nobody under this unique name

signals:
    void vanished(); ///< nobody owns the name any more
    void appeared(); ///< somebody owns it (again)

private slots:
    void ownerChanged(const QDBusMessage &signal);

private:
    struct Waiting {
        QPointer<QObject> context;
        Answer<QString> answer;
    };
    using Next = std::function<void(const QDBusMessage &)>;

    void admit();
    void begin();
    void lookUp(bool mayStart);
    void start();
    void checkUser(const QString &owner);
    void checkVersion(const QString &owner);
    void ask(const QDBusMessage &message, Next next);
    void settle(const Result<QString> &outcome);

    QDBusConnection m_bus;
    QString m_path;
    QList<uint> m_owners;
    QString m_owner; ///< vetted unique name, or empty
    std::vector<Waiting> m_waiting;
    quint64 m_round = 0; ///< answers to an earlier round are void
    int m_restarts = 0;
    bool m_asking = false;
};

} // namespace rdma
