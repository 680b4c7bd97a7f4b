// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The two structures of org.freedesktop.PolicyKit1.Authority.CheckAuthorization, as QtDBus must see them.
#pragma once

#include <QDBusArgument>
#include <QMap>
#include <QVariantMap>

namespace rdma {

/// (sa{sv})
struct PolkitSubject {
    QString kind;
    QVariantMap details;
};

/// (bba{ss})
struct PolkitResult {
    bool isAuthorized = false;
    bool isChallenge = false;
    QMap<QString, QString> details;
};

QDBusArgument &operator<<(QDBusArgument &argument, const PolkitSubject &subject);
const QDBusArgument &operator>>(const QDBusArgument &argument, PolkitSubject &subject);
QDBusArgument &operator<<(QDBusArgument &argument, const PolkitResult &result);
const QDBusArgument &operator>>(const QDBusArgument &argument, PolkitResult &result);

void registerPolkitTypes();

} // namespace rdma

Q_DECLARE_METATYPE(rdma::PolkitSubject)
Q_DECLARE_METATYPE(rdma::PolkitResult)
