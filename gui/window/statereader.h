// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Keeps the state of one feature fresh: reads at the start and whenever the helper says that something changed.
#pragma once

#include "gui/client/featureclient.h"

#include <QTimer>

namespace rdma {

/// One read at a time; what changes meanwhile is read once more afterwards. A helper that vanished is called back a
/// second later: one that cannot stay up must not keep the machine busy. Changes that are told in quick
/// succession are read together.
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
    void readSoon();
    void take(const Result<QJsonObject> &state);

    FeatureClient *m_client;
    QTimer m_recall;
    QTimer m_pause; ///< after a change was told
    bool m_following = false;
    bool m_reading = false;
    bool m_readAgain = false;
    bool m_changedSince = false;
};

} // namespace rdma
