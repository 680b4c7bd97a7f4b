// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps the state of one feature fresh: reads at the start and whenever the helper says that something changed.
#pragma once

#include "gui/client/featureclient.h"

#include <QTimer>

namespace rdma {

/// One read at a time; what changes meanwhile is read once more afterwards, so a burst of changes is two reads; how
/// fast bursts follow each other is the helper's to pace. A helper that vanished is called back a second later: one
/// that cannot stay up must not keep the machine busy.
class StateReader : public QObject {
    Q_OBJECT
public:
    explicit StateReader(FeatureClient *client, QObject *parent = nullptr);

    void read();

    /// Reads at once and from then on; while it is not wanted the helper need not look at the machine for us.
    void follow(bool wanted);

signals:
    void stateRead(const QJsonObject &state);
    void failed(const rdma::Error &error);

private:
    void takeChange(const QString &topic);
    void take(const Result<QJsonObject> &state);

    FeatureClient *m_client;
    QTimer m_recall;
    bool m_following = false;
    bool m_reading = false;
    bool m_readAgain = false;
};

} // namespace rdma
