// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Listens to one source, with a rest after each look: a storm costs ten looks a second, however many events it has.
#pragma once

#include "helper/eventsource.h"

#include <QSocketNotifier>
#include <QTimer>

namespace rdma {

class Attention : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds rest{100};

    explicit Attention(std::unique_ptr<EventSource> source);

signals:
    void heard();
    void lost(const rdma::Error &error); ///< nothing comes any more

private:
    void look();

    std::unique_ptr<EventSource> m_source;
    QSocketNotifier m_notifier; ///< gone before the descriptor is closed
    QTimer m_rest;
};

} // namespace rdma
