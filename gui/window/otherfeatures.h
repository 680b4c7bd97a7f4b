// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page reads of other features than its own: rarely, on request, and with a password where one is needed.
#pragma once

#include "gui/client/featureclient.h"
#include "gui/window/reviewflow.h"

#include <QHash>

namespace rdma {

class OtherFeatures : public QObject {
    Q_OBJECT
public:
    OtherFeatures(const QDBusConnection &bus, AgentDoor agent, QObject *parent = nullptr);

    /// Where nobody in the session can ask for the password, our own dialog does, as for changes.
    void read(const QString &feature, const QJsonObject &query, QObject *context, const Answer<QJsonObject> &answer);

private:
    [[nodiscard]] FeatureClient *clientOf(const QString &feature);

    QDBusConnection m_bus;
    AgentDoor m_agent;
    QHash<QString, FeatureClient *> m_clients;
};

} // namespace rdma
