// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps the state of one feature fresh: reads at the start and whenever the helper says that something changed.
#include "gui/window/statereader.h"

namespace rdma {

using namespace Qt::StringLiterals;

StateReader::StateReader(FeatureClient *client, QObject *parent) : QObject(parent), m_client(client)
{
    connect(client, &FeatureClient::changed, this, &StateReader::takeChange);
    m_recall.setSingleShot(true);
    m_recall.setInterval(std::chrono::seconds(1));
    connect(&m_recall, &QTimer::timeout, this, &StateReader::read);
    connect(client, &FeatureClient::helperVanished, this, [this] {
        if (m_following)
            m_recall.start();
    });
}

void StateReader::follow(bool wanted)
{
    if (std::exchange(m_following, wanted) == wanted)
        return;
    if (wanted) {
        m_client->watch();
        return read();
    }
    m_recall.stop();
    m_client->unwatch();
}

void StateReader::read()
{
    m_readAgain = m_reading;
    if (m_reading)
        return;
    m_reading = true;
    m_client->read({}, this, [this](const Result<QJsonObject> &state) { take(state); });
}

/// A job tells of each of its steps; what it did to the rest is told at its end.
void StateReader::takeChange(const QString &topic)
{
    if (topic != "job"_L1 || m_client->feature() == "jobs"_L1)
        read();
}

void StateReader::take(const Result<QJsonObject> &state)
{
    m_reading = false;
    if (state)
        emit stateRead(*state);
    else
        emit failed(state.error());
    if (m_readAgain)
        read();
}

} // namespace rdma
