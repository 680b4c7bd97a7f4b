// SPDX-FileCopyrightText: RDMA Manager contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Many events, few signals: at once after the first, once more after the last, never more often than the interval.
#pragma once

#include <QTimer>

namespace rdma {

class Pace : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds defaultInterval{250};

    explicit Pace(std::chrono::milliseconds interval = defaultInterval);

    void event();

signals:
    void beat();

private:
    void pause();

    QTimer m_interval;
    bool m_more = false;
};

} // namespace rdma
