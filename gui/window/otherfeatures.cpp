// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What a page reads of other features than its own.
#include "gui/window/otherfeatures.h"

namespace rdma {

OtherFeatures::OtherFeatures(const QDBusConnection &bus, AgentDoor agent, QObject *parent)
    : QObject(parent), m_bus(bus), m_agent(std::move(agent))
{
}

void OtherFeatures::read(const QString &feature, const QJsonObject &query, QObject *context,
                         const Answer<QJsonObject> &answer)
{
    FeatureClient *client = clientOf(feature);
    client->inspect(query, context, [this, client, query, context, answer](const Result<QJsonObject> &state) {
        const bool isUnasked = !state && state.error().code == ErrorCode::NoAgent;
        if (isUnasked && m_agent && m_agent())
            client->inspect(query, context, answer);
        else
            answer(state);
    });
}

FeatureClient *OtherFeatures::clientOf(const QString &feature)
{
    FeatureClient *&client = m_clients[feature];
    if (!client)
        client = new FeatureClient(m_bus, feature, this);
    return client;
}

} // namespace rdma
