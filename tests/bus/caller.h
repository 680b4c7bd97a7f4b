// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// A client of the helper as a test writes it: raw calls on a connection of its own, answers waited for.
#pragma once

#include "model/json.h"
#include "model/plan.h"

#include <QDBusConnection>
#include <QDBusPendingCall>

namespace rdma {

class Caller {
public:
    explicit Caller(QDBusConnection bus, QString feature = QStringLiteral("names"));

    [[nodiscard]] QDBusPendingCall send(const QString &method, const QVariantList &arguments,
                                        bool mayPrompt = true) const;

    /// The answer's text; for a D-Bus error of ours the error in it, for any other Internal with the error's name.
    [[nodiscard]] static Result<QString> wait(const QDBusPendingCall &call);

    [[nodiscard]] Result<QJsonObject> read() const;
    [[nodiscard]] Result<PlanView> preview(const QByteArray &wish) const;
    [[nodiscard]] Result<QString> apply(const QString &planId, const QByteArray &wish) const;
    [[nodiscard]] Result<QString> previewAndApply(const QByteArray &wish) const;
    [[nodiscard]] QDBusPendingCall sendApply(const QByteArray &wish, bool mayPrompt = true) const; ///< after a preview

    [[nodiscard]] Caller on(const QString &other) const { return Caller(bus, other); }

    QDBusConnection bus;
    QString feature;
};

} // namespace rdma
