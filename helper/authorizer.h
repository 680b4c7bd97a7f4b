// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The one place that decides who may do what: a table of actions, default deny, asked of polkit for every single plan.
#pragma once

#include "model/plan.h"

#include <QDBusConnection>
#include <QHash>
#include <QMap>
#include <QObject>
#include <functional>

namespace rdma {

/// The action that covers every step of the plan. NotAuthorized when no line of the table does.
[[nodiscard]] Result<QString> actionFor(const Plan &plan);
constexpr QLatin1StringView cancelAction{"org.rdmamanager.jobs.cancel"};

/// Every polkit action the table knows: must be the policy file's, one to one.
[[nodiscard]] QStringList allActions();

/// What the password dialog may show: printable ASCII, at most 128 characters a value.
[[nodiscard]] QMap<QString, QString> detailsFor(const Plan &plan);

/// What polkit is asked for something: an action, and what its dialog shows.
struct Right {
    QString action;
    QMap<QString, QString> details;
};

/// The right to read this; none where everybody may.
[[nodiscard]] std::optional<Right> rightToRead(const QString &feature, const QJsonObject &query);

struct Question {
    QString sender; ///< the unique bus name of the caller, from the message itself
    uint uid = 0;   ///< of that connection, by the bus
    QString action;
    QMap<QString, QString> details;
    bool interactive = false;
};

/// Asks polkit over D-Bus, one pending call and one cancellation id a question: an answer can reach nobody else's
/// question (polkit-qt's Authority is a singleton whose answers carry no request, so it cannot be used here).
class Authorizer : public QObject {
    Q_OBJECT
public:
    explicit Authorizer(const QDBusConnection &bus);

    using Answer = std::function<void(Result<Permission>)>;

    /// Ask: polkit would want a password and nobody was there to be asked. Errors: Dismissed, NoPolkit, TooMany,
    /// Cancelled (the caller left the bus). Anything but Yes means no.
    void ask(const Question &question, Answer answer);

    void abandon(const QString &sender); ///< it left the bus: its questions are taken back

private:
    struct Pending {
        QString sender;
        uint uid = 0;
        bool interactive = false;
        Answer answer;
    };

    void settle(const QString &cancellation, const Result<Permission> &verdict);
    [[nodiscard]] bool hasRoomFor(const Question &question) const;

    QDBusConnection m_bus;
    QHash<QString, Pending> m_pending; ///< by cancellation id
    quint64 m_asked = 0;
};

} // namespace rdma
